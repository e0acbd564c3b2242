"""Logs dropped in a folder: taken in once, whatever their files go through."""

import gzip
import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from pleinjour.engines.traffic import summarise
from pleinjour.web.observe.actions.dropping import set_drop_folder
from pleinjour.web.observe.actions.intake import forget_run
from pleinjour.web.observe.dropping import looking
from pleinjour.web.observe.models import (
    DropFolder,
    DroppedFile,
    Intake,
    Outcome,
    Trouble,
)
from pleinjour.web.observe.tasks import take_dropped_logs
from pleinjour.web.organizations.models import Authority, JournalEntry, Role
from tests.web.observe.browsing import APRIL, MARCH, bring
from tests.web.observe.dropped import LATER, connections, drop, exact_figures, pass_over
from tests.web.observe.logs import CHATGPT, LE_CHAT, squid_log
from tests.web.organizations.factories import make_authority, member

pytestmark = pytest.mark.django_db

LOG = squid_log(MARCH, range(60))
DAY = timedelta(days=1)


def outcomes() -> list[str]:
    return sorted(DroppedFile.objects.values_list("outcome", flat=True))


def test_a_log_that_is_dropped_joins_its_month(folder: Path, authority: Authority) -> None:
    drop(folder, "proxy.log", LOG)
    state, look = pass_over(authority)
    assert (look.files, look.lines, look.refused, state.waiting, state.trouble) == (1, 180, 0, 0, "")
    assert connections(authority) == 180
    assert outcomes() == [Outcome.TAKEN]


def test_the_journal_says_that_the_platform_took_logs_once_a_batch(folder: Path, authority: Authority) -> None:
    for month in (MARCH, APRIL):
        drop(folder, f"{month}.log", squid_log(month, range(20)))
    pass_over(authority)
    pass_over(authority)
    entry = JournalEntry.objects.get(authority=authority)
    assert (entry.action, entry.actor, entry.target) == ("observe.logs_dropped", "", "months:2026-03/2026-04")
    assert entry.detail == '{"again":0,"files":2,"lines":120}'


def test_a_file_waits_until_it_has_not_changed_for_the_time_set(folder: Path, authority: Authority) -> None:
    drop(folder, "proxy.log", LOG)
    state, look = pass_over(authority, after=timedelta(minutes=9))
    assert (look.files, state.waiting, state.live) == (0, 1, 0)
    state, look = pass_over(authority, after=timedelta(minutes=11))
    assert (look.files, state.waiting) == (1, 0)


def test_a_log_being_written_waits_until_it_is_rotated(folder: Path, authority: Authority) -> None:
    drop(folder, "access.log.1", squid_log(MARCH, range(20)))
    live = drop(folder, "access.log", squid_log(MARCH, range(30)))
    state, look = pass_over(authority, after=3 * DAY)
    assert (look.files, state.waiting, state.live) == (1, 1, 1)
    live.rename(folder / "access.log.1")
    assert pass_over(authority)[1].files == 1
    assert connections(authority) == 150


def test_a_log_that_nobody_writes_any_more_ends_up_being_taken(folder: Path, authority: Authority) -> None:
    drop(folder, "access.log.1", squid_log(MARCH, range(20)))
    drop(folder, "access.log", squid_log(MARCH, range(30)))
    assert pass_over(authority, after=8 * DAY)[1].files == 2


def test_rotation_and_compression_change_nothing(folder: Path, authority: Authority) -> None:
    first = drop(folder, "access.log.1", LOG)
    pass_over(authority)
    drop(folder, "access.log.2.gz", gzip.compress(LOG))
    first.unlink()
    look = pass_over(authority)[1]
    assert (look.files, look.again) == (0, 1)
    assert connections(authority) == 180
    assert Intake.objects.count() == DroppedFile.objects.count() == 1


def test_a_file_that_is_renamed_is_not_even_opened(
    folder: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(folder, "access.log.1", LOG)
    pass_over(authority)
    path.rename(folder / "access.log.2")
    monkeypatch.setattr("pleinjour.web.observe.dropping.folder.Found.opened", None)
    look = pass_over(authority)[1]
    assert (look.files, look.again, look.refused) == (0, 0, 0)


def test_a_log_that_is_copied_then_emptied_counts_once(folder: Path, authority: Authority) -> None:
    """logrotate's `copytruncate`."""
    live = drop(folder, "access.log", LOG)
    shutil.copy(live, folder / "access.log.1")
    os.truncate(live, 0)
    pass_over(authority)
    live.write_bytes(squid_log(MARCH, range(5)))
    state, look = pass_over(authority)
    assert (look.files, state.live) == (0, 1)
    assert connections(authority) == 180


def test_two_names_of_one_file_and_two_copies_of_it_count_once(folder: Path, authority: Authority) -> None:
    path = drop(folder, "a.log", LOG)
    (folder / "b.log").hardlink_to(path)
    drop(folder, "2026/c.log", LOG)
    look = pass_over(authority)[1]
    assert (look.files, look.again) == (1, 1)
    assert connections(authority) == 180


def test_a_log_brought_in_the_browser_and_dropped_counts_once(
    folder: Path, steering: Client, authority: Authority
) -> None:
    bring(steering, authority, LOG)
    drop(folder, "proxy.log", LOG)
    assert pass_over(authority)[1].again == 1
    assert connections(authority) == 180


def fingerprint(path: Path) -> tuple[object, ...]:
    seen = path.stat()
    return path, seen.st_mode, seen.st_mtime_ns, seen.st_ctime_ns, path.is_file() and path.read_bytes()


def test_nothing_of_the_folder_is_changed(folder: Path, authority: Authority) -> None:
    drop(folder, "2026/a.log.gz", gzip.compress(LOG))
    drop(folder, "b.log", b"no log at all\n" * 30)
    before = [fingerprint(path) for path in sorted(folder.rglob("*"))]
    pass_over(authority)
    assert [fingerprint(path) for path in sorted(folder.rglob("*"))] == before


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (gzip.compress(LOG)[:-40], Outcome.DAMAGED),
        (b"\x1f\x8b" + b"nothing like an archive" * 9, Outcome.DAMAGED),
        (b"no log at all\n" * 30, Outcome.FORMAT),
        (os.urandom(3000), Outcome.FORMAT),
    ],
    ids=["truncated", "corrupt", "unknown", "noise"],
)
def test_a_broken_file_stops_no_other_and_is_read_again_when_it_changes(
    folder: Path, authority: Authority, content: bytes, outcome: str
) -> None:
    broken = drop(folder, "a.log", content)
    drop(folder, "b.log", squid_log(MARCH, range(20)))
    look = pass_over(authority)[1]
    assert (look.files, look.refused) == (1, 1)
    assert outcomes() == sorted([Outcome.TAKEN, outcome])
    look = pass_over(authority)[1]
    assert (look.files, look.again, look.refused) == (0, 0, 0)
    broken.write_bytes(LOG)
    assert pass_over(authority)[1].files == 1
    assert outcomes() == [Outcome.TAKEN, Outcome.TAKEN]


def test_an_unknown_format_is_tried_again_the_next_day(folder: Path, authority: Authority) -> None:
    drop(folder, "a.log", b"no log at all\n" * 30)
    pass_over(authority)
    assert pass_over(authority, after=DAY / 2)[1].refused == 0
    assert pass_over(authority, after=2 * DAY)[1].refused == 1
    assert DroppedFile.objects.count() == 1


def test_what_was_refused_is_tried_again_when_the_format_is_set(folder: Path, authority: Authority) -> None:
    drop(folder, "a.log", b"no log at all\n" * 30 + LOG[:300])
    pass_over(authority)
    set_drop_folder(member(authority, Role.RSSI), authority, format_name="squid", paused=False)
    assert DroppedFile.objects.count() == 0
    assert pass_over(authority)[1].files == 1


def test_a_file_that_the_system_refuses_is_tried_at_each_pass(
    folder: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folder, "a.log", LOG)
    real = os.open

    def refuse(path: object, *words: object, **named: object) -> int:
        if path == "a.log":
            raise PermissionError(13, "Permission denied")
        return real(path, *words, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr("os.open", refuse)
        assert pass_over(authority)[1].refused == 1
        assert outcomes() == [Outcome.SYSTEM]
    assert pass_over(authority)[1].files == 1
    assert outcomes() == [Outcome.TAKEN]


def test_an_error_that_nobody_foresaw_stops_one_file(
    folder: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folder, "a.log", squid_log(MARCH, range(30), [LE_CHAT]))
    drop(folder, "b.log", LOG)

    def fail(stream: object, *words: object, **named: object) -> bytes:
        if LE_CHAT.encode() in stream.peek():  # type: ignore[attr-defined]
            raise RuntimeError("agent042")
        return summarise(stream, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "summarise", fail)
    assert pass_over(authority)[1].files == 1
    row = DroppedFile.objects.get(outcome=Outcome.UNFORESEEN)
    assert row.why["fields"] == {"kind": "RuntimeError"}


def test_a_file_written_anew_at_the_same_place_is_another_one(folder: Path, authority: Authority) -> None:
    path = drop(folder, "proxy.log", squid_log(MARCH, range(20)))
    pass_over(authority)
    path.write_bytes(squid_log(APRIL, range(60)))
    assert pass_over(authority)[1].files == 1
    assert sorted(exact_figures(authority)) == ["2026-03", "2026-04"]


def test_a_file_that_changes_while_it_is_read_waits(
    folder: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(folder, "proxy.log", LOG)

    def read_slowly(*words: object, **named: object) -> bytes:
        summary = summarise(*words, **named)  # type: ignore[arg-type]
        with path.open("ab") as stream:
            stream.write(squid_log(MARCH, range(5)))
        return summary

    with monkeypatch.context() as patched:
        patched.setattr(looking, "summarise", read_slowly)
        state, look = pass_over(authority)
    assert (look.files, look.refused, state.waiting) == (0, 0, 1)
    assert pass_over(authority)[1].files == 1
    assert connections(authority) == 195


def test_batches_give_the_same_figures_as_one_reading(
    folder: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs = [squid_log(month, range(n, n + 9), [CHATGPT, LE_CHAT]) for n in range(10) for month in (MARCH, APRIL)]
    for number, content in enumerate(logs):
        drop(folder, f"{number}.log", content)
    pass_over(authority)
    at_once = exact_figures(authority)
    forget_run(member(authority, Role.RSSI), authority)
    monkeypatch.setattr(looking, "FILES_A_BATCH", 3)
    pass_over(authority)
    assert exact_figures(authority) == at_once
    monkeypatch.setattr(looking, "BYTES_A_BATCH", 1)
    forget_run(member(authority, Role.RSSI), authority)
    pass_over(authority)
    assert exact_figures(authority) == at_once


def test_files_that_are_gone_are_forgotten(folder: Path, authority: Authority) -> None:
    path = drop(folder, "a.log", b"no log at all\n" * 30)
    pass_over(authority)
    path.unlink()
    pass_over(authority)
    assert DroppedFile.objects.count() == 0


def test_a_folder_that_goes_away_is_told_and_nothing_is_forgotten(folder: Path, authority: Authority) -> None:
    drop(folder, "a.log", LOG)
    pass_over(authority)
    folder.rename(folder.with_name("elsewhere"))
    assert pass_over(authority)[0].trouble == Trouble.ABSENT
    assert outcomes() == [Outcome.TAKEN]
    folder.symlink_to(folder.with_name("elsewhere"))
    assert pass_over(authority)[0].trouble == Trouble.CLOSED


def test_without_a_folder_or_when_it_is_paused_nothing_is_looked_at(
    folder: Path, authority: Authority, settings: Settings
) -> None:
    drop(folder, "a.log", LOG)
    set_drop_folder(member(authority, Role.RSSI), authority, format_name="", paused=True)
    assert looking.look_into(authority, LATER + DropFolder.objects.get().authority.created_at) is None
    settings.PLEINJOUR_DROP_FOLDER = None
    assert looking.look_into(authority, LATER + authority.created_at) is None
    assert not DroppedFile.objects.exists()


def test_each_authority_has_its_own_folder(folder: Path, authority: Authority) -> None:
    other = make_authority()
    drop(folder, "a.log", LOG)
    drop(folder.parent, f"{other.slug}/a.log", squid_log(MARCH, range(30)))
    pass_over(authority)
    assert list(exact_figures(other)) == []
    pass_over(other)
    assert (connections(authority), connections(other)) == (180, 90)


def test_what_nobody_foresaw_in_one_folder_stops_no_other(
    folder: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(one: Authority, _now: datetime) -> None:
        if one == authority:
            raise ZeroDivisionError("agent042")

    other = make_authority(slug="bourg")
    monkeypatch.setattr("pleinjour.web.observe.tasks.look_into", look)
    reports = [one for one in take_dropped_logs(timezone.now()) if one.subject in (authority.slug, other.slug)]
    assert [(one.subject, one.needs_person) for one in reports] == [(authority.slug, True)]
    assert "ZeroDivisionError" in reports[0].said[0]
    assert "agent042" not in reports[0].said[0]


def test_a_database_that_refuses_stops_the_pass(
    folder: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(_one: Authority, _now: datetime) -> None:
        raise OperationalError

    monkeypatch.setattr("pleinjour.web.observe.tasks.look_into", look)
    with pytest.raises(OperationalError):
        list(take_dropped_logs(timezone.now()))


@pytest.mark.django_db(transaction=True)
def test_a_batch_is_one_transaction(folder: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "FILES_A_BATCH", 7)
    for number in range(20):
        drop(folder, f"{number}.log", squid_log(MARCH, range(number, number + 3)))
    with CaptureQueriesContext(connection) as asked:
        pass_over(authority)
    batches, beginning_and_end_of_look = 3, 2
    assert [query["sql"] for query in asked].count("COMMIT") == batches + beginning_and_end_of_look
