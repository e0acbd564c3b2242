"""Summaries of files join the months that are open: the one way in, whether a person or the drop folder brings them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from pleinjour.base.figures import Month
from pleinjour.engines.traffic import (
    FileTaken,
    Gathering,
    Reading,
    SummaryError,
    describe,
    merge,
    only_months,
    seal,
    summarise,
)
from pleinjour.web.observe.contents import veil_of
from pleinjour.web.observe.errors import OtherRun, RunChanged
from pleinjour.web.observe.models import Intake, OpenMonth, Publication, Run
from pleinjour.web.observe.vault import draw_key, open_month, unwrap_key, wrap_key
from pleinjour.web.organizations.models import Authority


@dataclass(frozen=True, slots=True)
class Taken:
    """One file taken in. `kept`: months it was added to; `closed`: months already published, left as they are.

    `again`: the very same content had been taken in before, and counts once.
    """

    intake: Intake
    kept: tuple[Month, ...]
    closed: tuple[Month, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class RunKey:
    """What people are counted under. `run`: the run that it opens, None when it was drawn for the next one.

    A run that closed took its key away: what was read meanwhile must not bring it back.
    """

    secret: bytes = field(repr=False)
    run: int | None


def run_key(authority: Authority) -> RunKey:
    """The key of the open months, or a new one where there is none. Writes nothing. Raises KeyLost."""
    run = Run.objects.filter(authority=authority).first()
    if run is None:
        return RunKey(draw_key(), None)
    return RunKey(unwrap_key(bytes(run.wrapped_key), authority.pk), run.pk)


def check_reading(authority: Authority, reading: Reading, key: RunKey) -> None:
    """Whether what is read so may join the open months, before a file is read. Raises OtherRun, KeyLost."""
    row = OpenMonth.objects.filter(authority=authority).first()
    if row is not None:
        with _other_run_said():
            merge(open_month(bytes(row.sealed), key.secret), summarise(BytesIO(), reading, key=key.secret))


def add_to_months(
    authority: Authority, key: RunKey, summaries: Sequence[bytes], now: datetime, *, corrects: bool = False
) -> list[Taken]:
    """Add the summaries, each of one file, to the open months. Within a transaction that holds the chain.

    `corrects`: months already published are opened again, for a new edition; otherwise they are left alone.
    Raises RunChanged, OtherRun, KeyLost.
    """
    closed = frozenset[Month]() if corrects else _published(authority)
    desk = _Desk(authority, _same_run(authority, key), key.secret, now)
    taken = desk.take(summaries, closed)
    desk.put_away()
    return taken


def span(months: Iterable[Month]) -> str:
    """How the journal designates months: the first and the last."""
    ordered = sorted(months)
    return f"months:{ordered[0]}/{ordered[-1]}" if ordered else ""


def count(taken: Sequence[Taken]) -> dict[str, int]:
    """What the journal says of files."""
    lines = sum(one.intake.lines for one in taken)
    return {"files": len(taken), "again": sum(one.again for one in taken), "lines": lines}


def _same_run(authority: Authority, key: RunKey) -> Run | None:
    run = Run.objects.filter(authority=authority).first()
    if (run.pk if run else None) != key.run:
        raise RunChanged
    return run


def _published(authority: Authority) -> frozenset[Month]:
    published = Publication.objects.filter(authority=authority).values_list("month", flat=True)
    return frozenset(map(Month.parse, published))


@dataclass
class _Desk:
    """Where files are added to open months, in one transaction."""

    authority: Authority
    run: Run | None
    key: bytes
    now: datetime
    _veil: Callable[[str], str] = field(init=False)
    _months: dict[Month, "_Month"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._veil = veil_of(self.authority.pk)

    def take(self, summaries: Sequence[bytes], closed: Collection[Month]) -> list[Taken]:
        accounts = [describe(summary) for summary in summaries]
        files = [account.files[0] for account in accounts]
        known = self._known(files)
        new: list[Intake] = []
        taken: list[Taken] = []
        for summary, account, file in zip(summaries, accounts, files, strict=True):
            kept = tuple(month for month in account.months if month not in closed)
            added = [self._month(month).add(file, summary, account.months) for month in kept]
            digest = self._veil(file.digest)
            before = known.get(digest)
            again = before is not None and not any(added)
            intake = before if before and again else self._intake(file, account.months, is_kept=bool(kept))
            if before is None:
                known[digest] = intake
                new.append(intake)
            elif not again:
                # Read otherwise than the first time, or for a correction: this reading is the one that counts.
                intake.pk = before.pk
                intake.save(force_update=True)
            left = tuple(month for month in account.months if month in closed)
            taken.append(Taken(intake, kept, left, again))
        Intake.objects.bulk_create(new)
        return taken

    def _known(self, files: Iterable[FileTaken]) -> dict[str, Intake]:
        digests = {self._veil(file.digest) for file in files}
        return {one.digest: one for one in Intake.objects.filter(authority=self.authority, digest__in=digests)}

    def _intake(self, file: FileTaken, months: Iterable[Month], *, is_kept: bool) -> Intake:
        return Intake(
            authority=self.authority,
            digest=self._veil(file.digest),
            length=file.length,
            head=self._veil(file.head),
            run=self._open_run() if is_kept else None,
            format=file.format,
            lines=file.lines,
            unreadable=file.unreadable,
            months=[str(month) for month in months],
            days=file.days,
            taken_at=self.now,
        )

    def _open_run(self) -> Run:
        if self.run is None:
            wrapped = wrap_key(self.key, self.authority.pk)
            self.run = Run.objects.create(authority=self.authority, wrapped_key=wrapped, opened_at=self.now)
        return self.run

    def _month(self, month: Month) -> "_Month":
        if month not in self._months:
            row = OpenMonth.objects.filter(authority=self.authority, month=str(month)).first()
            self._months[month] = _Month(month, open_month(bytes(row.sealed), self.key) if row else b"")
        return self._months[month]

    def put_away(self) -> None:
        for month, held in sorted(self._months.items()):
            if held.has_changed:
                OpenMonth.objects.update_or_create(
                    authority=self.authority,
                    month=str(month),
                    defaults={
                        "run": self._open_run(),
                        "sealed": seal(held.summary(), self.key),
                        "files": len(held.digests),
                        "changed_at": self.now,
                    },
                )


class _Month:
    """What a month holds, and what joins it: gathered first, for merging files one by one would read it each time."""

    def __init__(self, month: Month, before: bytes) -> None:
        self._month, self._before = month, before
        self._fresh = Gathering()
        self.digests = {file.digest for file in describe(before).files} if before else set[str]()
        self.has_changed = False

    def add(self, file: FileTaken, summary: bytes, months: Sequence[Month]) -> bool:
        """Whether the month changes: a file that it already holds changes nothing."""
        if file.digest in self.digests:
            return False
        with _other_run_said():
            self._fresh.add(summary if len(months) == 1 else only_months(summary, [self._month]))
        self.digests.add(file.digest)
        self.has_changed = True
        return True

    def summary(self) -> bytes:
        """Raises OtherRun."""
        with _other_run_said():
            fresh = self._fresh.summary()
            return merge(self._before, fresh) if self._before else fresh


@contextmanager
def _other_run_said() -> Iterator[None]:
    try:
        yield
    except SummaryError as error:
        raise OtherRun(why=error.fields["why"]) from None
