"""What holds of a system on a day, for the verbs that ask: rules and outcomes by their ids."""

from datetime import date

from pleinjour.web.decide.readings.duties import duties_of
from pleinjour.web.registry.findings import Finding, Findings
from pleinjour.web.registry.models import System


def find(system: System, on: date) -> Findings:
    """A rule that is uncertain, or that a question would settle, is unknown."""
    law = duties_of(system, on).law
    found: dict[str, Finding] = {outcome.id: "unknown" for outcome in law.classification.undecided}
    found |= {one.outcome.id: "coming" if one.is_coming else "due" for one in law.classification.findings}
    found |= {one.rule.id: "unknown" for one in (*law.waiting, *law.uncertain)}
    found |= {one.rule.id: "coming" for one in law.coming}
    return {**found, **{one.rule.id: "due" for one in law.binding}}
