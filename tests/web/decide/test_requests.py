"""A request follows its road in plain sight of who made it: who holds it, by when, and the answer with its reasons."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pleinjour.web.decide.actions import requests as actions
from pleinjour.web.decide.actions.requests import Advance, Reply
from pleinjour.web.decide.errors import DayPast, RequestChanged, RequestOver
from pleinjour.web.decide.models import Expert, Outcome, Step, ToolRequest
from pleinjour.web.decide.requesting.road import what_waits
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.registry.models import Stage, System
from tests.web.decide.factories import finish, say
from tests.web.decide.telling import ASKED
from tests.web.organizations.factories import make_authority, make_unit, member, sign_in
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db

LATER = NOW.date() + timedelta(days=40)
STUDIED = Advance(Step.STUDIED, Role.DPO, LATER, "Le DPO la regarde.")


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def agent(authority: Authority, client: Client) -> Account:
    account = member(authority, Role.AGENT)
    sign_in(client, account, verified=False)
    return account


@pytest.fixture
def asked(authority: Authority, agent: Account) -> ToolRequest:
    return actions.ask_for_tool(agent, authority, ASKED, NOW)


def _read(client: Client, asked: ToolRequest) -> str:
    return unescape(client.get(f"/a/{asked.authority.slug}/decider/demandes/{asked.pk}/").content.decode())


def _form(**changed: str) -> dict[str, str]:
    sent = {
        "tool": "Un outil pour traduire",
        "purpose": "Lire des courriers.",
        "for_whom": "L’accueil",
        "content": "internal",
        "alternatives": "Un dictionnaire ne suffit pas.",
    }
    return {**sent, **changed}


def test_an_agent_asks_for_a_unit_and_follows_the_road(client: Client, authority: Authority, agent: Account) -> None:
    unit, referent = make_unit(authority), member(authority, Role.REFERENT)
    made = client.post(f"/a/{authority.slug}/decider/demander/", _form(unit=str(unit.pk), tells="on"), follow=True)
    asked = ToolRequest.objects.get()
    assert asked.unit == unit
    page = unescape(made.content.decode())
    assert unit.name in page
    assert "Entre les mains de" in page
    assert page.index("Reçue") < page.index("À l’étude") < page.index("Avis demandés") < page.index("Réponse donnée")
    actions.move_request(referent, asked, Advance(Step.STUDIED, Role.DPO, date(2999, 1, 7), "Elle intéresse."), 0, NOW)
    page = _read(client, asked)
    assert "7 janvier 2999" in page
    assert "Elle intéresse." in page
    assert "DPO (protection des données)" in page


def test_a_request_answered_at_once_shows_no_step_to_come(
    client: Client, authority: Authority, asked: ToolRequest
) -> None:
    assert "À venir" in _read(client, asked)
    actions.answer_request(
        member(authority, Role.DIRECTION), asked, Reply(Outcome.GRANTED, "Le besoin est clair."), 0, NOW
    )
    page = _read(client, asked)
    assert "À venir" not in page
    assert "À l’étude" not in page
    assert "Le besoin est clair." in page


def test_a_unit_or_a_system_of_another_authority_is_refused(
    client: Client, authority: Authority, asked: ToolRequest
) -> None:
    other = make_authority()
    sent = client.post(f"/a/{authority.slug}/decider/demander/", _form(unit=str(make_unit(other).pk)))
    assert sent.status_code == 422
    with pytest.raises(ObjectNotVisible):
        actions.link_request(member(authority, Role.DPO), asked, make_system(other))


def test_a_date_that_is_past_is_refused(authority: Authority, asked: ToolRequest) -> None:
    with pytest.raises(DayPast):
        actions.move_request(
            member(authority, Role.REFERENT), asked, Advance(Step.STUDIED, Role.DPO, date(2026, 3, 1)), 0, NOW
        )


def test_a_step_that_takes_longer_is_said_without_blame_to_its_author_and_to_who_holds_it(
    client: Client, authority: Authority, asked: ToolRequest
) -> None:
    assert "plus de temps que prévu" in _read(client, asked)
    (line,) = what_waits(member(authority, Role.REFERENT), authority, NOW)
    assert asked.tool in line.label
    assert line.due_on == asked.due_on
    for role in (Role.DPO, Role.AGENT):
        assert list(what_waits(member(authority, role), authority, NOW)) == []


def test_two_people_answer_at_once_and_the_second_is_told(
    client: Client, authority: Authority, asked: ToolRequest
) -> None:
    actions.move_request(member(authority, Role.REFERENT), asked, STUDIED, 0, NOW)
    with pytest.raises(RequestChanged):
        actions.answer_request(member(authority, Role.DIRECTION), asked, Reply(Outcome.GRANTED, "Oui."), 0, NOW)
    direction = member(authority, Role.DIRECTION)
    actions.answer_request(direction, asked, Reply(Outcome.REFUSED, "DeepL fait déjà cela."), 1, NOW)
    sign_in(client, member(authority, Role.DIRECTION), verified=False)
    form = {"outcome": "accordee", "reasons": "Un autre avis.", "seen": "1"}
    late = client.post(f"/a/{authority.slug}/decider/demandes/{asked.pk}/repondre/", form)
    assert late.status_code == 422
    assert "Un autre avis." in late.content.decode()
    assert ToolRequest.objects.get().outcome == Outcome.REFUSED


def test_the_study_and_the_opinions_of_its_system_show_on_the_request(
    client: Client, authority: Authority, asked: ToolRequest
) -> None:
    dpo = member(authority, Role.DPO)
    system = actions.link_request(dpo, asked)
    assert (system.stage, system.name) == (Stage.REPORTED, ASKED.tool)
    assert "pas encore terminée" in _read(client, asked)
    finish(system)
    say(system, Expert.DPO)
    page = _read(client, asked)
    assert "terminée le" in page
    assert page.index("Favorable") > page.index("Avis du DPO")
    assert actions.link_request(dpo, asked) == system
    other = make_system(authority)
    assert actions.link_request(dpo, asked, other) == other


def test_to_grant_a_request_deploys_nothing(authority: Authority, asked: ToolRequest) -> None:
    system = actions.link_request(member(authority, Role.DPO), asked)
    reply = Reply(Outcome.CONDITIONAL, "Après l’étude.")
    actions.answer_request(member(authority, Role.DIRECTION), asked, reply, asked.edits, NOW)
    assert System.objects.get(pk=system.pk).stage == Stage.REPORTED


def test_a_request_that_is_withdrawn_moves_no_more(
    client: Client, authority: Authority, agent: Account, asked: ToolRequest
) -> None:
    assert client.post(f"/a/{authority.slug}/decider/demandes/{asked.pk}/retirer/").status_code == 302
    assert ToolRequest.objects.get().step == Step.WITHDRAWN
    with pytest.raises(RequestOver):
        actions.move_request(member(authority, Role.REFERENT), asked, STUDIED, 1, NOW)
    assert "Le chemin de la demande" not in _read(client, asked)


def test_a_colleague_does_not_read_the_request_of_another(client: Client, asked: ToolRequest) -> None:
    sign_in(client, member(asked.authority, Role.AGENT), verified=False)
    assert client.get(f"/a/{asked.authority.slug}/decider/demandes/{asked.pk}/").status_code == 403
    assert asked.tool not in client.get(f"/a/{asked.authority.slug}/decider/demandes/").content.decode()


@pytest.mark.parametrize("tells", [True, False])
def test_a_message_tells_that_it_moved_to_who_wanted_one_and_says_nothing_of_it(
    client: Client,
    authority: Authority,
    agent: Account,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tells: bool,
) -> None:
    settings.PLEINJOUR_SENDS_EMAIL = True
    posted: list[tuple[str, str, str]] = []
    monkeypatch.setattr(
        "pleinjour.web.decide.views.requests.send", lambda to, subject, body: posted.append((to, subject, body))
    )
    asked = actions.ask_for_tool(agent, authority, ASKED, NOW)
    ToolRequest.objects.update(tells=tells)
    sign_in(client, member(authority, Role.DPO), verified=False)
    form = {"step": "instruction", "holder": "dpo", "due_on": "2999-01-07", "note": "", "seen": "0"}
    assert client.post(f"/a/{authority.slug}/decider/demandes/{asked.pk}/avancer/", form).status_code == 302
    assert [to for to, _subject, _body in posted] == ([agent.email] if tells else [])
    assert ASKED.tool not in "".join(subject + body for _to, subject, body in posted)


def test_markup_is_shown_as_it_was_typed(client: Client, authority: Authority, agent: Account) -> None:
    hostile = "<script>alert(1)</script>"
    fields = ("tool", "purpose", "for_whom", "alternatives")
    client.post(f"/a/{authority.slug}/decider/demander/", _form(**dict.fromkeys(fields, hostile)))
    asked = ToolRequest.objects.get()
    actions.move_request(member(authority, Role.DPO), asked, Advance(Step.OPINIONS, Role.DPO, LATER, hostile), 0, NOW)
    reply = Reply(Outcome.REFUSED, hostile)
    actions.answer_request(member(authority, Role.DIRECTION), asked, reply, 1, NOW)
    sign_in(client, member(authority, Role.REFERENT), verified=False)
    for page in ("", f"{asked.pk}/"):
        shown = client.get(f"/a/{authority.slug}/decider/demandes/{page}").content.decode()
        assert "alert(1)" in shown
        assert "<script>alert" not in shown
