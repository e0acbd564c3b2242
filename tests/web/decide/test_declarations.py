"""An agent declares a use, is helped at once, and is answered; the référent leads the tool to the register."""

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pleinjour.refdata.services import load_catalogue
from pleinjour.web.decide.actions import declarations as actions
from pleinjour.web.decide.errors import DeclarationChanged, DeclarationOver, ReceiptUnknown
from pleinjour.web.decide.models import Declaration, Progress, UnnamedDeclaration
from pleinjour.web.organizations.errors import NotAllowed
from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Role
from pleinjour.web.registry.actions.people import Charge, name_person
from pleinjour.web.registry.actions.tools import Ruling, add_system, set_state
from pleinjour.web.registry.models import Duty, Stage, State, System
from tests.web.decide.telling import TOLD, declare_without_a_name, typed
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.registry.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def agent(authority: Authority, client: Client) -> Account:
    account = member(authority, Role.AGENT)
    sign_in(client, account, verified=False)
    return account


@pytest.fixture
def referent(authority: Authority) -> Account:
    return member(authority, Role.REFERENT)


def _send(client: Client, authority: Authority, **changed: str) -> str:
    answer = client.post(f"/a/{authority.slug}/decider/declarer/", typed(**changed))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def _code_of(page: str) -> str:
    found = re.search(r'name="code" value="([A-Z2-9-]*)"', page)
    assert found
    return found.group(1)


def test_nothing_is_kept_before_the_declaration_is_read_again_and_sent(
    client: Client, authority: Authority, agent: Account
) -> None:
    review = _send(client, authority)
    assert "Rien n’est encore envoyé" in review
    assert Declaration.objects.count() == 0
    changing = _send(client, authority, step="change")
    assert 'value="ChatGPT"' in changing
    assert "Voici ce qu’il reste à revoir" not in changing
    sent = _send(client, authority, step="send")
    assert "Merci, c’est déclaré" in sent
    assert Declaration.objects.get().author == agent
    _send(client, authority, step="send")
    assert Declaration.objects.count() == 1


def test_what_is_missing_is_said_and_what_is_typed_stays(client: Client, authority: Authority, agent: Account) -> None:
    page = _send(client, authority, tool="", frequency="")
    assert "Voici ce qu’il reste à revoir" in page
    assert "Une formation courte." in page
    assert _send(client, authority, need="nothing of the kind").count("field-error") == 1


def test_the_answer_says_what_is_known_what_is_allowed_and_whom_to_ask(
    client: Client, authority: Authority, agent: Account, referent: Account
) -> None:
    rssi = member(authority, Role.RSSI)
    for service, state in (("chatgpt", State.DISCOURAGED), ("deepl", State.APPROVED)):
        system = add_system(rssi, authority, service=service)
        set_state(rssi, system, Ruling(state, "Le contrat le dit.", NOW.date()), NOW.date())
        name_person(rssi, system, Charge(Duty.OWNER, "Responsable des courriers"), NOW)
    page = _send(client, authority, step="send", tool="chat gpt")
    fact = load_catalogue().services["chatgpt"].trains_on_inputs
    assert fact.source
    assert fact.source.link
    assert fact.source.link in page
    assert "Déconseillé" in page
    assert page.index("DeepL") > page.index("Ce qui est déjà permis")
    assert "Responsable des courriers" in page
    assert referent.email in page
    assert "Gardez-les pour un outil approuvé" in page


def test_a_tool_that_nobody_knows_is_unknown_and_declared_all_the_same(
    client: Client, authority: Authority, agent: Account
) -> None:
    assert "Peut-être" in _send(client, authority, tool="Gemin")
    page = _send(client, authority, tool="Outil du voisin", step="send")
    assert page.count(">inconnu<") == 3
    assert Declaration.objects.get().service == ""


def test_an_author_reads_corrects_and_withdraws_their_own_and_nobody_else_does(
    client: Client, authority: Authority, agent: Account
) -> None:
    declaration = actions.declare_use(agent, authority, TOLD, NOW)
    base = f"/a/{authority.slug}/decider/declarations/"
    assert f"avec-nom/{declaration.pk}/" in client.get(base).content.decode()
    sent = {**typed(tool="Outil du voisin"), "seen": "0"}
    assert client.post(f"{base}{declaration.pk}/corriger/", sent).status_code == 302
    assert Declaration.objects.get().tool == "Outil du voisin"
    other = Client()
    sign_in(other, member(authority, Role.AGENT), verified=False)
    for page in (f"avec-nom/{declaration.pk}/", f"{declaration.pk}/corriger/", f"{declaration.pk}/retirer/"):
        assert other.get(base + page).status_code == 403
    assert client.post(f"{base}{declaration.pk}/retirer/").status_code == 302
    assert Declaration.objects.count() == 0
    written = "".join(f"{entry.reason}{entry.detail}" for entry in JournalEntry.objects.filter(authority=authority))
    assert "voisin" not in written


def test_a_code_leads_anybody_to_the_answer_and_to_nothing_after_a_withdrawal(
    client: Client, authority: Authority, agent: Account, referent: Account
) -> None:
    code = _code_of(_send(client, authority, naming="unnamed"))
    assert code in _send(client, authority, naming="unnamed", step="send", code=code)
    _send(client, authority, naming="unnamed", step="send", code=code)
    declaration = UnnamedDeclaration.objects.get()
    actions.answer_declaration(referent, declaration, "Voici DeepL.", 0, NOW)
    visitor = Client()
    asked = visitor.post("/suivre/", {"code": code.lower().replace("-", " ")})
    assert "Voici DeepL." in asked.content.decode()
    assert visitor.post("/suivre/", {"code": code, "step": "ask"}).context["is_asked"]
    assert UnnamedDeclaration.objects.exists()
    visitor.post("/suivre/", {"code": code, "step": "withdraw"})
    assert not UnnamedDeclaration.objects.exists()
    again = visitor.post("/suivre/", {"code": code})
    assert again.status_code == 200
    assert "ne mène à aucune déclaration" in again.content.decode()


def test_an_unnamed_declaration_needs_the_code_that_was_drawn(
    client: Client, authority: Authority, agent: Account
) -> None:
    assert "Rien n’est encore envoyé" in _send(client, authority, naming="unnamed", step="send", code="secret")
    with pytest.raises(ReceiptUnknown):
        actions.declare_unnamed(agent, authority, TOLD, "secret", NOW.date())
    with pytest.raises(NotAllowed):
        declare_without_a_name(member(make_authority(), *Role), authority)
    assert UnnamedDeclaration.objects.count() == 0


def test_what_comes_without_a_name_in_a_week_is_read_from_the_monday_after_all_together(
    client: Client, authority: Authority, agent: Account
) -> None:
    declare_without_a_name(agent, authority)
    assert str(UnnamedDeclaration.objects.get().shown_from) == "2026-03-09"
    sign_in(client, member(authority, Role.REFERENT), verified=False)
    address = f"/a/{authority.slug}/decider/besoins/"
    UnnamedDeclaration.objects.update(shown_from="2999-01-07")
    row = UnnamedDeclaration.objects.get()
    assert "ChatGPT" not in client.get(address).content.decode()
    assert client.get(f"/a/{authority.slug}/decider/declarations/sans-nom/{row.pk}/").status_code == 404
    UnnamedDeclaration.objects.update(shown_from="2026-03-09")
    assert "ChatGPT" in client.get(address).content.decode()


def test_two_people_answer_at_once_and_the_second_is_told(
    client: Client, authority: Authority, agent: Account, referent: Account
) -> None:
    declaration = actions.declare_use(agent, authority, TOLD, NOW)
    actions.answer_declaration(member(authority, Role.DPO), declaration, "La première réponse.", 0, NOW)
    sign_in(client, referent, verified=False)
    address = f"/a/{authority.slug}/decider/declarations/avec-nom/{declaration.pk}/repondre/"
    late = client.post(address, {"answer": "La seconde réponse.", "seen": "0"})
    assert late.status_code == 422
    assert "La seconde réponse." in late.content.decode()
    assert Declaration.objects.get().answer == "La première réponse."
    with pytest.raises(DeclarationChanged):
        actions.correct_declaration(agent, declaration, TOLD, 0)


def test_an_answer_is_told_by_a_message_that_says_nothing_of_it(
    client: Client,
    authority: Authority,
    agent: Account,
    referent: Account,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.PLEINJOUR_SENDS_EMAIL = True
    posted: list[tuple[str, str, str]] = []
    monkeypatch.setattr(
        "pleinjour.web.decide.views.answering.send", lambda to, subject, body: posted.append((to, subject, body))
    )
    declaration = actions.declare_use(agent, authority, TOLD, NOW)
    sign_in(client, referent, verified=False)
    address = f"/a/{authority.slug}/decider/declarations/avec-nom/{declaration.pk}/repondre/"
    assert client.post(address, {"answer": "Voici DeepL.", "seen": "0"}).status_code == 302
    ((to, subject, body),) = posted
    assert to == agent.email
    assert "ChatGPT" not in subject + body
    assert "DeepL" not in subject + body


def test_a_declared_tool_becomes_a_reported_system_to_which_its_declarations_lead(
    authority: Authority, agent: Account, referent: Account
) -> None:
    named = actions.declare_use(agent, authority, TOLD, NOW)
    unnamed, _code = declare_without_a_name(agent, authority)
    system = actions.report_tool(referent, named)
    assert (system.stage, system.service) == (Stage.REPORTED, "chatgpt")
    unnamed.refresh_from_db()
    assert unnamed.system == system
    assert actions.report_tool(referent, unnamed) == system
    assert System.objects.count() == 1


def test_a_closed_declaration_says_nothing_more_and_still_counts(
    client: Client, authority: Authority, agent: Account, referent: Account
) -> None:
    unnamed, _code = declare_without_a_name(agent, authority)
    actions.close_declaration(referent, unnamed)
    assert UnnamedDeclaration.objects.get().progress == Progress.CLOSED
    with pytest.raises(DeclarationOver):
        actions.answer_declaration(referent, unnamed, "Trop tard.", 1, NOW)
    sign_in(client, referent, verified=False)
    page = client.get(f"/a/{authority.slug}/decider/besoins/").content.decode()
    assert ">1<" in page


def test_markup_is_shown_as_it_was_typed(client: Client, authority: Authority, referent: Account) -> None:
    hostile = '<script>alert("1")</script>'
    sign_in(client, referent, verified=False)
    pages = [_raw(client, authority, tool=hostile, support=hostile, step=step) for step in ("review", "change", "send")]
    declaration = Declaration.objects.get()
    actions.answer_declaration(referent, declaration, hostile, 0, NOW)
    address = f"/a/{authority.slug}/decider/declarations/avec-nom/{declaration.pk}/"
    pages += [client.get(page).content.decode() for page in (address, f"/a/{authority.slug}/decider/besoins/")]
    for page in pages:
        assert "alert(" in page
        assert "<script>alert" not in page


def _raw(client: Client, authority: Authority, **changed: str) -> str:
    return client.post(f"/a/{authority.slug}/decider/declarer/", typed(**changed)).content.decode()
