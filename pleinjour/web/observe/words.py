"""What each family of figures means, and what it cannot tell, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pleinjour.base.tallies import Family


@dataclass(frozen=True, slots=True)
class FamilyWords:
    """`people`: what is counted as one person. `lead` takes {people} and {month}. `limits`: one sentence each."""

    label: Promise
    meaning: Promise
    people: Promise
    lead: Promise
    limits: tuple[Promise, ...]


_ALWAYS = (
    _("Un téléphone hors du réseau de la collectivité n’est pas compté."),
    _("Le but de l’usage n’est pas connu : ces chiffres ne disent ni bien ni mal."),
)
_SHARED = _("Un poste partagé par plusieurs personnes compte pour une seule.")
_BACKGROUND = _("Un assistant installé sur un poste se connecte parfois sans que personne ne s’en serve.")
_NAT = _("Derrière une même adresse, plusieurs postes peuvent se cacher : ils comptent pour un seul.")

_PEOPLE_LEAD = _("Environ {people} personnes ont utilisé au moins un service d’IA générative en {month}.")
_DEVICES_LEAD = _("Environ {people} appareils ont joint au moins un service d’IA générative en {month}.")

WORDS: Final[Mapping[Family, FamilyWords]] = {
    "request": FamilyWords(
        _("Pages demandées"),
        _("L’équipement (pare-feu ou proxy) a vu chaque page demandée à un service."),
        _("personnes"),
        _PEOPLE_LEAD,
        (_BACKGROUND, _SHARED, *_ALWAYS),
    ),
    "tunnel": FamilyWords(
        _("Liaisons chiffrées"),
        _(
            "L’équipement (pare-feu ou proxy) a vu s’ouvrir une liaison chiffrée vers un service. "
            "Il ne sait pas ce qui y passe."
        ),
        _("personnes"),
        _PEOPLE_LEAD,
        (
            _("Une liaison ouverte peut servir à une seule demande, ou à cent."),
            _BACKGROUND,
            _SHARED,
            *_ALWAYS,
        ),
    ),
    "dns": FamilyWords(
        _("Noms demandés"),
        _("Le résolveur a été interrogé sur le nom d’un service. On ne sait pas si quelqu’un s’en est servi."),
        _("appareils"),
        _DEVICES_LEAD,
        (
            _("Un nom est parfois demandé d’avance par le navigateur, sans que la page soit ouverte."),
            _("Un nom gardé en mémoire par un poste n’est pas redemandé : l’usage réel peut être plus grand."),
            _NAT,
            *_ALWAYS,
        ),
    ),
    "flow": FamilyWords(
        _("Flux du pare-feu"),
        _("Le pare-feu a vu passer un échange avec un service."),
        _("appareils"),
        _DEVICES_LEAD,
        (_BACKGROUND, _NAT, *_ALWAYS),
    ),
}
