"""No file and no authority holds the others up, even one that kills the pass each time."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from pleinjour.engines.traffic import summarise
from pleinjour.web.observe.actions.dropping import set_drop_folder
from pleinjour.web.observe.dropping import looking
from pleinjour.web.observe.models import DropFolder, DroppedFile, Outcome
from pleinjour.web.observe.tasks import take_dropped_logs
from pleinjour.web.organizations.models import Authority, Role
from tests.web.observe.browsing import MARCH
from tests.web.observe.dropped import LATER, connections, drop, pass_over
from tests.web.observe.logs import LE_CHAT, squid_log
from tests.web.organizations.factories import make_authority, member

pytestmark = pytest.mark.django_db

NO_TIME = timedelta(seconds=-1)
DEADLY = squid_log(MARCH, range(30), [LE_CHAT])


class Killed(BaseException):
    """What no code of ours catches, as `kill -9`."""


@pytest.fixture
def deadly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file whose reading kills the pass."""

    def die(stream: object, *words: object, **named: object) -> bytes:
        if LE_CHAT.encode() in stream.peek():  # type: ignore[attr-defined]
            raise Killed
        return summarise(stream, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "summarise", die)
    return drop(folder, "b.log", DEADLY)


def die_over(authority: Authority, times: int) -> None:
    for _time in range(times):
        with pytest.raises(Killed):
            pass_over(authority)


def test_a_file_that_kills_the_pass_is_read_last_then_refused_and_the_others_count_once(
    folder: Path, authority: Authority, deadly: Path
) -> None:
    drop(folder, "a.log", squid_log(MARCH, range(20)))
    drop(folder, "c.log", squid_log(MARCH, range(40)))
    die_over(authority, 3)
    assert connections(authority) == 60 + 120
    row = DroppedFile.objects.get(outcome=Outcome.INTERRUPTED)
    assert (row.tries, row.size) == (2, len(DEADLY))
    state, look = pass_over(authority)
    assert (look.files, state.trouble, state.under_way) == (0, "", False)
    assert connections(authority) == 60 + 120


def test_a_pass_that_was_killed_once_refuses_nothing(
    folder: Path, authority: Authority, deadly: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is stopped while it reads."""
    die_over(authority, 2)
    monkeypatch.setattr(looking, "summarise", summarise)
    assert pass_over(authority)[1].files == 1
    assert connections(authority) == 90
    row = DroppedFile.objects.get()
    assert (row.outcome, row.tries, row.why) == (Outcome.TAKEN, 0, {})


def test_a_file_that_was_interrupted_is_tried_anew_when_the_folder_is_set(
    folder: Path, authority: Authority, deadly: Path
) -> None:
    die_over(authority, 3)
    set_drop_folder(member(authority, Role.RSSI), authority, format_name="squid", paused=False)
    die_over(authority, 1)


def test_a_file_whose_reading_lasts_is_refused(
    folder: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folder, "a.log", squid_log(MARCH, range(20)))
    monkeypatch.setattr(looking, "LONGEST_READING", NO_TIME)
    assert pass_over(authority)[1].refused == 1
    assert DroppedFile.objects.get().outcome == Outcome.TOO_MUCH


def test_an_authority_that_had_its_turn_goes_on_at_the_next_pass(
    folder: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folder, "a.log", squid_log(MARCH, range(20)))
    pass_over(authority)
    drop(folder, "b.log", squid_log(MARCH, range(30)))
    with monkeypatch.context() as patched:
        patched.setattr(looking, "TURN", NO_TIME)
        reports = [one for one in take_dropped_logs(timezone.now() + LATER) if one.subject == authority.slug]
        assert "a eu ses" in reports[0].said[1]
    assert (connections(authority), DroppedFile.objects.count()) == (60, 1)
    assert pass_over(authority)[1].files == 1
    assert connections(authority) == 150


def test_the_authority_that_has_waited_longest_comes_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    for slug, hours in (("a", 1), ("b", 3), ("c", 2)):
        DropFolder.objects.create(authority=make_authority(slug=slug), looked_at=now - timedelta(hours=hours))
    looked: list[str] = []

    def look(one: Authority, _now: datetime) -> None:
        looked.append(one.slug)

    monkeypatch.setattr("pleinjour.web.observe.tasks.look_into", look)
    list(take_dropped_logs(now))
    assert looked[-3:] == ["b", "c", "a"]
