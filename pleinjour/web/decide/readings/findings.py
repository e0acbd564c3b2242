"""What holds of a system on a day, for the verbs that ask: rules and outcomes by their ids."""

from datetime import date

from pleinjour.web.decide.readings.duties import duties_of
from pleinjour.web.registry.findings import Finding, Findings
from pleinjour.web.registry.models import System


def find(system: System, on: date) -> Findings:
    """A rule that is uncertain, or that a question would settle, is unknown."""
    duties = duties_of(system, on)
    found: dict[str, Finding] = {outcome.id: "unknown" for outcome in duties.classification.undecided}
    found |= {one.outcome.id: "coming" if one.is_coming else "due" for one in duties.classification.findings}
    found |= {rule.id: "unknown" for asked in duties.questions for rule in asked.rules}
    found |= {one.rule.id: "unknown" for one in duties.uncertain}
    found |= {one.rule.id: "coming" for one in duties.coming}
    return {**found, **{one.rule.id: "due" for one in duties.binding}}
