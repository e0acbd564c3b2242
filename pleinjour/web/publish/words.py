"""What each field of a public sheet is called; its codes have the words of the register."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: Final[Mapping[str, Promise]] = {
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
    "supervision": _("Ce que cette personne peut faire"),
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
