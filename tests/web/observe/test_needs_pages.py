"""The pages of needs: what shows, what helps, whom to ask, and what stays hidden."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.actions.tools import Ruling, add_system, set_state
from pleinjour.web.registry.models import State
from tests.web.observe.browsing import APRIL, MARCH, bring, month_url, publish, text_of
from tests.web.observe.logs import CHATGPT, DEEPL, squid_log
from tests.web.organizations.factories import make_rule, make_unit, member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LANGUAGETOOL, GAMMA = "languagetool.org", "gamma.app"


def needs_url(authority: Authority, need: str = "", month: str = "2026-03") -> str:
    return f"{month_url(authority, month)}besoins/{need + '/' if need else ''}"


@pytest.fixture
def published(steering: Client, authority: Authority) -> Authority:
    """March: sixty people ask an assistant, forty translate; fifteen with slides and three with a text are hidden."""
    log = squid_log(MARCH, range(60), [CHATGPT]) + squid_log(MARCH, range(40), [DEEPL])
    bring(steering, authority, log + squid_log(MARCH, range(15), [GAMMA]) + squid_log(MARCH, range(3), [LANGUAGETOOL]))
    publish(steering, authority)
    return authority


def approve(authority: Authority, service: str, state: State = State.APPROVED, reason: str = "Convient.") -> None:
    rssi = member(authority, Role.RSSI)
    system = add_system(rssi, authority, service=service)
    set_state(rssi, system, Ruling(state, reason, MARCH), APRIL)


def test_an_agent_reads_the_needs_that_show_the_most_used_first(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(needs_url(published)))
    assert page.index("Se faire aider par un assistant") < page.index("Traduire") < page.index("Rédiger et corriger")
    assert "120 jours d’usage" in page
    assert f'href="{needs_url(published, "translate")}?genre=tunnel"' in page
    assert "Chiffre masqué ce mois-ci. Pas encore d’outil approuvé." in page


def test_a_need_says_how_much_from_which_month_and_source(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(needs_url(published, "translate")))
    for said in ("<h1>Traduire</h1>", "120 <small>jours d’usage", "mars 2026", "squid", "Observer 2"):
        assert said in page


def test_a_need_that_is_hidden_says_so_and_helps_all_the_same(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(needs_url(published, "write")))
    assert "masqué" in page
    assert "Ce qui aide" in page
    assert "Essayer d’abord, sans IA" in page


def test_without_an_approved_tool_the_page_says_what_to_do(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(needs_url(published, "translate")))
    assert "Aucun outil approuvé n’est encore fait pour ce besoin" in page
    assert "Voir les outils approuvés" in page
    assert "Approuver un outil" not in page


def test_who_may_decide_is_led_to_approve_a_tool(steering: Client, published: Authority) -> None:
    assert "Approuver un outil" in text_of(steering.get(needs_url(published, "translate")))


def test_an_approved_tool_made_for_the_need_is_named_with_its_reason(reading: Client, published: Authority) -> None:
    approve(published, "deepl", reason="Pour des textes déjà publics.")
    page = text_of(reading.get(needs_url(published, "translate")))
    assert "Pour des textes déjà publics." in page
    assert "Aucun outil approuvé" not in page
    assert "Outil approuvé : DeepL." in text_of(reading.get(needs_url(published)))


def test_an_approved_assistant_may_help_but_is_not_made_for_it(reading: Client, published: Authority) -> None:
    approve(published, "assistant_ia")
    page = text_of(reading.get(needs_url(published, "translate")))
    assert "Il sert à tout, et peut aussi aider ici." in page
    assert "Aucun outil approuvé n’est encore fait pour ce besoin" in page
    assert "Pas d’outil à lui. Assistant IA peut aider." in text_of(reading.get(needs_url(published)))


def test_a_discouraged_assistant_is_not_offered_for_another_need(reading: Client, published: Authority) -> None:
    approve(published, "deepseek", State.DISCOURAGED)
    assert "DeepSeek" not in text_of(reading.get(needs_url(published, "translate")))
    assert "DeepSeek" in text_of(reading.get(needs_url(published, "ask_assistant")))


def test_a_system_of_ones_own_is_recalled_without_a_guess_of_its_use(reading: Client, published: Authority) -> None:
    rssi = member(published, Role.RSSI)
    system = add_system(rssi, published, name="Assistant de l’accueil")
    set_state(rssi, system, Ruling(State.APPROVED, "Chez nous.", MARCH), APRIL)
    page = text_of(reading.get(needs_url(published, "translate")))
    assert "Vos propres systèmes approuvés" in page
    assert "Assistant de l’accueil" in page


def test_law_and_advice_stand_apart_each_with_its_text_and_date(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(needs_url(published, "ask_assistant")))
    law, advice = page.split("Ce que la loi demande")[1].split("Ce qui est seulement conseillé")
    assert "article 4" in law
    assert "depuis le 2 février 2025" in law
    assert "CNIL" not in law
    assert "CNIL" in advice


def test_whom_to_talk_to_is_said_and_no_other_member(reading: Client, published: Authority) -> None:
    referent, rssi = member(published, Role.REFERENT), member(published, Role.RSSI)
    page = text_of(reading.get(needs_url(published, "translate")))
    assert f"mailto:{referent.email}" in page
    assert rssi.email not in page


def test_units_that_have_a_figure_stand_in_alphabetical_order_and_others_are_not_named(
    steering: Client, authority: Authority
) -> None:
    for name, network in (
        ("Voirie", "10.1.0.0/24"),
        ("Écoles", "10.1.1.0/24"),
        ("Archives", "10.1.2.0/24"),
        ("Sports", "10.1.3.0/24"),
    ):
        make_rule(make_unit(authority, name), "cidr", network)
    log = squid_log(MARCH, [*range(60), *range(200, 300)], [DEEPL]) + squid_log(MARCH, range(400, 403), [DEEPL])
    bring(steering, authority, log + squid_log(MARCH, range(600, 615), [DEEPL]))
    publish(steering, authority)
    page = text_of(steering.get(needs_url(authority, "translate")))
    table = page.partition("Où ce besoin se montre")[2]
    assert 0 <= table.index("Écoles") < table.index("Voirie")
    assert "Archives" not in page


def test_units_are_not_mentioned_when_none_has_a_figure(reading: Client, published: Authority) -> None:
    assert "Où proposer une aide" not in text_of(reading.get(needs_url(published, "translate")))


def test_a_month_where_everything_is_hidden_still_helps(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(4)))
    publish(steering, authority)
    assert "Aucun besoin n’a de chiffre à montrer ce mois-ci" in text_of(steering.get(needs_url(authority)))
    assert "masqué" in text_of(steering.get(needs_url(authority, "translate")))
    sheet = text_of(steering.get(f"{month_url(authority)}atelier/"))
    assert "ces questions conviennent partout" in sheet
    assert sheet.count("<section>") == 4


def test_a_month_that_is_not_published_has_no_needs(reading: Client, authority: Authority) -> None:
    for part in ("besoins/", "besoins/translate/", "atelier/", "attention/"):
        assert reading.get(f"{month_url(authority)}{part}").status_code == 404


def test_a_need_that_does_not_exist_is_not_found(reading: Client, published: Authority) -> None:
    assert reading.get(needs_url(published, "poetry")).status_code == 404


def test_the_sheet_asks_about_the_needs_that_show_and_names_nobody(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(f"{month_url(published)}atelier/"))
    assert "Quelles langues, pour quelles démarches ?" in page
    assert "Quels textes vous coûtent le plus de temps ?" not in page
    assert "personne ne dit qui" in page
    assert page.count("<section>") == 2


def test_twelve_months_are_drawn_and_a_missing_one_is_unknown(steering: Client, authority: Authority) -> None:
    january = date(2026, 1, 1)
    bring(steering, authority, squid_log(january, range(40), [DEEPL]) + squid_log(MARCH, range(40), [DEEPL]))
    publish(steering, authority, "2026-01")
    publish(steering, authority, "2026-03")
    page = text_of(steering.get(needs_url(authority, "translate")))
    assert '<th scope="row">février 2026</th><td class="number">inconnu</td>' in page
    assert "au moins 240 jours d’usage, sur 2 mois qui ont un chiffre parmi 3" in page
    assert "On ne peut pas dire s’il monte ou baisse" in page


def test_in_english_a_need_speaks_english(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(needs_url(published, "translate"), headers={"Accept-Language": "en"}))
    assert "Which languages, for which procedures?" in page
    assert "What the law asks" in page


@pytest.mark.parametrize("part", ["besoins/", "besoins/translate/", "atelier/", "attention/"])
def test_a_page_asks_the_database_little(
    reading: Client, published: Authority, django_assert_max_num_queries: DjangoAssertNumQueries, part: str
) -> None:
    with django_assert_max_num_queries(16):
        reading.get(f"{month_url(published)}{part}")


def test_the_month_leads_to_its_needs_and_to_what_is_worth_a_look(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(month_url(published)))
    assert f'href="{needs_url(published)}?genre=tunnel"' in page
    assert f'href="{month_url(published)}attention/?genre=tunnel"' in page


def test_the_sheet_starts_with_the_need_that_it_was_asked_from_even_hidden(
    reading: Client, published: Authority
) -> None:
    address = f"{month_url(published)}atelier/?genre=tunnel&amp;besoin=write"
    assert f'href="{address}"' in text_of(reading.get(needs_url(published, "write")))
    page = text_of(reading.get(address.replace("&amp;", "&")))
    assert page.index("Rédiger et corriger") < page.index("Se faire aider par un assistant") < page.index("Traduire")
