"""What an authority opens to everybody, and nothing before it says so."""

import pytest
from django.test import Client

from pleinjour.web.observe.models import PaperAnswers
from pleinjour.web.organizations.models import Authority, Role
from tests.web.observe.browsing import MARCH, bring, publish, text_of
from tests.web.observe.logs import squid_log
from tests.web.organizations.factories import make_rule, make_unit, member, sign_in

pytestmark = pytest.mark.django_db
PARTS = ("", "methode/", "chiffres.csv", "schema.json", "datapackage.json")


@pytest.fixture
def published(steering: Client, authority: Authority) -> Authority:
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.0.0/24")
    bring(steering, authority, squid_log(MARCH, range(60)))
    publish(steering, authority)
    return authority


def opened_url(authority: Authority) -> str:
    return f"/ouvert/{authority.slug}/"


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_open_before_the_authority_says_so(published: Authority, part: str) -> None:
    PaperAnswers.objects.create(authority=published, controller="La commune")
    assert Client().get(opened_url(published) + part).status_code == 404


def test_the_dpo_opens_the_published_months_and_closes_them_again(published: Authority) -> None:
    guarding, visitor = Client(), Client()
    sign_in(guarding, member(published, Role.DPO))
    papers = f"/a/{published.slug}/observer/documents/"
    guarding.post(f"{papers}reponses/", {"licence": "etalab-2.0", "opens_data": "on"})
    assert {part: visitor.get(opened_url(published) + part).status_code for part in PARTS} == dict.fromkeys(PARTS, 200)
    assert f'href="{opened_url(published)}"' in text_of(guarding.get(f"/a/{published.slug}/observer/donnees/"))
    assert "la collectivité les ouvre sur une page publique" in text_of(guarding.get(f"{papers}notice/"))
    guarding.post(f"{papers}reponses/", {"licence": "etalab-2.0"})
    assert visitor.get(opened_url(published)).status_code == 404


def test_a_visitor_reads_the_months_and_reaches_nothing_that_members_read(published: Authority) -> None:
    PaperAnswers.objects.create(authority=published, opens_data=True)
    page = text_of(Client().get(opened_url(published)))
    assert "mars 2026" in page
    assert "Liaisons chiffrées" in page
    assert f"/a/{published.slug}/" not in page
    assert Client().get(f"/a/{published.slug}/observer/donnees/").status_code == 302


def test_the_file_is_the_one_that_members_take(steering: Client, published: Authority) -> None:
    PaperAnswers.objects.create(authority=published, opens_data=True)
    taken = steering.get(f"/a/{published.slug}/observer/donnees/chiffres.csv")
    assert Client().get(f"{opened_url(published)}chiffres.csv").content == taken.content


def test_an_open_month_is_never_shown(steering: Client, authority: Authority) -> None:
    PaperAnswers.objects.create(authority=authority, opens_data=True)
    bring(steering, authority, squid_log(MARCH, range(60)))
    page = text_of(Client().get(opened_url(authority)))
    assert "Aucun mois n’est encore publié" in page
    assert "mars 2026" not in page
