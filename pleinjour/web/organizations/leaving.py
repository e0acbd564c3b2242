"""What a room does when a person leaves an authority: whoever is gone answers for nothing there any more."""

from collections.abc import Callable
from datetime import datetime

from pleinjour.web.organizations.models import Account, Authority

Farewell = Callable[[Account | None, Authority, Account, datetime], None]
"""Who makes the person leave (None: whoever runs the server), from where, the person, and when."""
_farewells: dict[str, Farewell] = {}


def on_leaving(room: str, farewell: Farewell) -> None:
    """Called from the room's `AppConfig.ready`."""
    _farewells[room] = farewell


def leave(actor: Account | None, authority: Authority, account: Account, now: datetime) -> None:
    """Each room lets the person go. In the transaction of the deed, before the memberships and the account are gone."""
    for farewell in _farewells.values():
        farewell(actor, authority, account, now)
