from datetime import date
from html import unescape

import pytest
from django.test import Client

from pleinjour.refdata.services import load_catalogue
from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Role
from pleinjour.web.registry.actions.tools import Ruling, add_system, set_state
from pleinjour.web.registry.errors import DecisionRefused, SystemTaken, SystemUnnamed, UnknownService
from pleinjour.web.registry.models import Decision, State, System
from pleinjour.web.registry.selectors import approved_services, get_visible_systems
from tests.web.organizations.factories import make_authority, member, sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)
SERVICE, OTHER_SERVICE = list(load_catalogue().services)[:2]


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def rssi(authority: Authority) -> Account:
    return member(authority, Role.RSSI)


def _decide(actor: Account, system: System, state: State, day: int) -> Decision:
    return set_state(actor, system, Ruling(state, "Contrat signé.", date(2026, 3, day)), TODAY)


def test_a_service_of_the_catalogue_takes_its_name_from_it(authority: Authority, rssi: Account) -> None:
    system = add_system(rssi, authority, service=SERVICE, name="autre")
    assert system.name == load_catalogue().services[SERVICE].name
    assert system.state == State.UNKNOWN


@pytest.mark.parametrize(
    ("service", "name", "refusal"),
    [
        ("nulle-part", "", UnknownService),
        ("", "  ", SystemUnnamed),
        (SERVICE, "", SystemTaken),
        ("", "TRADUCTEUR", SystemTaken),
    ],
)
def test_a_system_stands_once_and_has_a_name(
    authority: Authority, rssi: Account, service: str, name: str, refusal: type[Exception]
) -> None:
    add_system(rssi, authority, service=SERVICE)
    add_system(rssi, authority, name="Traducteur")
    with pytest.raises(refusal):
        add_system(rssi, authority, service=service, name=name)


def test_the_last_decision_holds_from_its_day_on(authority: Authority, rssi: Account) -> None:
    system = add_system(rssi, authority, service=SERVICE)
    _decide(rssi, system, State.APPROVED, 5)
    _decide(rssi, system, State.DISCOURAGED, 15)
    shown = {day: approved_services(authority, date(2026, 3, day)) for day in (4, 5, 14, 15)}
    assert shown == {4: frozenset(), 5: {SERVICE}, 14: {SERVICE}, 15: frozenset()}
    system.refresh_from_db()
    assert system.state == State.DISCOURAGED


def test_of_two_decisions_on_one_day_the_later_holds(authority: Authority, rssi: Account) -> None:
    system = add_system(rssi, authority, service=SERVICE)
    _decide(rssi, system, State.DISCOURAGED, 5)
    _decide(rssi, system, State.APPROVED, 5)
    assert approved_services(authority, TODAY) == {SERVICE}


def test_only_services_approved_here_count(authority: Authority, rssi: Account) -> None:
    other = make_authority()
    elsewhere = member(other, Role.RSSI)
    _decide(elsewhere, add_system(elsewhere, other, service=SERVICE), State.APPROVED, 5)
    _decide(rssi, add_system(rssi, authority, service=OTHER_SERVICE), State.TOLERATED, 5)
    _decide(rssi, add_system(rssi, authority, name="Traducteur"), State.APPROVED, 5)
    assert approved_services(authority, TODAY) == frozenset()


@pytest.mark.parametrize("day", [4, 21])
def test_a_decision_is_dated_between_the_last_one_and_today(authority: Authority, rssi: Account, day: int) -> None:
    system = add_system(rssi, authority, service=SERVICE)
    _decide(rssi, system, State.APPROVED, 5)
    with pytest.raises(DecisionRefused):
        _decide(rssi, system, State.DISCOURAGED, day)
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("roles", "signed"),
    [
        ((Role.ADMINISTRATOR,), Role.ADMINISTRATOR),
        ((Role.ADMINISTRATOR, Role.DPO), Role.DPO),
        ((Role.DPO, Role.RSSI, Role.AGENT), Role.RSSI),
    ],
)
def test_a_decision_is_signed_by_a_role(authority: Authority, roles: tuple[Role, ...], signed: Role) -> None:
    actor = member(authority, *roles)
    system = add_system(actor, authority, service=SERVICE)
    assert _decide(actor, system, State.APPROVED, 5).decided_by_role == signed


def test_a_decision_is_journaled_with_its_reason_and_no_name(authority: Authority, rssi: Account) -> None:
    _decide(rssi, add_system(rssi, authority, name="Traducteur"), State.APPROVED, 5)
    entry = JournalEntry.objects.get(action="system.state_set")
    assert entry.reason == "Contrat signé."
    assert '"before":"inconnu"' in entry.detail
    assert rssi.email not in entry.detail


def test_every_member_sees_the_systems(authority: Authority, rssi: Account) -> None:
    system = add_system(rssi, authority, name="Traducteur")
    assert list(get_visible_systems(member(authority, Role.AGENT), authority)) == [system]


def test_a_system_is_added_decided_and_read_from_the_pages(client: Client, authority: Authority) -> None:
    sign_in(client, member(authority, Role.RSSI), verified=False)
    base = f"/a/{authority.slug}/systemes/"
    response = client.post(base + "ajouter/", {"service": SERVICE, "name": ""})
    assert response.status_code == 302
    form = {"state": "approuve", "reason": "Hébergé en France.", "decided_on": "2026-03-01"}
    assert client.post(response.headers["Location"], form).status_code == 302
    assert "Approuvé" in unescape(client.get(base).content.decode())
    page = unescape(client.get(f"{base}{System.objects.get().pk}/").content.decode())
    assert "Hébergé en France." in page
    assert "RSSI (sécurité)" in page


def test_a_refused_system_is_explained_on_the_page(client: Client, authority: Authority) -> None:
    sign_in(client, member(authority, Role.RSSI), verified=False)
    response = client.post(f"/a/{authority.slug}/systemes/ajouter/", {"service": "", "name": ""})
    assert response.status_code == 422
    assert "donnez un nom" in unescape(response.content.decode())


def test_an_export_runs_nothing_in_a_spreadsheet(client: Client, authority: Authority, rssi: Account) -> None:
    _decide(rssi, add_system(rssi, authority, name="=1+1"), State.APPROVED, 5)
    sign_in(client, rssi, verified=False)
    exported = client.get(f"/a/{authority.slug}/systemes/export/").content.decode("utf-8-sig")
    assert "'=1+1,,Signalé,Approuvé,Contrat signé.,2026-03-05," in exported


def test_a_visitor_of_the_list_who_may_not_decide_is_offered_nothing(
    client: Client, authority: Authority, rssi: Account
) -> None:
    system = add_system(rssi, authority, name="Traducteur")
    sign_in(client, member(authority, Role.AGENT), verified=False)
    for path in ("", f"{system.pk}/"):
        page = client.get(f"/a/{authority.slug}/systemes/{path}").content.decode()
        assert "ajouter/" not in page
        assert f"/systemes/{system.pk}/decider/" not in page


def test_a_service_is_added_by_its_name_whatever_its_case(client: Client, authority: Authority) -> None:
    sign_in(client, member(authority, Role.RSSI), verified=False)
    response = client.post(f"/a/{authority.slug}/systemes/ajouter/", {"service": " CHATGPT ", "name": ""})
    assert response.status_code == 302
    assert System.objects.get().service == "chatgpt"


@pytest.mark.parametrize(("typed", "said"), [("chat gpt pro", "ChatGPT"), ("zzzz", "n’est pas dans le catalogue")])
def test_a_name_that_the_catalogue_does_not_know_is_answered_with_what_to_do(
    client: Client, authority: Authority, typed: str, said: str
) -> None:
    sign_in(client, member(authority, Role.RSSI), verified=False)
    response = client.post(f"/a/{authority.slug}/systemes/ajouter/", {"service": typed, "name": ""})
    assert said in unescape(response.content.decode())
    assert not System.objects.exists()
