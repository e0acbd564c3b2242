"""Public sheets for tests: `publish(system)` is the edition in force; `describe(system)` fills the register first."""

from dataclasses import replace

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.publish.actions.sheets import Previewed, publish_sheet, save_draft
from pleinjour.web.publish.models import SheetDraft, SheetEdition
from pleinjour.web.publish.preparing import prepare
from pleinjour.web.registry.models import System
from tests.web.organizations.factories import member
from tests.web.registry.factories import NOW, make_system

CONTACT = "ia@clairval.example"
PURPOSE = "Répondre aux questions des habitants"


def describe(system: System, **fields: object) -> System:
    """The system with these fields, beside the deeds: no version is added."""
    System.objects.filter(pk=system.pk).update(**{"purpose": PURPOSE, **fields})
    system.refresh_from_db()
    return system


def write(system: System, **words: str) -> SheetDraft:
    """A draft with these words in place of those that stand there."""
    draft = SheetDraft.objects.filter(system=system).first()
    written = replace(prepare(system).words, **{"contact": CONTACT, **words})
    return save_draft(member(system.authority, Role.REFERENT), system, written, draft.edits if draft else 0, NOW)


def publish(system: System, change: str = "", **words: str) -> SheetEdition:
    """The next edition, whatever is still unknown."""
    if not system.purpose:
        describe(system)
    write(system, **words)
    previewed = Previewed(prepare(system).digest(), change)
    return publish_sheet(member(system.authority, Role.DPO), system, previewed, NOW)


def published_system(authority: Authority, name: str = "", **fields: object) -> System:
    """A system whose sheet everybody reads."""
    system = describe(make_system(authority, name), **fields)
    publish(system)
    return system
