"""What waits for whom: each room says at start which of its deeds wait; a page and a message gather them.

A line never says whose fault it is: what is late is only dated.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pleinjour.web.organizations.models import Account, Authority


@dataclass(frozen=True, slots=True)
class Waiting:
    """A deed that the person may do: its sentence in the reader's language, the page where it is done, by which day.

    `is_pressing`: before all that is dated.
    """

    label: str
    href: str
    due_on: date | None = None
    is_pressing: bool = False


Source = Callable[[Account, Authority, datetime], Iterable[Waiting]]
"""What waits for this person in this authority now. Only what their roles or their charges let them do."""

_sources: dict[str, Source] = {}


def add_source(name: str, source: Source) -> None:
    """Ask `source` too, for the board and the messages. Called from `AppConfig.ready`; the same name replaces it."""
    _sources[name] = source


def waiting_for(account: Account, authority: Authority, now: datetime) -> list[Waiting]:
    """What waits for the person, what presses first, then the first due, then what has no date by room."""
    found = [one for name in sorted(_sources) for one in _sources[name](account, authority, now)]
    return sorted(found, key=lambda one: (not one.is_pressing, one.due_on or date.max))
