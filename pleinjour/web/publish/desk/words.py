"""What a request is called, and where it stands, in the reader's language."""

from datetime import date

from django.utils.translation import gettext as _

from pleinjour.web.publish.models import Progress, PublicRequest
from pleinjour.web.ui.components import Row, State


def rows_of(request: PublicRequest) -> list[Row]:
    """What was asked; what the person did not say is unknown."""
    return [
        Row(_("Sujet"), request.get_subject_display()),
        Row(_("Système"), request.system.name if request.system else None),
        Row(_("Décision"), request.reference or None),
        Row(_("Demande"), request.text or None),
    ]


def sign_of_request(request: PublicRequest, today: date) -> State:
    """The word and the shape of where it stands. A day that has passed is only dated."""
    if request.progress == Progress.ANSWERED:
        return State(_("Réponse donnée"), "good")
    if request.progress == Progress.CLOSED:
        return State(_("Sans suite"), "mixed")
    if request.progress == Progress.WITHDRAWN:
        return State(_("Retirée par la personne"), "mixed")
    if request.erased_on:
        return State(_("Effacée sans réponse"), "bad")
    if request.due_on < today:
        return State(_("Le délai est passé"), "bad")
    return State(_("Attend une réponse"), "unknown")
