"""Where a verb hands over what it heard went wrong with a system: the verb that follows incidents opens one."""

from collections.abc import Callable
from datetime import datetime

from pleinjour.web.organizations.models import Account
from pleinjour.web.registry.models import System

Opening = Callable[[Account, System, str, datetime], str]
"""Opens an incident known since that moment, in these words, and says its address on the site.

In the transaction of the deed; it checks the right and writes the journal.
"""

_openings: list[Opening] = []


def open_with(opening: Opening) -> None:
    """Follow incidents by `opening`. Called from `AppConfig.ready`; a later one replaces it."""
    _openings[:] = [opening]


def open_incident(actor: Account, system: System, what: str, known_at: datetime) -> str:
    """The address of the new incident. Raises LookupError where no verb follows them, and what the deed refuses."""
    if not _openings:
        raise LookupError("no verb follows incidents")
    return _openings[0](actor, system, what, known_at)
