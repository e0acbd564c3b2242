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
IN_OPERATION: Final = (PLANS, CASES, OPENINGS, ANSWERS, INCIDENTS, INCIDENT_STEPS)

_OF_THE_BASIS: Final = "system_id = {system} AND basis = {basis}"


def _is_last(expert: str) -> str:
    """That the opinion `o` is the last one of the expert on the basis."""
    return f"o.id = (SELECT MAX(id) FROM decide_opinion WHERE {_OF_THE_BASIS} AND expert = '{expert}')"


def _given(expert: str) -> str:
    return f"EXISTS (SELECT 1 FROM decide_opinion o WHERE {_is_last(expert)} AND o.verdict <> 'defavorable')"


_OPEN_RESERVATION: Final = (
    "SELECT 1 FROM decide_reservation r JOIN decide_opinion o ON o.id = r.opinion_id "
    "LEFT JOIN decide_reservationend e ON e.reservation_id = r.id "
    f"WHERE e.id IS NULL AND ({_is_last('dpo')} OR {_is_last('rssi')})"
)
BACKINGS: Final = (
    Backing(Need.STUDY, f"EXISTS (SELECT 1 FROM decide_study WHERE {_OF_THE_BASIS})"),
    Backing(Need.DPO, _given("dpo")),
    Backing(Need.RSSI, _given("rssi")),
    Backing(Need.RESERVATIONS, f"{_given('dpo')} AND {_given('rssi')} AND NOT EXISTS ({_OPEN_RESERVATION})"),
    Backing(Need.TRAINING, f"EXISTS (SELECT 1 FROM decide_trainingrecord WHERE {_OF_THE_BASIS})"),
)
GUARDS: Final = (STUDIES, OPINIONS, RESERVATIONS, RESERVATION_ENDS, TRAINING, FACTS, *BACKINGS, *IN_OPERATION)
