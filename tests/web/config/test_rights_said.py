"""The tables of rights that people read say what the code grants, deed by deed."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import dropwhile, takewhile
from pathlib import Path

from pleinjour.web.decide import perms as decide
from pleinjour.web.observe import perms as observe
from pleinjour.web.organizations import perms as organizations
from pleinjour.web.organizations.models import Role
from pleinjour.web.publish import perms as publish
from pleinjour.web.registry import perms as registry
from tests.architecture.working_copy import DOCS

ROOMS = (organizations, registry, decide, publish, observe)
COLUMNS = {
    "Administration": Role.ADMINISTRATOR,
    "RSSI": Role.RSSI,
    "DPO": Role.DPO,
    "Référent IA": Role.REFERENT,
    "Direction": Role.DIRECTION,
    "Élu": Role.ELU,
    "Agent": Role.AGENT,
}
ROWS: Mapping[str, tuple[StrEnum, ...]] = {
    "Voir l’accueil": (organizations.Deed.VIEW_AUTHORITY,),
    "Voir les systèmes et": (registry.Deed.VIEW_SYSTEMS,),
    "Ajouter un système": (registry.Deed.DESCRIBE_SYSTEMS,),
    "Dire aux agents": (registry.Deed.EDIT_SYSTEMS,),
    "Changer l’étape": (registry.Deed.MOVE_SYSTEMS,),
    "Déployer": (registry.Deed.DEPLOY_SYSTEMS,),
    "Arrêter": (registry.Deed.STOP_SYSTEMS,),
    "Lire une étude": (decide.Deed.VIEW_STUDIES,),
    "Répondre à une étude": (decide.Deed.WRITE_STUDY, decide.Deed.ESTABLISH_FACTS, decide.Deed.RECORD_TRAINING),
    "Donner l’avis du DPO": (decide.Deed.GIVE_DPO_OPINION,),
    "Donner l’avis du RSSI": (decide.Deed.GIVE_RSSI_OPINION,),
    "Accepter une réserve": (decide.Deed.ACCEPT_RESERVATION,),
    "Voir où en sont": (publish.Deed.VIEW_SHEETS,),
    "Écrire une fiche": (publish.Deed.WRITE_SHEET,),
    "Publier une fiche": (publish.Deed.PUBLISH_SHEET,),
    "Répondre aux demandes du public": (publish.Deed.ANSWER_REQUESTS,),
    "Déclarer un usage": (decide.Deed.DECLARE_USE,),
    "Demander un outil": (decide.Deed.REQUEST_TOOL,),
    "Voir toutes les demandes": (decide.Deed.HANDLE_REQUESTS,),
    "Répondre à une demande": (decide.Deed.ANSWER_REQUESTS,),
    "Lire les usages déclarés": (decide.Deed.ANSWER_DECLARATIONS,),
    "Écrire un plan": (decide.Deed.PLAN_SUPERVISION, decide.Deed.BRING_CASES, decide.Deed.VIEW_SUPERVISION),
    "Relire un cas": (decide.Deed.ANSWER_REVIEW,),
    "Déclarer un incident": (decide.Deed.DECLARE_INCIDENT,),
    "Lire les incidents": (decide.Deed.VIEW_INCIDENTS, decide.Deed.FOLLOW_INCIDENT),
    "Voir les services": (organizations.Deed.VIEW_UNITS,),
    "Modifier les services": (organizations.Deed.EDIT_UNITS,),
    "Voir les membres": (organizations.Deed.VIEW_MEMBERS,),
    "Inviter": (organizations.Deed.EDIT_MEMBERS,),
    "Lire, vérifier et exporter le journal": (organizations.Deed.VIEW_JOURNAL,),
    "Créer un [jeton]": (organizations.Deed.USE_API,),
    "Changer les réglages": (organizations.Deed.EDIT_AUTHORITY,),
    "Ouvrir une collectivité": (organizations.Deed.HOST_AUTHORITY,),
    "Lire et emporter": (observe.Deed.VIEW_FIGURES,),
    "Voir ce qui a été lu": (observe.Deed.VIEW_INTAKES,),
    "Apporter des journaux": (observe.Deed.TAKE_LOGS,),
    "Publier un mois": (observe.Deed.PUBLISH_MONTH,),
    "Lire la fiche du registre": (observe.Deed.VIEW_PAPERS,),
    "Compléter ces documents": (observe.Deed.ANSWER_PAPERS,),
    "Régler le dossier": (observe.Deed.SET_DROP_FOLDER,),
    "Voir les points": (observe.Deed.VIEW_ALERTS,),
    "Écarter un point": (observe.Deed.DISMISS_ALERT,),
}
NO_DEED_OF_THEIR_OWN = {"Relier une demande", "Lire le rapport mensuel", "Lire la notice"}
"""Rows that a deed above gives too, under another name."""


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def rows(page: Path) -> dict[str, frozenset[Role]]:
    """What the first table of a page says: its rows, and the roles that have a « oui »."""
    lines = dropwhile(lambda line: not line.startswith("|"), page.read_text().splitlines())
    table = [cells(line) for line in takewhile(lambda line: line.startswith("|"), lines)]
    roles = [COLUMNS[name] for name in table[0][1:]]
    return {
        label: frozenset(role for role, said in zip(roles, marks, strict=True) if said == "oui")
        for label, *marks in table[2:]
    }


def test_the_tables_of_rights_say_what_the_code_grants() -> None:
    said = rows(DOCS / "dpo-rssi" / "roles-et-droits.md") | rows(DOCS / "dpo-rssi" / "observer.md")
    # Deeds of two rooms may be equal as texts: each is asked of the room of its class.
    granted = {type(deed): room.GRANTS for room in ROOMS for deed in room.Deed}
    for start, deeds in ROWS.items():
        [roles] = [roles for label, roles in said.items() if label.startswith(start)]
        assert {deed.name: granted[type(deed)][deed] for deed in deeds} == {deed.name: roles for deed in deeds}, start
    unread = [label for label in said if not label.startswith((*ROWS, *NO_DEED_OF_THEIR_OWN))]
    assert unread == []


def test_every_deed_is_in_a_table_of_rights() -> None:
    every = {(type(deed), deed.name) for room in ROOMS for deed in room.GRANTS}
    assert every == {(type(deed), deed.name) for deeds in ROWS.values() for deed in deeds}
