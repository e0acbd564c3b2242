"""Which sheets no more say what the register knows, and which drafts wait to be published."""

from datetime import datetime

from django.db.models import F, Max, Q

from pleinjour.web.organizations.models import Authority, JournalEntry
from pleinjour.web.publish.content import FACTS, Content, changed_fields, read_content, read_words
from pleinjour.web.publish.models import Sheet, SheetDraft
from pleinjour.web.publish.preparing import read_facts
from pleinjour.web.registry.models import System


def lags(sheet: Sheet) -> tuple[str, ...]:
    """The facts that the public reads otherwise than the register knows them; none where nothing is published."""
    if sheet.edition is None:
        return ()
    said = read_content(sheet.edition.content)
    return tuple(name for name in changed_fields(said, Content(read_facts(sheet.system), said.words)) if name in FACTS)


def get_lagging(authority: Authority) -> list[Sheet]:
    """The sheets in force that lag, by name. Only systems that a deed has touched since are read again."""
    in_force = Sheet.objects.filter(authority=authority, edition__isnull=False)
    sheets = list(in_force.select_related("edition", "system__authority"))
    touched = _touched(authority) if sheets else {}
    return [sheet for sheet in sheets if _is_of_another_version(sheet) or (_may_lag(sheet, touched) and lags(sheet))]


def get_outdated(authority: Authority) -> list[Sheet]:
    """The sheets in force that were published before a change of substance, by name: in one question."""
    in_force = Sheet.objects.filter(authority=authority, edition__isnull=False)
    return list(in_force.exclude(edition__basis=F("system__basis")))


def get_drafts_to_publish(authority: Authority) -> list[System]:
    """The systems whose draft is complete, and was written since the last edition or withdrawal."""
    drafts = SheetDraft.objects.filter(authority=authority).annotate(
        published=Max("system__sheet_editions__published_at"), withdrawn=Max("system__sheet_editions__withdrawal__at")
    )
    newer = Q(published=None) | Q(saved_at__gt=F("published")) & (Q(withdrawn=None) | Q(saved_at__gt=F("withdrawn")))
    found = drafts.filter(newer).exclude(system__purpose="").select_related("system__sheet__edition")
    return [
        draft.system for draft in found.order_by("system__name", "pk") if draft.words.get("contact") and _is_new(draft)
    ]


def _is_new(draft: SheetDraft) -> bool:
    sheet: Sheet | None = getattr(draft.system, "sheet", None)
    return not (sheet and sheet.edition) or read_words(draft.words) != read_content(sheet.edition.content).words


def _is_of_another_version(sheet: Sheet) -> bool:
    return sheet.edition is not None and sheet.edition.basis != sheet.system.basis


def _touched(authority: Authority) -> dict[str, datetime]:
    """When a deed last touched each system, by the target that the journal gives it; an import touches them all."""
    deeds = JournalEntry.objects.filter(authority=authority).filter(
        Q(target__startswith="system:") | Q(target="register")
    )
    others = deeds.exclude(action__in=("sheet.saved", "sheet.published")).order_by()
    return dict(others.values_list("target").annotate(last=Max("at")))


def _may_lag(sheet: Sheet, touched: dict[str, datetime]) -> bool:
    moments = (touched.get(f"system:{sheet.system_id}"), touched.get("register"))
    return any(sheet.edition and moment and moment >= sheet.edition.published_at for moment in moments)
