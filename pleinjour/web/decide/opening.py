"""Incidents that another verb heard of."""

from datetime import datetime

from django.urls import reverse

from pleinjour.web.decide.actions.incidents import Declaration, Known, declare_incident
from pleinjour.web.organizations.models import Account
from pleinjour.web.registry.models import System


def open_heard(actor: Account, system: System, what: str, known_at: datetime) -> str:
    """The address of an incident known since that moment, of which nothing else is known. Raises NotAllowed."""
    incident = declare_incident(actor, system, Declaration(what, known_at, Known()), known_at)
    return reverse("decide:incident", args=[system.authority.slug, incident.pk])
