"""What the law asks follows what is established, from the day on which it is true; the unknown is asked, never "no"."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from pleinjour.engines.rules import obligations
from pleinjour.refdata.rules import load_rules
from pleinjour.web.decide.actions.facts import Established, establish_fact
from pleinjour.web.decide.errors import FactRefused
from pleinjour.web.decide.models import EstablishedFact
from pleinjour.web.decide.readings.duties import Duties, duties_of
from pleinjour.web.decide.readings.profile import profile_of, read
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models import System
from tests.web.guards import ATTEMPTS, expect_refusal
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def system(authority: Authority) -> System:
    return make_system(authority)


def establish(system: System, fact: str, value: object, since: date = TODAY) -> EstablishedFact:
    said = Established(fact, value, since, "Service concerné")  # type: ignore[arg-type]
    return establish_fact(member(system.authority, Role.DPO), system, said, NOW)


def values(system: System, on: date = TODAY) -> dict[str, object]:
    return {name: one.value for name, one in duties_of(system, on).known.items()}


def asked(duties: Duties) -> set[str]:
    return {one.question.fact for one in duties.questions}


def test_what_the_register_says_is_not_asked_again(authority: Authority, system: System) -> None:
    authority.population = 12_000
    authority.save()
    system.refresh_from_db()
    assert values(system)["authority.population"] == 12_000
    assert "authority.population" not in asked(duties_of(system, TODAY))


def test_a_fact_holds_from_its_day_until_another_one_begins(system: System) -> None:
    establish(system, "authority.agents_fte", 40, TODAY - timedelta(days=30))
    establish(system, "authority.agents_fte", 60, TODAY)
    establish(system, "authority.agents_fte", 90, TODAY + timedelta(days=30))
    assert values(system)["authority.agents_fte"] == 60
    assert values(system, TODAY - timedelta(days=1))["authority.agents_fte"] == 40
    assert "authority.agents_fte" not in values(system, TODAY - timedelta(days=31))


def test_what_is_unknown_again_is_asked_again(system: System) -> None:
    establish(system, "authority.agents_fte", 40)
    assert "authority.agents_fte" not in asked(duties_of(system, TODAY))
    establish(system, "authority.agents_fte", None)
    assert "authority.agents_fte" in asked(duties_of(system, TODAY))


def test_a_fact_of_the_authority_holds_for_its_systems_and_for_no_other_authority(system: System) -> None:
    establish(system, "authority.agents_fte", 40)
    establish(system, "system.is_ai", True)
    sibling = make_system(system.authority, name="Autre")
    assert values(sibling)["authority.agents_fte"] == 40
    assert "system.is_ai" not in values(sibling)
    assert "authority.agents_fte" not in values(make_system(make_authority(), name="Loin"))


@pytest.mark.parametrize(
    ("fact", "value"),
    [("authority.agents_fte", 70), ("authority.agents_fte", "beaucoup"), ("authority.horoscope", "lion")],
    ids=["more than the agents", "no number", "no fact"],
)
def test_what_contradicts_is_refused_and_changes_nothing(system: System, fact: str, value: object) -> None:
    establish(system, "authority.agents", 60)
    with pytest.raises(FactRefused):
        establish(system, fact, value)
    assert EstablishedFact.objects.count() == 1


def test_the_page_says_what_the_rules_say(system: System) -> None:
    establish(system, "system.is_ai", True)
    establish(system, "system.annex3", frozenset({"recrutement"}))
    duties = duties_of(system, TODAY)
    found = obligations(load_rules(), profile_of(duties.known.values()), TODAY)
    due = {one.rule.id for one in found if one.status == "applies"}
    assert {one.rule.id for one in (*duties.binding, *duties.policies)} == due
    assert {one.rule.id for one in duties.uncertain} == {one.rule.id for one in found if one.status == "uncertain"}


def test_an_answer_that_is_no_more_offered_is_unknown() -> None:
    facts = load_rules().facts
    assert read(facts["system.decision_role"], "astrologie") is None
    assert read(facts["system.annex3"], ["recrutement"]) == frozenset({"recrutement"})
    assert read(facts["contract.notified_on"], "2026-11-22") == date(2026, 11, 22)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_what_was_established_stays_as_it_was_said(system: System, attempt: str) -> None:
    row = establish(system, "system.is_ai", True)
    expect_refusal(attempt, EstablishedFact.objects.filter(pk=row.pk))


def test_a_question_is_answered_from_the_page(client: Client, authority: Authority, system: System) -> None:
    sign_in(client, member(authority, Role.DPO), verified=False)
    base = f"/a/{authority.slug}/decider/{system.pk}/obligations/"
    page = unescape(client.get(base).content.decode())
    question = load_rules().facts["system.decision_role"].question
    assert question in page
    form = {"value": "seule", "since": "2026-01-01", "origin": "<b>Contrat</b>"}
    assert client.post(base + "system.decision_role/", form).headers["Location"] == base
    page = client.get(base).content.decode()
    assert question not in unescape(page)
    assert "&lt;b&gt;Contrat&lt;/b&gt;" in page
    assert "311-3-1" in page


def test_what_is_mistyped_is_said_and_kept(client: Client, authority: Authority, system: System) -> None:
    sign_in(client, member(authority, Role.DPO), verified=False)
    address = f"/a/{authority.slug}/decider/{system.pk}/obligations/authority.agents_fte/"
    answer = client.post(address, {"value": "-3", "since": "", "origin": "Paie"})
    assert answer.status_code == 422
    assert "Paie" in answer.content.decode()
    assert client.get(address.replace("agents_fte", "horoscope")).status_code == 404


def test_the_law_of_another_day_is_shown(client: Client, authority: Authority, system: System) -> None:
    none: frozenset[str] = frozenset()
    said = {"is_ai": True, "exclusion": "aucun", "origin": "achete", "changes": none, "used": True, "practices": none}
    for fact, value in {**said, "annex3": frozenset({"recrutement"}), "profiling": True}.items():
        establish(system, f"system.{fact}", value, date(2026, 1, 1))
    sign_in(client, member(authority, Role.ELU), verified=False)
    base = f"/a/{authority.slug}/decider/{system.pk}/obligations/"
    assert "2 décembre 2027" in client.get(base, {"le": "2026-11-27"}).content.decode()
    for wrong in ("hier", "2026-13-45", ""):
        assert client.get(base, {"le": wrong}).status_code == 200
