"""What the register does by itself: forget the files that nobody imported, end the experiments on their day."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from pleinjour.web.organizations.periodic import PeriodicTask, Report
from pleinjour.web.registry.actions.life import end_trials
from pleinjour.web.registry.exchange.actions import forget_trials
from pleinjour.web.registry.search import INDEX


def forget_files(now: datetime) -> Iterator[Report]:
    """One pass; nothing in it is worth telling."""
    forget_trials(now)
    yield from ()


def end_experiments(now: datetime) -> Iterator[Report]:
    """The experiments whose last day is over, in every authority."""
    for authority, count in end_trials(now).items():
        said = _("Expérimentations finies\u00a0: {count}.").format(count=count)
        yield Report(authority.name, (said,), {"trials": count})


def forget_words(now: datetime) -> Iterator[Report]:
    """The words of what was erased or withdrawn, out of the search; nothing in it is worth telling."""
    INDEX.forget_erased()
    yield from ()


PERIODIC = (
    PeriodicTask("registry.forgotten_trials", forget_files),
    PeriodicTask("registry.ended_trials", end_experiments),
    PeriodicTask("registry.forgotten_words", forget_words),
)
