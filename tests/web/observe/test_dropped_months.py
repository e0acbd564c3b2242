"""What is dropped and the months it speaks of: published, forgotten, counted otherwise, under another key."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pleinjour.engines.traffic import summarise
from pleinjour.web.observe.actions.intake import forget_run
from pleinjour.web.observe.dropping import looking
from pleinjour.web.observe.models import (
    DroppedFile,
    Intake,
    OpenMonth,
    Publication,
    Run,
    Trouble,
)
from pleinjour.web.organizations.models import Authority, Role
from tests.web.observe.browsing import APRIL, MARCH, bring, publish
from tests.web.observe.dropped import connections, drop, exact_figures, pass_over
from tests.web.observe.logs import squid_log
from tests.web.organizations.factories import make_rule, make_unit, member

pytestmark = pytest.mark.django_db

LOG = squid_log(MARCH, range(60))


def test_a_published_month_is_left_alone(folder: Path, steering: Client, authority: Authority) -> None:
    drop(folder, "a.log", LOG)
    pass_over(authority)
    publish(steering, authority)
    drop(folder, "b.log", squid_log(MARCH, range(90)) + squid_log(APRIL, range(20)))
    look = pass_over(authority)[1]
    assert [str(month) for month in look.closed] == ["2026-03"]
    assert OpenMonth.objects.get().month == "2026-04"
    assert Publication.objects.get().edition == 1


def test_what_is_forgotten_is_read_again(folder: Path, authority: Authority) -> None:
    drop(folder, "a.log", LOG)
    pass_over(authority)
    forget_run(member(authority, Role.RSSI), authority)
    assert [Run.objects.count(), DroppedFile.objects.count(), Intake.objects.count()] == [0, 0, 0]
    assert pass_over(authority)[1].files == 1
    assert connections(authority) == 180


def test_other_units_stop_the_folder_until_the_open_months_are_forgotten(folder: Path, authority: Authority) -> None:
    drop(folder, "a.log", LOG)
    pass_over(authority)
    make_rule(make_unit(authority))
    drop(folder, "b.log", squid_log(MARCH, range(70)))
    state, look = pass_over(authority)
    assert (look.files, state.trouble) == (0, Trouble.OTHER_RUN)
    assert "unités" in state.why["template"]
    assert connections(authority) == 180
    forget_run(member(authority, Role.RSSI), authority)
    state, look = pass_over(authority)
    assert (look.files, state.trouble) == (2, "")
    assert connections(authority) == 180 + 210


def test_another_secret_stops_the_folder(folder: Path, authority: Authority, settings: Settings) -> None:
    drop(folder, "a.log", LOG)
    pass_over(authority)
    settings.SECRET_KEY = "another" * 9
    drop(folder, "b.log", squid_log(MARCH, range(70)))
    assert pass_over(authority)[0].trouble == Trouble.KEY_LOST
    forget_run(member(authority, Role.RSSI), authority)
    assert pass_over(authority)[1].files == 2


def test_an_upload_that_ends_meanwhile_leaves_the_rest_to_the_next_pass(
    folder: Path, steering: Client, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folder, "a.log", LOG)

    def read_slowly(*words: object, **named: object) -> bytes:
        summary = summarise(*words, **named)  # type: ignore[arg-type]
        bring(steering, authority, squid_log(APRIL, range(20)))
        return summary

    with monkeypatch.context() as patched:
        patched.setattr(looking, "summarise", read_slowly)
        look = pass_over(authority)[1]
    assert (look.files, look.interrupted, DroppedFile.objects.count()) == (0, True, 0)
    assert pass_over(authority)[1].files == 1
    assert sorted(exact_figures(authority)) == ["2026-03", "2026-04"]
