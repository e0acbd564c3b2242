"""What the verbs add to the page of a system, each at start: where a condition is met, and pages of their own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from pleinjour.web.organizations.models import Account
from pleinjour.web.registry.models import Need, System
from pleinjour.web.ui.components import Link

MayOpen = Callable[[Account, System], bool]


def _everybody(account: Account, system: System) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Door:
    """A page of a verb about one system. `url_name` takes the authority's slug and the system's id."""

    label: str | Promise
    url_name: str
    order: int
    may_open: MayOpen = _everybody


_doors: dict[str, Door] = {}
_places: dict[Need, Door] = {}


def add_door(door: Door) -> None:
    """Show `door` on the page of every system. The same address again replaces it."""
    _doors[door.url_name] = door


def meet_at(need: Need, url_name: str, may_open: MayOpen = _everybody) -> None:
    """Lead to this address whoever wonders how to meet the condition, and may open it."""
    _places[need] = Door(need.label, url_name, 0, may_open)


def doors_of(account: Account, system: System) -> list[Link]:
    """The pages of the verbs about this system that the person may open, in order."""
    doors = sorted(_doors.values(), key=lambda door: door.order)
    return [
        Link(str(door.label), _address(door.url_name, system)) for door in doors if door.may_open(account, system)
    ]  # fmt: skip


def place_of(account: Account, need: Need, system: System) -> str:
    """Where the condition is met; empty where no page does it, or when the person may not open it."""
    place = _places.get(need)
    return _address(place.url_name, system) if place and place.may_open(account, system) else ""


def _address(url_name: str, system: System) -> str:
    return reverse(url_name, args=[system.authority.slug, system.pk])
