"""Logs that a person brings: what the engine made of them joins the open months, and nothing else is kept."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pleinjour.base.figures import Month
from pleinjour.web.observe.actions.closing import close_month, destroy_run
from pleinjour.web.observe.actions.months import RunKey, Taken, add_to_months, count, run_key, span
from pleinjour.web.observe.models import DroppedFile, Intake, OpenMonth, Run
from pleinjour.web.observe.perms import Deed, require
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority


def find_run_key(actor: Account, authority: Authority) -> RunKey:
    """The key under which people are counted: that of the open months, or a new one. Writes nothing.

    To be called before a byte is read. Raises NotAllowed, KeyLost.
    """
    require(actor, authority, Deed.TAKE_LOGS)
    return run_key(authority)


def keep_summaries(
    actor: Account,
    authority: Authority,
    key: RunKey,
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
        taken = add_to_months(authority, key, summaries, now, corrects=corrects)
        target = span(month for one in taken for month in one.kept)
        append(authority, actor, "observe.logs_taken", target=target, detail=count(taken))
    return taken


def forget_run(actor: Account, authority: Authority) -> None:
    """Destroy what was taken in and is not published. Figures already published stay. Raises NotAllowed.

    What the drop folder holds is forgotten with it: the next pass reads it again.
    """
    require(actor, authority, Deed.TAKE_LOGS)
    with transaction.atomic():
        lock_chain(authority)
        run = Run.objects.filter(authority=authority).first()
        if run is None:
            return
        target = span(Month.parse(month) for month in run.months.values_list("month", flat=True))
        Intake.objects.filter(run=run).delete()
        DroppedFile.objects.filter(authority=authority).delete()
        destroy_run(run)
        append(authority, actor, "observe.run_forgotten", target=target)


def forget_month(actor: Account, authority: Authority, month: Month) -> None:
    """Destroy what was taken in for one month and is not published; with the last one, the key. Raises NotAllowed.

    What the drop folder holds is looked at again: files of other open months are known, and count once.
    """
    require(actor, authority, Deed.TAKE_LOGS)
    with transaction.atomic():
        lock_chain(authority)
        row = OpenMonth.objects.filter(authority=authority, month=str(month)).first()
        if row is None:
            return
        Intake.objects.filter(run=row.run, months=[str(month)]).delete()
        DroppedFile.objects.filter(authority=authority).delete()
        close_month(row)
        append(authority, actor, "observe.month_forgotten", target=f"month:{month}")
