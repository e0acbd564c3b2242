"""What the platform does by itself, at each pass of `pleinjour tick`.

A room joins by its place: a module `tasks` in its app, that holds a tuple `PERIODIC`. Each task decides by itself
whether anything is due, and keeps what it does in transactions of its own: a pass may be killed at any moment.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

ROOMS = "pleinjour.web."


@dataclass(frozen=True, slots=True)
class Report:
    """What a task did for one subject, an authority most often. `said` is in the reader's language, and names nobody.

    `needs_person`: somebody has to do something, that `said` tells.
    """

    subject: str
    said: tuple[str, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    needs_person: bool = False


@dataclass(frozen=True, slots=True)
class PeriodicTask:
    """`run` is told what time it is, and gives a report for each thing worth saying."""

    name: str
    run: Callable[[datetime], Iterable[Report]]


def all_tasks() -> Iterator[PeriodicTask]:
    """Every task of every room, in the order of the rooms."""
    for app in apps.get_app_configs():
        if app.name.startswith(ROOMS) and find_spec(f"{app.name}.tasks"):
            yield from import_module(f"{app.name}.tasks").PERIODIC
