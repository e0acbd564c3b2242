"""The systems of the register that answer a need."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pleinjour.refdata.needs import Need
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.registry.models import State
from pleinjour.web.registry.selectors import SystemInForce
from pleinjour.web.registry.signs import sign_of
from pleinjour.web.ui.components import State as Sign

_ORDER: Final = (State.APPROVED, State.TOLERATED, State.UNKNOWN, State.DISCOURAGED)


@dataclass(frozen=True, slots=True)
class Tool:
    """A system with its state and why. `is_close`: it is made for this need; else it may help with it too."""

    key: int
    name: str
    sign: Sign
    reason: str
    is_approved: bool
    is_close: bool


def find_tools(need: Need, systems: Iterable[SystemInForce]) -> list[Tool]:
    """The systems made for the need, the approved first; then what is approved for everything, and may help too."""
    category_of = load_catalogue().category_of
    found = [(one, category_of.get(one[0].service)) for one in sorted(systems, key=_rank)]
    tools = [_tool(one, is_close=True) for one, category in found if category in need.categories]
    others = [_tool(one, is_close=False) for one, category in found if category in need.also_in]
    return [*tools, *(tool for tool in others if tool.is_approved)]


def _rank(one: SystemInForce) -> tuple[int, str]:
    system, _decision = one
    return _ORDER.index(State(system.state)), system.name.casefold()


def _tool(one: SystemInForce, *, is_close: bool) -> Tool:
    system, decision = one
    reason = decision.reason if decision else ""
    return Tool(system.pk, system.name, sign_of(system.state), reason, system.state == State.APPROVED, is_close)
