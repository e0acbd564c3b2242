"""What whoever deploys a system is reminded of first: said to them, never demanded. Each verb adds its own at start."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from pleinjour.web.registry.models import Duty, PersonInCharge, System, Use

Recaller = Callable[[System, date], Iterable[str]]
"""Sentences in the reader's language on what is still open for the system that day."""

_recallers: dict[str, Recaller] = {}


def add_recaller(verb: str, recaller: Recaller) -> None:
    """Ask `recaller` too. The same verb again replaces it."""
    _recallers[verb] = recaller


def recalls_of(system: System, on: date) -> list[str]:
    """All that there is to recall before a deployment; the register's own first."""
    return [*_own(system), *(said for recaller in _recallers.values() for said in recaller(system, on))]


def _own(system: System) -> Iterator[str]:
    if not PersonInCharge.objects.filter(system=system, duty=Duty.OWNER, until=None).exists():
        yield _("Aucune personne n’est responsable du système.")
    if not Use.objects.filter(system=system, ended_on=None).exists():
        yield _("Aucun usage n’est décrit : on ne sait pas qui s’en sert, ni pour quoi.")
