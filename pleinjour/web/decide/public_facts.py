"""What a study and the opinions let the public know: a level, a day, their sense. Never a reason nor a person."""

from django.utils import timezone

from pleinjour.web.decide.in_force import opinions_in_force, study_in_force
from pleinjour.web.decide.models import Expert
from pleinjour.web.decide.readings.findings import find
from pleinjour.web.registry.models import Answer, System


def tell(system: System) -> dict[str, str]:
    """The facts in force for the system as it is, by their name in the schema of public sheets."""
    given = opinions_in_force(system)
    told = {f"{expert}_opinion": str(given[expert].verdict) for expert in Expert if expert in given}
    study = study_in_force(system)
    if study:
        told |= {"study_level": str(study.level), "study_on": system.authority.day_of(study.finished_at).isoformat()}
    return told | _tell_risk(system)


def _tell_risk(system: System) -> dict[str, str]:
    """Whether the European regulation calls it a high risk, by the facts established; unknown while one is missing."""
    found = find(system, system.authority.day_of(timezone.now())).get("high_risk")
    return {} if found == "unknown" else {"high_risk": str(Answer.YES if found else Answer.NO)}
