"""What the pages of a published month say, and to whom."""

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.actions.tools import Ruling, add_system, set_state
from pleinjour.web.registry.models import State
from tests.web.observe.browsing import APRIL, MARCH, bring, month_url, publish, says, text_of
from tests.web.observe.logs import CHATGPT, DEEPL, LE_CHAT, squid_log
from tests.web.organizations.factories import make_authority, make_rule, make_unit, member, sign_in

pytestmark = pytest.mark.django_db
FEBRUARY = date(2026, 2, 1)
DNS = "[{at}] unbound[1:0] info: 10.1.0.{person} chatgpt.com. A IN\n"


def index_url(authority: Authority) -> str:
    return f"/a/{authority.slug}/observer/"


def dns_log(people: int) -> bytes:
    return "".join(DNS.format(at=1772440000 + person, person=person + 10) for person in range(people)).encode()


@pytest.fixture
def published(steering: Client, authority: Authority) -> Authority:
    """Three months, the second one missing."""
    log = squid_log(FEBRUARY, range(40)) + squid_log(APRIL, range(60), [CHATGPT, LE_CHAT, DEEPL])
    bring(steering, authority, log)
    publish(steering, authority, "2026-02")
    publish(steering, authority, "2026-04")
    return authority


def test_before_any_month_an_agent_is_told_what_will_come(reading: Client, authority: Authority) -> None:
    page = text_of(reading.get(index_url(authority)))
    assert "Aucun chiffre pour le moment" in page
    assert "Apporter un journal" not in page


def test_before_any_month_who_may_bring_logs_is_shown_how(steering: Client, authority: Authority) -> None:
    assert "Apporter un journal" in text_of(steering.get(index_url(authority)))


def test_the_door_leads_to_the_last_month(reading: Client, published: Authority) -> None:
    answer = reading.get(index_url(published))
    assert answer["Location"] == month_url(published, "2026-04")


def test_an_agent_reads_the_month(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(month_url(published, "2026-04")))
    assert says(page, "Environ {} personnes ont utilisé au moins un service d’IA générative en avril 2026.", 60)
    for said in ("jours d’usage", "connexions", "Ce que ces chiffres ne disent pas", "ChatGPT", "squid", "Observer 2"):
        assert said in page


def test_a_month_is_not_compared_with_one_that_is_missing(reading: Client, published: Authority) -> None:
    assert "de plus qu’en" not in text_of(reading.get(month_url(published, "2026-04")))


def test_a_missing_month_is_unknown_and_never_zero(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(month_url(published, "2026-04")))
    assert '<th scope="row">mars 2026</th><td class="number">inconnu</td>' in page


def test_months_lead_to_one_another(reading: Client, published: Authority) -> None:
    assert f'rel="prev" href="{month_url(published, "2026-02")}"' in text_of(
        reading.get(month_url(published, "2026-04"))
    )
    assert f'rel="next" href="{month_url(published, "2026-04")}"' in text_of(
        reading.get(month_url(published, "2026-02"))
    )


def test_two_months_that_follow_are_compared_in_words(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(40)) + squid_log(APRIL, range(80)))
    publish(steering, authority, "2026-03")
    page = publish(steering, authority, "2026-04")
    assert any(f"C’est environ {more} de plus qu’en mars 2026." in text_of(page) for more in (30, 35, 40, 45, 50))


def test_a_month_that_is_not_shown_says_so_without_saying_that_somebody_is_there(
    steering: Client, authority: Authority
) -> None:
    bring(steering, authority, squid_log(MARCH, range(4)))
    page = text_of(publish(steering, authority))
    assert "en mars 2026 n’est pas montré." in page
    assert "masqué" in page


def test_a_service_that_nobody_ruled_on_is_not_said_to_be_refused(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT]))
    page = text_of(publish(steering, authority))
    assert "<td>pas à ce jour</td>" in page
    assert "<td>non</td>" not in page


def test_the_daylight_share_follows_what_is_approved(steering: Client, authority: Authority) -> None:
    rssi = member(authority, Role.RSSI)
    system = add_system(rssi, authority, service="le_chat")
    set_state(rssi, system, Ruling(State.APPROVED, "Convient.", MARCH), APRIL)
    bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT]) + squid_log(MARCH, range(60, 80), [LE_CHAT]))
    page = text_of(publish(steering, authority))
    assert "Part des jours d’usage qui passe par un service approuvé." in page
    assert "25 %" in page


def test_a_share_that_is_not_certain_says_at_least(steering: Client, authority: Authority) -> None:
    rssi = member(authority, Role.RSSI)
    for service in ("le_chat", "deepl"):
        system = add_system(rssi, authority, service=service)
        set_state(rssi, system, Ruling(State.APPROVED, "Convient.", MARCH), APRIL)
    log = squid_log(MARCH, range(60), [CHATGPT]) + squid_log(MARCH, range(60, 80), [LE_CHAT])
    bring(steering, authority, log + squid_log(MARCH, range(80, 100), [DEEPL]))
    page = text_of(publish(steering, authority))
    assert "Part au grand jour, au moins" in page
    assert "La part exacte est entre 20 % et 40 %" in page


def test_approved_services_that_are_not_shown_leave_the_share_unknown(steering: Client, authority: Authority) -> None:
    rssi = member(authority, Role.RSSI)
    system = add_system(rssi, authority, service="deepl")
    set_state(rssi, system, Ruling(State.APPROVED, "Convient.", MARCH), APRIL)
    bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT]) + squid_log(MARCH, range(3), [DEEPL]))
    page = text_of(publish(steering, authority))
    assert "Les services approuvés n’ont pas de chiffre montré ce mois-ci." in page
    assert "inconnu" in page


def test_families_are_shown_apart_the_most_used_first(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(60)), dns_log(30))
    page = text_of(publish(steering, authority))
    assert says(page, "Environ {} personnes", 60)
    assert not says(page, "Environ {}", 90)
    other = text_of(steering.get(f"{month_url(authority)}?genre=dns"))
    assert says(other, "Environ {} appareils", 30)
    assert "sans que la page soit ouverte" in other
    assert "journaux du réseau (squid)" in page
    assert "journaux du réseau (unbound)" in other


def test_units_stand_in_alphabetical_order_whatever_their_use(steering: Client, authority: Authority) -> None:
    for name, network in (("Voirie", "10.1.0.0/24"), ("Écoles", "10.1.1.0/24"), ("Culture", "10.1.2.0/24")):
        make_rule(make_unit(authority, name), "cidr", network)
    bring(steering, authority, squid_log(MARCH, [*range(100), *range(200, 250), *range(400, 420)]))
    publish(steering, authority)
    page = text_of(steering.get(f"{month_url(authority)}unites/"))
    table = page[page.rindex("<caption>") :]
    assert sorted(("Culture", "Écoles", "Voirie"), key=table.index) == ["Culture", "Écoles", "Voirie"]


def test_units_are_read_by_category_where_enough_people_are(steering: Client, authority: Authority) -> None:
    make_rule(make_unit(authority, "Culture"), "cidr", "10.1.0.0/24")
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.1.0/24")
    assistants = squid_log(MARCH, [*range(100), *range(200, 300)], [CHATGPT])
    translators = squid_log(MARCH, [*range(80), *range(200, 230)], [DEEPL])
    bring(steering, authority, assistants + translators)
    publish(steering, authority)
    rows = units_table(text_of(steering.get(f"{month_url(authority)}unites/")))
    assert rows[0][3:] == ["Assistants généralistes", "Traduction"]
    shown = {row[0]: row[3:] for row in rows[1:]}
    for unit, exact in (("Culture", (300, 240)), ("Voirie", (300, 90))):
        assert all(abs(int(days) - true) <= 5 for days, true in zip(shown[unit], exact, strict=True))
    assert shown["Service inconnu"] == ["masqué", "masqué"]


def test_a_category_that_no_unit_may_show_has_no_column(steering: Client, authority: Authority) -> None:
    make_rule(make_unit(authority, "Culture"), "cidr", "10.1.0.0/24")
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.1.0/24")
    assistants = squid_log(MARCH, [*range(100), *range(200, 300)], [CHATGPT])
    bring(steering, authority, assistants + squid_log(MARCH, [*range(80), *range(200, 204)], [DEEPL]))
    publish(steering, authority)
    page = text_of(steering.get(f"{month_url(authority)}unites/"))
    assert units_table(page)[0] == ["Service", "Personnes", "Jours d’usage"]


def units_table(page: str) -> list[list[str]]:
    """The words of the last table of the page, row by row."""
    table = page[page.rindex("<caption>") : page.rindex("</table>")]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in table.split("<tr")[1:]]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells]


def test_every_service_has_its_page(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(f"{month_url(published, '2026-04')}services/"))
    assert "DeepL" in page


def test_the_method_is_said_in_words(reading: Client, authority: Authority) -> None:
    assert "Aucun ne désigne une personne." in text_of(reading.get(f"{index_url(authority)}methode/"))


def test_a_month_that_is_not_published_does_not_exist(reading: Client, authority: Authority) -> None:
    answer = reading.get(month_url(authority, "2026-01"))
    assert answer.status_code == 404
    assert "Ce mois n’est pas publié" in text_of(answer)
    assert reading.get(month_url(authority, "2026-13")).status_code == 404


@pytest.mark.parametrize("part", ["", "services/", "unites/", "editions/", "chiffres.csv", "chiffres.ods"])
def test_nothing_of_another_authority_is_shown(part: str, published: Authority) -> None:
    stranger = Client()
    sign_in(stranger, member(make_authority(), Role.ADMINISTRATOR))
    assert stranger.get(f"{month_url(published, '2026-04')}{part}").status_code == 404


def test_the_page_of_a_month_asks_the_database_little(
    reading: Client, published: Authority, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(14):
        reading.get(month_url(published, "2026-04"))


def test_in_english_the_page_speaks_english(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(month_url(published, "2026-04"), headers={"Accept-Language": "en"}))
    assert 'lang="en"' in page
    assert "General assistants" in page


def test_a_hidden_figure_leads_to_every_reason_and_never_to_its_own(steering: Client, authority: Authority) -> None:
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.0.0/24")
    make_unit(authority, "Archives")
    bring(steering, authority, squid_log(MARCH, [*range(60), *range(300, 360)]))
    publish(steering, authority)
    why = f"/a/{authority.slug}/observer/masque/"
    assert f'<a href="{why}">masqué</a>' in text_of(steering.get(f"{month_url(authority)}unites/"))
    page = text_of(steering.get(why))
    for reason in ("moins de 11 personnes", "une soustraction", "le hasard", "Personne n’a rien utilisé", "Attendre"):
        assert reason in page


def test_a_month_that_is_hidden_whole_leads_to_the_reasons(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(4)))
    page = text_of(publish(steering, authority))
    assert "en mars 2026 n’est pas montré." in page
    assert f'<a href="/a/{authority.slug}/observer/masque/">' in page


def test_a_figure_says_the_day_it_was_published(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(month_url(published, "2026-04")))
    assert "Publié le" in page
    assert "Relu le" not in page


def test_the_page_of_every_service_does_not_call_them_the_most_used(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(f"{month_url(published, '2026-04')}services/"))
    assert "<caption>Services d’IA montrés en avril 2026</caption>" in page


def test_a_month_without_a_figure_says_what_to_do_and_draws_nothing_empty(
    steering: Client, authority: Authority
) -> None:
    bring(steering, authority, squid_log(MARCH, range(4)))
    page = text_of(publish(steering, authority))
    assert "Pas de chiffre à montrer : voici quoi faire" in page
    assert f'href="{month_url(authority)}atelier/?genre=' in page
    assert "<svg" not in page.partition("<main")[2].partition('class="notice')[0]
    assert "<table" not in page
    assert "Rapport mensuel" not in page
