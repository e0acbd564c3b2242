"""Close a month: its sealed summary goes, and with the last of them the key that opens it."""

import os

from django.db import transaction

from pleinjour.web.observe.models import Intake, OpenMonth, Run
from pleinjour.web.observe.traces import flush_traces


def close_month(month: OpenMonth) -> None:
    """Destroy the month's summary; when it was the last one, the run's key too. Within a transaction."""
    run = month.run
    _erase_month(month)
    if not OpenMonth.objects.filter(run=run).exists():
        _erase_run(run)
    transaction.on_commit(flush_traces)


def destroy_run(run: Run) -> None:
    """Destroy every open month of the run, and its key. Within a transaction."""
    for month in OpenMonth.objects.filter(run=run):
        _erase_month(month)
    _erase_run(run)
    transaction.on_commit(flush_traces)


def _erase_month(month: OpenMonth) -> None:
    # Overwritten, then deleted: a page of the database that is freed must not hold it any more.
    OpenMonth.objects.filter(pk=month.pk).update(sealed=os.urandom(len(month.sealed)))
    OpenMonth.objects.filter(pk=month.pk).delete()


def _erase_run(run: Run) -> None:
    Intake.objects.filter(run=run).update(run=None)
    Run.objects.filter(pk=run.pk).update(wrapped_key=os.urandom(len(run.wrapped_key)))
    Run.objects.filter(pk=run.pk).delete()
