"""One pass over the folder of one authority: what is ready is read and kept, batch by batch."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Final

from django.conf import settings

from pleinjour.base.figures import Month
from pleinjour.base.sentences import Phrase
from pleinjour.engines.traffic import Reading, describe, summarise
from pleinjour.web.observe.actions.dropping import LookedInto, begin_look, end_look, keep_batch, remember
from pleinjour.web.observe.actions.months import RunKey, check_reading, run_key
from pleinjour.web.observe.contents import KnownContents
from pleinjour.web.observe.dropping.folder import FileChanged, Found, PassedOver, walk
from pleinjour.web.observe.dropping.marks import Marks
from pleinjour.web.observe.dropping.reasons import (
    INTERRUPTION,
    ReadTooLong,
    Refusal,
    is_tried_again,
    keep_phrase,
    refusal_of,
)
from pleinjour.web.observe.errors import KeyLost, OtherRun, RunChanged
from pleinjour.web.observe.log_reading import make_reading
from pleinjour.web.observe.models import DropFolder, DroppedFile, Outcome, Trouble
from pleinjour.web.organizations.models import Authority

FILES_A_BATCH: Final = 500
BYTES_A_BATCH: Final = 32 << 20
"""Of summaries, which wait in memory."""
LIVE_SILENCE: Final = timedelta(days=7)
"""How long a file that looks like a log being written must have been silent: longer than any week-end."""
TURN: Final = timedelta(minutes=10)
"""How long a pass begins to read files of one authority: as long as the timer waits between two passes."""
LONGEST_READING: Final = timedelta(minutes=30)
"""Of one file, which every other authority waits for: 36 GB at 20 MB/s, less than any format was measured at."""


@dataclass
class Look:
    """What a pass did. `refused` counts the files that were refused now; `interrupted`: the next pass goes on.

    `turn_over`: so does it, for this folder had its TURN.
    """

    authority: Authority
    files: int = 0
    again: int = 0
    lines: int = 0
    refused: int = 0
    closed: set[Month] = field(default_factory=set)
    interrupted: bool = False
    turn_over: bool = False


def look_into(authority: Authority, now: datetime) -> tuple[DropFolder, Look] | None:
    """Take in what the authority's folder holds; None when it has none, or paused it.

    A broken file stops nothing. What stops the whole folder is said by `DropFolder.trouble`.
    """
    folder = DropFolder.objects.filter(authority=authority).first() or DropFolder(authority=authority)
    path = folder_of(authority)
    if path is None or folder.paused or not (path.is_dir() or folder.looked_at):
        return None
    return _Pass(folder, now).run(path)


def folder_of(authority: Authority) -> Path | None:
    """Where the authority's logs are dropped; None when the platform has no drop folder."""
    root: Path | None = settings.PLEINJOUR_DROP_FOLDER
    return root / authority.slug if root else None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is remembered of a file."""

    key: int
    outcome: str
    seen_at: datetime
    tries: int


class _Pass:
    def __init__(self, folder: DropFolder, now: datetime) -> None:
        self._folder, self._authority, self._now = folder, folder.authority, now
        self._settle = timedelta(minutes=settings.PLEINJOUR_DROP_SETTLE)
        self._marks = Marks(self._authority.pk)
        self._known = _remember(self._authority)
        self._present: set[str] = set()
        self._put_off: set[str] = set()
        """Marks of files during which a pass was killed: read last, so that all others are, whatever they do."""
        self._passed_over: Counter[PassedOver] = Counter()
        self._batch: list[LookedInto] = []
        self._key: RunKey
        self._contents: KnownContents
        self._reading: Reading | None = None
        self._look = Look(self._authority)
        self._turn_ends = monotonic() + TURN.total_seconds()
        self._is_wary = False
        """Whether the pass before was killed, perhaps by a file: the next time will tell which."""

    def run(self, path: Path) -> tuple[DropFolder, Look]:
        folder = self._folder
        folder.waiting, folder.live, folder.trouble, folder.why = 0, 0, "", {}
        self._is_wary = begin_look(folder, self._now)
        try:
            self._walk(path)
        except FileNotFoundError:
            folder.trouble = Trouble.ABSENT
        except OSError as error:
            folder.trouble, folder.why = Trouble.CLOSED, keep_phrase(refusal_of(error).why)
        except OtherRun as error:
            why = error.fields["why"]
            folder.trouble, folder.why = Trouble.OTHER_RUN, keep_phrase(why) if isinstance(why, Phrase) else {}
        except KeyLost:
            folder.trouble = Trouble.KEY_LOST
        except RunChanged:
            self._look.interrupted = True
        folder.passed_over = self._passed_over.total()
        end_look(folder, self._absent())
        return folder, self._look

    def _absent(self) -> list[int]:
        """Rows of files that are gone; none when the pass has not seen the whole folder."""
        if self._folder.trouble or self._look.interrupted or self._look.turn_over or self._passed_over["closed"]:
            return []
        return [known.key for mark, known in self._known.items() if mark not in self._present]

    def _walk(self, path: Path) -> None:
        self._take(walk(path, self._passed_over))
        if self._put_off and not self._look.turn_over:
            self._take(walk(path, Counter()))

    def _take(self, files: Iterator[Found]) -> None:
        size = 0
        for found in files:
            if monotonic() > self._turn_ends:
                self._look.turn_over = True
                break
            for file in self._consider(found):
                self._batch.append(file)
                size += len(file.summary or b"")
            if len(self._batch) >= (1 if self._is_wary else FILES_A_BATCH) or size >= BYTES_A_BATCH:
                self._keep()
                size = 0
        self._keep()

    def _consider(self, found: Found) -> Iterator[LookedInto]:
        """The file, when it is new or worth another try, and will not change any more."""
        mark = self._marks.mark_of(found.status)
        put_off = mark in self._put_off
        if mark in self._present and not put_off:
            return
        self._present.add(mark)
        self._put_off.discard(mark)
        known = self._known.get(mark)
        if known and not is_tried_again(known.outcome, known.tries, known.seen_at, self._now):
            return
        if known and known.tries and not put_off:
            self._put_off.add(mark)
            return
        if self._must_wait(found):
            return
        if self._is_wary:
            begun = self._row(found, mark)
            begun.tries = 1 + (known.tries if known else 0)
            _refuse(begun, INTERRUPTION)
            remember([begun])
        yield from self._look_at(found, self._row(found, mark))

    def _must_wait(self, found: Found) -> bool:
        silence = self._now - found.changed_at
        is_live = found.is_live and silence < LIVE_SILENCE
        self._folder.live += is_live
        waits = is_live or silence < self._settle
        self._folder.waiting += waits
        return waits

    def _row(self, found: Found, mark: str) -> DroppedFile:
        return DroppedFile(
            authority=self._authority,
            mark=mark,
            outcome=Outcome.TAKEN,
            size=found.status.st_size,
            modified_at=found.modified_at,
            seen_at=self._now,
        )

    def _look_at(self, found: Found, row: DroppedFile) -> Iterator[LookedInto]:
        reading = self._prepare()
        summary: bytes | None = None
        try:
            with found.opened() as stream:
                summary = summarise(
                    stream, reading, key=self._key.secret, progress=_hurry(), starts=self._contents.starts
                )
            self._contents.add(describe(summary).files[0])
        except FileChanged:
            self._folder.waiting += 1
            return
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a file, the others are read
            _refuse(row, refusal_of(error))
        self._look.refused += summary is None
        yield LookedInto(row, summary)

    def _prepare(self) -> Reading:
        """How to read. The key is asked for again for each batch: a month that closed took its own away."""
        if not self._batch:
            self._key = run_key(self._authority)
            self._contents = KnownContents(self._authority.pk, self._key.run)
        if self._reading is None:
            usual = make_reading(self._authority, self._authority.day_of(self._now))
            reading = replace(usual, format=self._folder.format or None)
            check_reading(self._authority, reading, self._key)
            self._reading = reading
        return self._reading

    def _keep(self) -> None:
        if not self._batch:
            return
        taken = keep_batch(self._authority, self._key, self._batch, self._now)
        self._batch = []
        self._look.files += sum(not one.again for one in taken)
        self._look.again += sum(one.again for one in taken)
        self._look.lines += sum(one.intake.lines for one in taken if not one.again)
        self._look.closed |= {month for one in taken for month in one.closed}


def _remember(authority: Authority) -> dict[str, _Known]:
    """What is known of the authority's files, by mark."""
    rows = DroppedFile.objects.filter(authority=authority)
    fields = rows.values_list("mark", "pk", "outcome", "seen_at", "tries")
    return {mark: _Known(key, outcome, seen_at, tries) for mark, key, outcome, seen_at, tries in fields}


def _hurry() -> Callable[[int], None]:
    """What `summarise` tells its progress to; it raises ReadTooLong when the others have waited for long enough."""
    end = monotonic() + LONGEST_READING.total_seconds()

    def check(_read: int) -> None:
        if monotonic() > end:
            raise ReadTooLong(LONGEST_READING // timedelta(minutes=1))

    return check


def _refuse(row: DroppedFile, refusal: Refusal) -> None:
    row.outcome, row.why = refusal.outcome, keep_phrase(refusal.why)
