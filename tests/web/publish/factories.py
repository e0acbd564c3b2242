"""Public sheets for tests: `publish(system)` is the edition in force; `describe(system)` fills the register first.

`ask(authority)` is what a citizen wrote at the desk, `answered` the same with an answer that may be sent.
"""

from dataclasses import replace

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.organizations.receipts import draw_receipt
from pleinjour.web.publish.actions.desk import receive_request
from pleinjour.web.publish.actions.sheets import Previewed, publish_sheet, save_draft
from pleinjour.web.publish.desk.asked import Asked
from pleinjour.web.publish.desk.elements import parts_of
from pleinjour.web.publish.models import PublicRequest, SheetDraft, SheetEdition, Subject
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


QUESTION = "Pourquoi ma demande de place a-t-elle été refusée ?"
REFERENCE = "Refus du 4 janvier, dossier 42"
REPLY_TO = "agent042@clairval.example"


def ask(authority: Authority, system: System | None = None, code: str = "", **said: str) -> PublicRequest:
    """What a citizen asks; `code` finds it again."""
    subject = Subject(said.pop("subject", Subject.EXPLANATION))
    asked = Asked(subject, QUESTION, system, **{"reference": REFERENCE, "reply_to": REPLY_TO, **said})
    return receive_request(authority, asked, code or draw_receipt(), "192.0.2.1", NOW)


def answered(authority: Authority, system: System | None = None, code: str = "", **said: str) -> PublicRequest:
    """The same, with every part of its answer written, beside the deeds."""
    request = ask(authority, system, code, **said)
    answer = {name: f"Texte de {name}" for name in parts_of(request.subject)}
    PublicRequest.objects.filter(pk=request.pk).update(answer=answer)
    request.refresh_from_db()
    return request
