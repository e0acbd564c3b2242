"""What each field and each part of a public sheet is called; codes have the words of the register."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pleinjour.web.registry.models import Answer, Hosting, Origin, Part, Stage

LABELS: Final = {
    "name": _("Nom"),
    "summary": _("En quelques mots"),
    "stage": _("Étape"),
    "stage_since": _("À cette étape depuis le"),
    "in_use_since": _("En service depuis le"),
    "purpose": _("À quoi il sert"),
    "people_affected": _("Personnes concernées"),
    "decision": _("Décision ou service rendu"),
    "part": _("Part dans une décision"),
    "decisions_a_year": _("Décisions par an"),
    "units": _("Services qui l’utilisent"),
    "reasons": _("Pourquoi l’utiliser"),
    "legal_basis": _("Textes qui le permettent"),
    "operations": _("Ce qu’il fait, étape par étape"),
    "data_used": _("Données utilisées"),
    "data_sources": _("D’où viennent les données"),
    "personal_data": _("Données personnelles"),
    "origin": _("Origine"),
    "provider": _("Fournisseur"),
    "models_used": _("Modèles d’IA"),
    "hosting": _("Hébergement"),
    "link": _("Code source ou documentation"),
    "supervised_by": _("Qui le surveille"),
    "supervision": _("Ce que peut faire la personne qui le surveille"),
    "risks": _("Risques, et ce que l’on en fait"),
    "high_risk": _("Système à haut risque (règlement européen sur l’IA)"),
    "study_level": _("Niveau de l’étude d’impact"),
    "study_on": _("Étude d’impact terminée le"),
    "dpo_opinion": _("Avis du DPO"),
    "rssi_opinion": _("Avis du RSSI"),
    "footprint": _("Empreinte sur l’environnement"),
    "contact": _("À qui écrire"),
    "appeal": _("Comment contester"),
    "edition": _("Édition"),
    "published_on": _("Publiée le"),
    "change": _("Ce qui change"),
}

GROUPS: Final[Mapping[str, Promise]] = {
    "use": _("Ce qu’on en fait"),
    "sources": _("Les données"),
    "making": _("Comment il est fait"),
    "watch": _("Qui y veille"),
    "rights": _("Vos droits"),
    "sheet": _("Cette fiche"),
}
"""The parts of a sheet, in order; the schema says where each field stands."""

_VERDICTS: Final[Mapping[str, Promise]] = {
    "favorable": _("Favorable"),
    "reserves": _("Favorable avec réserves"),
    "defavorable": _("Défavorable"),
}


_MONTHS: Final[Mapping[int, Promise]] = {1: _("un mois"), 2: _("deux mois")}


def say_months(count: int) -> str:
    """So many months in letters, as a decision says them, in the reader's language."""
    return (
        str(_MONTHS[count]) if count in _MONTHS else ngettext("{count} mois", "{count} mois", count).format(count=count)
    )


def _words_of(choices: type[Answer | Hosting | Origin | Part | Stage]) -> dict[str, Promise | str]:
    return {str(code): label for code, label in choices.choices}


CODES: Final[Mapping[str, Mapping[str, Promise | str]]] = {
    "stage": _words_of(Stage),
    "origin": _words_of(Origin),
    "hosting": _words_of(Hosting),
    "part": _words_of(Part),
    "personal_data": _words_of(Answer),
    "high_risk": _words_of(Answer),
    "dpo_opinion": _VERDICTS,
    "rssi_opinion": _VERDICTS,
}
