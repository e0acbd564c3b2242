"""What the law asks follows what is established, from the day on which it is true; the unknown is asked, never "no"."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from pleinjour.engines.rules import obligations, upcoming
from pleinjour.refdata.rules import load_rules
from pleinjour.web.decide.actions.facts import Established, establish_fact
from pleinjour.web.decide.errors import FactRefused
from pleinjour.web.decide.models import EstablishedFact
from pleinjour.web.decide.readings.duties import SystemDuties, duties_of
from pleinjour.web.decide.readings.findings import find
from pleinjour.web.decide.readings.profile import profile_of, read
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models import Origin, Part, System, Use
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


def asked(duties: SystemDuties) -> set[str]:
    return {one.question.fact for one in duties.law.questions}


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


def page_of(client: Client, system: System, **asked: str) -> str:
    sign_in(client, member(system.authority, Role.DPO), verified=False)
    return (
        unescape(client.get(f"/a/{system.authority.slug}/decider/{system.pk}/obligations/", asked).content.decode())
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
    )


def test_the_page_says_all_that_the_rules_say_be_it_that_the_law_is_not_known(client: Client, system: System) -> None:
    """In 2028 the threshold of European contracts has run out: what depends on it is neither due nor silent."""
    day = date(2028, 1, 1)
    known = {"system.is_ai": True, "contract.value_eur": 250_000, "contract.launched_on": day}
    for fact, value in {**known, "system.annex3": frozenset({"recrutement"})}.items():
        establish(system, fact, value)
    page = page_of(client, system, le="2028-01-01")
    law = duties_of(system, day).law
    profile = profile_of(duties_of(system, day).known.values())
    found = (*obligations(load_rules(), profile, day), *upcoming(load_rules(), profile, day))
    assert [(one.rule.id, one.status) for one in found] == [(one.rule.id, one.status) for one in law.found]
    assert "ccp-social" in {one.rule.id for one in law.waiting}
    assert [
        one.rule.id for one in found if one.rule.title.replace("\u00a0", " ").replace("\u202f", " ") not in page
    ] == []
    assert "n’est pas connue de Pleinjour" in page
    assert find(system, day)["ccp-social"] == "unknown"


def test_what_contradicts_is_shown_and_forbids_no_other_answer(client: Client, system: System) -> None:
    establish(system, "authority.agents_fte", 70)
    Authority.objects.filter(pk=system.authority_id).update(headcount=60)
    system.refresh_from_db()
    establish(system, "system.is_ai", True)
    page = page_of(client, system)
    assert "« Agents, en équivalents temps plein » ne peut pas dépasser « Agents, en nombre de personnes »" in page
    assert "authority.agents »" not in page
    assert {"authority.agents_fte", "authority.agents"} <= asked(duties_of(system, TODAY))
    with pytest.raises(FactRefused, match="Agents, en équivalents temps plein"):
        establish(system, "authority.agents", 65)


def test_the_register_answers_for_its_own_and_what_it_denies_is_shown(client: Client, system: System) -> None:
    System.objects.filter(pk=system.pk).update(origin=Origin.PRODUCT, contract="2026-12")
    for part in (Part.NONE, Part.BASIS):
        Use.objects.create(authority=system.authority, system=system, purpose="Trier", part=part)
    system.refresh_from_db()
    found = values(system)
    assert (found["system.origin"], found["contract.exists"]) == ("achete", True)
    assert found["system.decision_role"] == "aide"
    establish(system, "system.origin", "interne")
    assert "la réponse établie « développé par la collectivité »" in page_of(client, system)
    Use.objects.create(authority=system.authority, system=system, purpose="Classer", part=Part.UNKNOWN)
    assert "system.decision_role" not in values(system)


def test_what_the_tree_alone_asks_is_asked_on_the_page(client: Client, system: System) -> None:
    """Of a chatbot that was bought no rule asks whether the AI is obvious, and a notice to the public hangs on it."""
    none: frozenset[str] = frozenset()
    said = {"is_ai": True, "exclusion": "aucun", "origin": "achete", "changes": none, "used": True}
    for fact, value in {**said, "talks_to_people": True, "decision_role": "aide"}.items():
        establish(system, f"system.{fact}", value)
    assert find(system, TODAY)["article50_1"] == "unknown"
    address = f"/a/{system.authority.slug}/decider/{system.pk}/obligations/system.obvious_ai/"
    assert address in page_of(client, system)
    client.post(address, {"value": "non", "since": "2026-01-01", "origin": "Essai"})
    assert find(system, date(2026, 8, 2))["article50_1"] == "due"


def test_every_fact_has_a_way_to_it(client: Client, system: System) -> None:
    establish(system, "system.is_ai", False)
    page = page_of(client, system)
    assert [name for name in load_rules().facts if f"/obligations/{name}/" not in page] == []


@pytest.mark.once
def test_every_duty_says_how_sure_it_is_and_who_read_it(client: Client, system: System) -> None:
    establish(system, "system.decision_role", "seule")
    page = page_of(client, system)
    assert "confiance haute ; lu le 21 novembre 2026 par l’équipe de Pleinjour, sans relecture par un juriste" in page
    assert "confiance moyenne" in page
    assert "RGPD : articles 5, 6, 13, 14, 22, 28, 30, 32, 35 et 36" in page


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
    following = client.post(base + "system.exclusion/", {**form, "value": "aucun"}).headers["Location"]
    assert following == base + "system.used/"
    assert 'value="DPO (protection des données)"' in unescape(client.get(following).content.decode())
    last = client.post(base + "system.decision_role/", form)
    assert last.headers["Location"] == f"{base}?qui=porteur-du-projet#qui-porteur-du-projet"
    assert 'id="qui-porteur-du-projet" open' in client.get(last.headers["Location"]).content.decode()
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
