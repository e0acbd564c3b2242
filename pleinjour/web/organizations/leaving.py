"""What a room does when a person leaves an authority: whoever is gone answers for nothing there any more."""

from collections.abc import Callable
from datetime import datetime

from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.ui.components import Link

Farewell = Callable[[Account | None, Authority, Account, datetime], None]
"""Who makes the person leave (None: whoever runs the server), from where, the person, and when."""
Foretelling = Callable[[Authority, Account], list[Link]]
"""What would stop if the person left, each with the page where that can be prevented."""
_farewells: dict[str, Farewell] = {}
_foretellings: dict[str, Foretelling] = {}


def on_leaving(room: str, farewell: Farewell, foretelling: Foretelling) -> None:
    """Called from the room's `AppConfig.ready`."""
    _farewells[room], _foretellings[room] = farewell, foretelling


def foretell(authority: Authority, account: Account) -> list[Link]:
    """What would stop if the person left the authority now."""
    return [one for foretelling in _foretellings.values() for one in foretelling(authority, account)]


def leave(actor: Account | None, authority: Authority, account: Account, now: datetime) -> None:
    """Each room lets the person go. In the transaction of the deed, while the account still stands; its
    memberships may be gone already."""
    for farewell in _farewells.values():
        farewell(actor, authority, account, now)
