"""The sheets of an authority for its members: what is published, what lags, what is being written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.perms import Person
from pleinjour.web.publish.actions.sheets import FIRST, missing_words
from pleinjour.web.publish.content import Content, changed_fields, read_content
from pleinjour.web.publish.lagging import get_lagging, lags
from pleinjour.web.publish.models import Sheet, SheetDraft, SheetEdition
from pleinjour.web.publish.perms import Deed, require_deed
from pleinjour.web.publish.preparing import prepare
from pleinjour.web.publish.records import Shown
from pleinjour.web.registry.models import Passage, System
from pleinjour.web.registry.selectors import get_visible_system, get_visible_systems


@dataclass(frozen=True, slots=True)
class SheetState:
    """The sheet of a system: the public one, None where there is none, and what it would say now."""

    system: System
    sheet: Sheet | None
    now: Content
    edits: int
    editions: tuple[SheetEdition, ...]

    @property
    def in_force(self) -> SheetEdition | None:
        """What the public reads."""
        return self.sheet.edition if self.sheet else None

    @property
    def changed(self) -> tuple[str, ...]:
        """The fields that are no more what the public reads; none where nothing is published."""
        return changed_fields(read_content(self.in_force.content), self.now) if self.in_force else ()

    @property
    def lags(self) -> tuple[str, ...]:
        """What the register knows better."""
        return lags(self.sheet) if self.sheet else ()

    @property
    def is_behind(self) -> bool:
        """Whether the public reads what is no more so."""
        return self.is_of_another_basis or bool(self.lags)

    @property
    def is_of_another_basis(self) -> bool:
        """Whether the substance of the system has changed since: the condition of deployment is not met."""
        return self.in_force is not None and self.in_force.basis != self.system.basis

    @property
    def missing(self) -> list[str]:
        """What has to be written before it is published, in the reader's language."""
        return missing_words(self.now)

    @property
    def is_new(self) -> bool:
        """Whether publishing would say something that the public does not read yet."""
        return self.in_force is None or self.is_of_another_basis or bool(self.changed)


def get_sheet_state(person: Person, authority: Authority, system_id: int) -> SheetState:
    """Raises NotAllowed, ObjectNotVisible."""
    require_deed(person, authority, Deed.VIEW_SHEETS)
    system = get_visible_system(person, authority, system_id)
    return read_state(system)


def read_state(system: System) -> SheetState:
    """For whoever has checked the right."""
    draft = SheetDraft.objects.filter(system=system).first()
    return SheetState(
        system=system,
        sheet=Sheet.objects.filter(system=system).select_related("edition").first(),
        now=prepare(system),
        edits=draft.edits if draft else 0,
        editions=tuple(SheetEdition.objects.filter(system=system).select_related("withdrawal")),
    )


def get_sheets(person: Person, authority: Authority) -> Iterable[tuple[System, Sheet | None, bool]]:
    """Every system with its sheet, None where none was ever published, and whether it lags. Raises NotAllowed."""
    require_deed(person, authority, Deed.VIEW_SHEETS)
    known = {sheet.system_id: sheet for sheet in _sheets(authority)}
    behind = {sheet.system_id for sheet in get_lagging(authority)}
    return [(one, known.get(one.pk), one.pk in behind) for one in get_visible_systems(person, authority)]


def preview(state: SheetState, now: datetime) -> Shown:
    """The next edition as the public would read it."""
    system = state.system
    last = Passage.objects.filter(system=system).first()
    return Shown(
        authority=system.authority,
        sheet=state.sheet.pk if state.sheet else 0,
        edition=len(state.editions) + 1,
        published_on=system.authority.day_of(now),
        change="" if state.editions else FIRST,
        content=state.now,
        stage=system.stage,
        stage_since=system.authority.day_of(last.at) if last else None,
    )


def _sheets(authority: Authority) -> QuerySet[Sheet]:
    return Sheet.objects.filter(authority=authority).select_related("edition")
