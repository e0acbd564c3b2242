"""The shape that goes with each state, each stage, each condition."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from pleinjour.web.registry.models import Stage, State, System
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


def may_be_used(system: System) -> Sign:
    """Whether an agent may use the system, in the reader's language: its stage comes before what was decided of it."""
    if system.stage in (Stage.SUSPENDED, Stage.RETIRED):
        return Sign(_("Non : il est arrêté"), "bad")
    if system.stage == Stage.TRIAL:
        return Sign(_("Seulement si vous participez à l’expérimentation"), "mixed")
    answers = {
        State.APPROVED: _("Oui, il est approuvé"),
        State.TOLERATED: _("Oui, avec prudence : il est toléré"),
        State.DISCOURAGED: _("Évitez-le : il est déconseillé"),
        State.UNKNOWN: _("Pas encore décidé : demandez d’abord au référent"),
    }
    return Sign(answers[State(system.state)], SHAPES[State(system.state)])
