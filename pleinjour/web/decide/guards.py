"""What is decided is guarded by the database: only added to, and no condition of deployment without its object."""

# ruff: noqa: S608 - only names of our own tables go into these statements.

from typing import Final

from pleinjour.web.organizations.append_only import AppendOnlyTable
from pleinjour.web.registry.deployment_guard import Backing
from pleinjour.web.registry.models import Need

STUDIES: Final = AppendOnlyTable("studies", "decide_study")
OPINIONS: Final = AppendOnlyTable("opinions", "decide_opinion")
RESERVATIONS: Final = AppendOnlyTable("reservations", "decide_reservation")
RESERVATION_ENDS: Final = AppendOnlyTable("reservation_ends", "decide_reservationend")
FACTS: Final = AppendOnlyTable("established_facts", "decide_establishedfact")
TRAINING: Final = AppendOnlyTable("training_records", "decide_trainingrecord")
PLANS: Final = AppendOnlyTable("plans", "decide_supervisionplan")
CASES: Final = AppendOnlyTable("cases", "decide_supervisedcase")
OPENINGS: Final = AppendOnlyTable("openings", "decide_reviewopening")
ANSWERS: Final = AppendOnlyTable("answers", "decide_reviewanswer")
INCIDENTS: Final = AppendOnlyTable("incidents", "decide_incident")
INCIDENT_STEPS: Final = AppendOnlyTable("incident_steps", "decide_incidentstep")
INCIDENT_NOTICES: Final = AppendOnlyTable("incident_notices", "decide_incidentnotice")
IN_OPERATION: Final = (PLANS, CASES, OPENINGS, ANSWERS, INCIDENTS, INCIDENT_STEPS)

_OF_THE_BASIS: Final = "system_id = {system} AND basis = {basis}"


def _is_last(expert: str) -> str:
    """That the opinion `o` is the last one of the expert on the basis."""
    return f"o.id = (SELECT MAX(id) FROM decide_opinion WHERE {_OF_THE_BASIS} AND expert = '{expert}')"


def _of_last_study(column: str) -> str:
    return f"(SELECT {column} FROM decide_study WHERE {_OF_THE_BASIS} ORDER BY id DESC LIMIT 1)"


def _has_not_lapsed(need: Need, said_at: str) -> str:
    """That the condition was not withdrawn after its object came: what has lapsed backs nothing any more."""
    withdrawn = f"SELECT 1 FROM registry_metcondition WHERE {_OF_THE_BASIS} AND need = '{need}'"
    return f"NOT EXISTS ({withdrawn} AND withdrawn_at > {said_at})"


def _given(expert: str, need: Need) -> str:
    """That the last opinion of the expert is not unfavourable, on the answers of the last study, and has not lapsed."""
    return (
        "EXISTS (SELECT 1 FROM decide_opinion o JOIN decide_study s ON s.id = o.study_id "
        f"WHERE {_is_last(expert)} AND o.verdict <> 'defavorable' AND s.answers = {_of_last_study('answers')} "
        f"AND s.questions_version = {_of_last_study('questions_version')} AND {_has_not_lapsed(need, 'o.given_at')})"
    )


_STUDIED: Final = (
    f"EXISTS (SELECT 1 FROM decide_study s WHERE {_OF_THE_BASIS} AND {_has_not_lapsed(Need.STUDY, 's.finished_at')})"
)
_DPO, _RSSI = _given("dpo", Need.DPO), _given("rssi", Need.RSSI)
_OPEN_RESERVATION: Final = (
    "SELECT 1 FROM decide_reservation r JOIN decide_opinion o ON o.id = r.opinion_id "
    "LEFT JOIN decide_reservationend e ON e.reservation_id = r.id "
    f"WHERE e.id IS NULL AND ({_is_last('dpo')} OR {_is_last('rssi')})"
)
BACKINGS: Final = (
    Backing(Need.STUDY, _STUDIED),
    Backing(Need.DPO, _DPO),
    Backing(Need.RSSI, _RSSI),
    Backing(Need.RESERVATIONS, f"{_DPO} AND {_RSSI} AND NOT EXISTS ({_OPEN_RESERVATION})"),
    Backing(Need.TRAINING, f"EXISTS (SELECT 1 FROM decide_trainingrecord WHERE {_OF_THE_BASIS})"),
)
_ONLY_ADDED: Final = (STUDIES, OPINIONS, RESERVATIONS, RESERVATION_ENDS, TRAINING, FACTS, INCIDENT_NOTICES)
GUARDS: Final = (*_ONLY_ADDED, *BACKINGS, *IN_OPERATION)
