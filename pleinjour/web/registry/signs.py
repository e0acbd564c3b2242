"""The shape that goes with each state."""

from collections.abc import Mapping
from typing import Final

from pleinjour.web.registry.models import State
from pleinjour.web.ui.components import State as Sign
from pleinjour.web.ui.components import StateKind

SHAPES: Final[Mapping[State, StateKind]] = {
    State.APPROVED: "good",
    State.TOLERATED: "mixed",
    State.UNKNOWN: "unknown",
    State.DISCOURAGED: "bad",
}


def sign_of(state: str) -> Sign:
    """The word and the shape of a state, in the reader's language."""
    known = State(state)
    return Sign(str(known.label), SHAPES[known])
