"""What a study and the opinions let the public know: a level, a day, their sense. Never a reason nor a person."""

from pleinjour.web.decide.models import Expert, Study
from pleinjour.web.decide.selectors import opinions_in_force
from pleinjour.web.registry.models import System


def tell(system: System) -> dict[str, str]:
    """The facts of the system's basis that are known, by their name in the schema of public sheets."""
    given = opinions_in_force(system)
    told = {f"{expert}_opinion": str(given[expert].verdict) for expert in Expert if expert in given}
    study = Study.objects.filter(system=system, basis=system.basis).first()
    if study:
        told |= {"study_level": str(study.level), "study_on": system.authority.day_of(study.finished_at).isoformat()}
    return told
