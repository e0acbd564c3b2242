"""What the register does by itself: forget the files that nobody imported."""

from collections.abc import Iterator
from datetime import datetime

from pleinjour.web.organizations.periodic import PeriodicTask, Report
from pleinjour.web.registry.exchange.actions import forget_trials


def forget_files(now: datetime) -> Iterator[Report]:
    """One pass; nothing in it is worth telling."""
    forget_trials(now)
    yield from ()


PERIODIC = (PeriodicTask("registry.forgotten_trials", forget_files),)
