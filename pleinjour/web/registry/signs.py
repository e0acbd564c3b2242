"""The shape that goes with each state, each stage, each condition."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from pleinjour.web.registry.models import Stage, State
from pleinjour.web.ui.components import State as Sign
from pleinjour.web.ui.components import StateKind

SHAPES: Final[Mapping[State, StateKind]] = {
    State.APPROVED: "good",
    State.TOLERATED: "mixed",
    State.UNKNOWN: "unknown",
    State.DISCOURAGED: "bad",
}
STAGES: Final[Mapping[Stage, StateKind]] = {
    Stage.REPORTED: "unknown",
    Stage.STUDIED: "mixed",
    Stage.TRIAL: "mixed",
    Stage.DEPLOYED: "good",
    Stage.SUSPENDED: "bad",
    Stage.RETIRED: "unknown",
}


def sign_of(state: str) -> Sign:
    """The word and the shape of a state, in the reader's language."""
    known = State(state)
    return Sign(str(known.label), SHAPES[known])


def sign_of_stage(stage: str) -> Sign:
    """The word and the shape of a stage, in the reader's language."""
    known = Stage(stage)
    return Sign(str(known.label), STAGES[known])


def sign_of_need(*, is_met: bool) -> Sign:
    """Whether a condition of deployment is met, in the reader's language."""
    return Sign(_("Fait"), "good") if is_met else Sign(_("À faire"), "unknown")
