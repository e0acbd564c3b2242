"""What a study and the opinions let the public know: a level, a day, their sense. Never a reason nor a person."""

from pleinjour.web.decide.in_force import opinions_in_force, study_in_force
from pleinjour.web.decide.models import Expert
from pleinjour.web.registry.models import System


def tell(system: System) -> dict[str, str]:
    """The facts in force for the system as it is, by their name in the schema of public sheets."""
    given = opinions_in_force(system)
    told = {f"{expert}_opinion": str(given[expert].verdict) for expert in Expert if expert in given}
    study = study_in_force(system)
    if study:
        told |= {"study_level": str(study.level), "study_on": system.authority.day_of(study.finished_at).isoformat()}
    return told
