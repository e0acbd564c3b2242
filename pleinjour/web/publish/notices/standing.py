"""Which notices a system owes: by what its published sheet says, and by what the rules conclude."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pleinjour.refdata.notices import DECISION, Notice, load_notices
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.publish.content import Content, read_content
from pleinjour.web.publish.models import Sheet, SheetEdition
from pleinjour.web.registry.findings import Findings, findings_of
from pleinjour.web.registry.models import Part, System

Standing = Literal["due", "coming", "unknown", "not due"]
RULE_OF_DECISIONS: Final = "crpa-mention"


@dataclass(frozen=True, slots=True)
class Owed:
    """A notice, and whether it is due."""

    notice: Notice
    standing: Standing


def edition_read(system: System) -> tuple[Sheet, SheetEdition] | None:
    """The sheet that the public reads; None where nothing is published."""
    sheet = Sheet.objects.filter(system=system, edition__isnull=False).select_related("edition", "authority").first()
    return (sheet, sheet.edition) if sheet and sheet.edition else None


def notices_of(system: System, on: date) -> list[Owed]:
    """Each notice with its standing that day, those that are due first. Raises ObjectNotVisible without a sheet."""
    found = edition_read(system)
    if found is None:
        raise ObjectNotVisible
    content, findings = read_content(found[1].content), findings_of(system, on)
    owed = [Owed(notice, _standing(notice, content, findings)) for notice in load_notices().notices.values()]
    order: list[Standing] = ["due", "coming", "unknown", "not due"]
    return sorted(owed, key=lambda one: order.index(one.standing))


def _standing(notice: Notice, content: Content, findings: Findings) -> Standing:
    if notice.due != DECISION:
        return findings.get(notice.due, "not due")
    by_rule, part = findings.get(RULE_OF_DECISIONS, "not due"), content.facts.part
    if by_rule == "due" or part in (Part.BASIS, Part.WHOLE):
        return "due"
    return "not due" if part == Part.NONE else "unknown"
