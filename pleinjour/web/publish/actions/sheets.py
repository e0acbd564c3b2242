"""Deeds on the public sheet of a system."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Role
from pleinjour.web.publish.content import BETWEEN_UNITS, UNKNOWN, Content, Facts, Words, read_content
from pleinjour.web.publish.errors import (
    NoSheetToWithdraw,
    NothingNewToPublish,
    SheetDraftChanged,
    SheetMoved,
    SheetUnfinished,
)
from pleinjour.web.publish.models import Sheet, SheetDraft, SheetEdition, SheetWithdrawal
from pleinjour.web.publish.perms import Deed, require_deed, signing_role
from pleinjour.web.publish.preparing import prepare
from pleinjour.web.publish.search import keep_words
from pleinjour.web.publish.words import LABELS
from pleinjour.web.registry.conditions import mark_met, withdraw
from pleinjour.web.registry.models import Need, System

FIRST: Final = "Première édition."
NEEDED: Final = ("purpose", "contact")
"""Without these, nobody understands a sheet, nor can ask about it. All the rest may be unknown."""


@dataclass(frozen=True, slots=True)
class Previewed:
    """What a person had before their eyes (`Content.digest`), and what they say of the change."""

    digest: str
    change: str = ""


def save_draft(actor: Account, system: System, words: Words, seen: int, now: datetime) -> SheetDraft:
    """The draft with these words. `seen`: its `edits` when the person opened it, 0 for none.

    Raises NotAllowed; SheetDraftChanged when somebody was faster.
    """
    require_deed(actor, system.authority, Deed.WRITE_SHEET)
    with transaction.atomic():
        lock_chain(system.authority)
        draft = SheetDraft.objects.filter(system=system).first()
        if (draft.edits if draft else 0) != seen:
            raise SheetDraftChanged
        draft = draft or SheetDraft(authority_id=system.authority_id, system=system)
        draft.words, draft.edits, draft.saved_at = asdict(words), seen + 1, now
        draft.save()
        append(system.authority, actor, "sheet.saved", target=f"system:{system.pk}", detail={"name": system.name})
    return draft


def publish_sheet(actor: Account, system: System, previewed: Previewed, now: datetime) -> SheetEdition:
    """The edition that everybody reads from now on; the condition of deployment is met.

    Raises NotAllowed, SheetUnfinished, NothingNewToPublish; SheetMoved when it is no more what was previewed.
    """
    role = signing_role(actor, system.authority, Deed.PUBLISH_SHEET)
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        content, last = prepare(system), edition_in_force(system)
        _check(content, last, previewed, system)
        earlier = SheetEdition.objects.filter(system=system).count()
        edition = SheetEdition.objects.create(
            authority_id=system.authority_id,
            system=system,
            number=earlier + 1,
            version=system.version,
            basis=system.basis,
            content=content.written(),
            change=previewed.change.strip() or ("" if earlier else FIRST),
            published_at=now,
            published_by_role=role,
        )
        _keep_words(edition, content.words)
        _show(edition, content.facts)
        mark_met(system, Need.SHEET, f"sheet:{edition.pk}", now)
        detail = {"name": system.name, "edition": str(edition.number), "role": str(role)}
        _journal(actor, system, "sheet.published", edition.change, detail)
    return edition


def withdraw_sheet(actor: Account, system: System, reason: str, now: datetime) -> SheetWithdrawal:
    """The public reads the sheet no more, only that it was withdrawn, and why. A deployed system is suspended first.

    Raises NotAllowed, NoSheetToWithdraw.
    """
    role = signing_role(actor, system.authority, Deed.PUBLISH_SHEET)
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        edition = edition_in_force(system)
        if edition is None:
            raise NoSheetToWithdraw
        return _take_back(actor, role, edition, reason.strip(), now)


def edition_in_force(system: System) -> SheetEdition | None:
    """What the public reads now; None when nothing is published, or no more."""
    sheet = Sheet.objects.filter(system=system).select_related("edition").first()
    return sheet.edition if sheet else None


def missing_words(content: Content) -> list[str]:
    """What a sheet still lacks before it can be published, in the reader's language."""
    written = content.written()
    return [str(LABELS[name]) for name in NEEDED if not written[name].strip()]


def _check(content: Content, last: SheetEdition | None, previewed: Previewed, system: System) -> None:
    if missing := missing_words(content):
        raise SheetUnfinished(missing=", ".join(missing))
    if content.digest() != previewed.digest:
        raise SheetMoved
    if last and last.basis == system.basis and read_content(last.content) == content:
        raise NothingNewToPublish


def _keep_words(edition: SheetEdition, words: Words) -> None:
    """Words that nobody has written again are those of the next edition too."""
    kept = {"authority_id": edition.authority_id, "words": asdict(words), "edits": 1, "saved_at": edition.published_at}
    SheetDraft.objects.get_or_create(system=edition.system, defaults=kept)


def _take_back(actor: Account, role: Role, edition: SheetEdition, reason: str, now: datetime) -> SheetWithdrawal:
    system = edition.system
    # First: the database keeps nothing deployed whose sheet is gone.
    withdraw(actor, role, system, Need.SHEET, reason, now)
    withdrawal = SheetWithdrawal.objects.create(
        authority_id=system.authority_id, edition=edition, reason=reason, at=now, by_role=role
    )
    sheet = Sheet.objects.get(system=system)
    sheet.edition = None
    sheet.save()
    keep_words(sheet)
    detail = {"name": system.name, "edition": str(edition.number), "role": str(role)}
    _journal(actor, system, "sheet.withdrawn", reason, detail)
    return withdrawal


def _show(edition: SheetEdition, facts: Facts) -> None:
    """Lead the public to the edition, and let them search and filter by what it says."""
    units = facts.units.split(BETWEEN_UNITS) if facts.units else []
    found: dict[str, SheetEdition | str | int] = {
        "edition": edition,
        "name": facts.name,
        "origin": facts.origin or UNKNOWN,
        "personal_data": facts.personal_data or UNKNOWN,
        "part": facts.part or UNKNOWN,
        "units": f"|{'|'.join(units)}|" if units else "",
    }
    found |= {"authority_id": edition.authority_id}
    keep_words(Sheet.objects.update_or_create(system=edition.system, defaults=found)[0])


def _journal(actor: Account, system: System, action: str, reason: str, detail: dict[str, str]) -> None:
    append(system.authority, actor, action, target=f"system:{system.pk}", reason=reason, detail=detail)
