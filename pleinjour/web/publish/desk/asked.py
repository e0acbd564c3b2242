"""What somebody asks, by when it is answered, and until when it is kept."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from pleinjour.web.publish.models import Subject
from pleinjour.web.registry.models import System


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody writes. `system` None: they do not know which; `reply_to` empty: they come back with their code."""

    subject: Subject
    text: str
    system: System | None = None
    reference: str = ""
    reply_to: str = ""


def months_after(day: date, months: int) -> date:
    """The same day of a later month, its last one where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
