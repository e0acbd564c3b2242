"""Take logs in: what the engine made of them joins the open months, and nothing else is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from pleinjour.base.figures import Month
from pleinjour.engines.traffic import SummaryError, describe, merge, only_months, seal
from pleinjour.web.observe.actions.closing import destroy_run
from pleinjour.web.observe.errors import OtherRun, RunChanged
from pleinjour.web.observe.models import Intake, OpenMonth, Publication, Run
from pleinjour.web.observe.perms import Deed, require
from pleinjour.web.observe.vault import draw_key, open_month, unwrap_key, wrap_key
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority


@dataclass(frozen=True, slots=True)
class Taken:
    """One file taken in. `kept`: months it was added to; `closed`: months already published, left as they are.

    `again`: the very same content had been taken in before, and counts once.
    """

    intake: Intake
    kept: tuple[Month, ...]
    closed: tuple[Month, ...]
    again: bool


def find_run_key(actor: Account, authority: Authority) -> bytes:
    """The key under which people are counted: that of the open months, or a new one. Writes nothing.

    To be called before a byte is read. Raises NotAllowed, KeyLost.
    """
    require(actor, authority, Deed.TAKE_LOGS)
    run = Run.objects.filter(authority=authority).first()
    return draw_key() if run is None else unwrap_key(bytes(run.wrapped_key), authority.pk)


def keep_summaries(
    actor: Account,
    authority: Authority,
    key: bytes,
    summaries: Sequence[bytes],
    now: datetime,
    *,
    corrects: bool = False,
) -> list[Taken]:
    """Add what was read to the open months: all of it, or nothing.

    `corrects`: months already published are opened again, for a new edition; otherwise they are left alone.
    Raises NotAllowed, RunChanged, OtherRun, KeyLost.
    """
    require(actor, authority, Deed.TAKE_LOGS)
    with transaction.atomic():
        lock_chain(authority)
        desk = _Desk(authority, _same_run(authority, key), key, now, _published(authority, corrects))
        taken = [desk.take(summary) for summary in summaries]
        desk.put_away()
        target = _span(month for one in taken for month in one.kept)
        append(authority, actor, "observe.logs_taken", target=target, detail=_count(taken))
    return taken


def forget_run(actor: Account, authority: Authority) -> None:
    """Destroy what was taken in and is not published. Figures already published stay. Raises NotAllowed."""
    require(actor, authority, Deed.TAKE_LOGS)
    with transaction.atomic():
        lock_chain(authority)
        run = Run.objects.filter(authority=authority).first()
        if run is None:
            return
        target = _span(Month.parse(month) for month in run.months.values_list("month", flat=True))
        Intake.objects.filter(run=run).delete()
        destroy_run(run)
        append(authority, actor, "observe.run_forgotten", target=target)


def _same_run(authority: Authority, key: bytes) -> Run | None:
    run = Run.objects.filter(authority=authority).first()
    if run is not None and unwrap_key(bytes(run.wrapped_key), authority.pk) != key:
        raise RunChanged
    return run


def _published(authority: Authority, corrects: bool) -> frozenset[Month]:
    if corrects:
        return frozenset()
    published = Publication.objects.filter(authority=authority).values_list("month", flat=True)
    return frozenset(map(Month.parse, published))


def _span(months: Iterable[Month]) -> str:
    """How the journal designates months: the first and the last."""
    ordered = sorted(months)
    return f"months:{ordered[0]}/{ordered[-1]}" if ordered else ""


def _count(taken: Sequence[Taken]) -> dict[str, int]:
    lines = sum(one.intake.lines for one in taken)
    return {"files": len(taken), "again": sum(one.again for one in taken), "lines": lines}


@dataclass
class _Desk:
    """Where files are added to open months, in one transaction. `closed`: months that stay as they are."""

    authority: Authority
    run: Run | None
    key: bytes
    now: datetime
    closed: frozenset[Month]
    _months: dict[Month, bytes] = field(default_factory=dict)
    _changed: set[Month] = field(default_factory=set)

    def take(self, summary: bytes) -> Taken:
        account = describe(summary)
        kept = tuple(month for month in account.months if month not in self.closed)
        if kept:
            self.run = self.run or self._open_run()
        added = [self._add(month, only_months(summary, [month])) for month in kept]
        file = account.files[0]
        intake, is_new = Intake.objects.get_or_create(
            authority=self.authority,
            digest=file.digest,
            defaults={
                "run": self.run if kept else None,
                "format": file.format,
                "lines": file.lines,
                "unreadable": file.unreadable,
                "months": [str(month) for month in account.months],
                "taken_at": self.now,
            },
        )
        if not is_new and any(added):
            Intake.objects.filter(pk=intake.pk).update(run=self.run, taken_at=self.now)
        closed = tuple(month for month in account.months if month in self.closed)
        return Taken(intake, kept, closed, again=not is_new and not any(added))

    def _open_run(self) -> Run:
        wrapped = wrap_key(self.key, self.authority.pk)
        return Run.objects.create(authority=self.authority, wrapped_key=wrapped, opened_at=self.now)

    def _add(self, month: Month, summary: bytes) -> bool:
        """Whether the month changed: a file that it already holds changes nothing."""
        before = self._read(month)
        after = _merge(before, summary) if before else summary
        if after == before:
            return False
        self._months[month] = after
        self._changed.add(month)
        return True

    def _read(self, month: Month) -> bytes:
        if month not in self._months:
            row = OpenMonth.objects.filter(authority=self.authority, month=str(month)).first()
            self._months[month] = open_month(bytes(row.sealed), self.key) if row else b""
        return self._months[month]

    def put_away(self) -> None:
        if self.run is None:
            return
        for month in sorted(self._changed):
            summary = self._months[month]
            OpenMonth.objects.update_or_create(
                authority=self.authority,
                month=str(month),
                defaults={
                    "run": self.run,
                    "sealed": seal(summary, self.key),
                    "files": len(describe(summary).files),
                    "changed_at": self.now,
                },
            )


def _merge(before: bytes, summary: bytes) -> bytes:
    try:
        return merge(before, summary)
    except SummaryError as error:
        raise OtherRun(why=error.fields["why"]) from None
