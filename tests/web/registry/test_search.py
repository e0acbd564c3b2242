"""The register is searched the same on both databases, and only where one may look."""

from collections.abc import Sequence
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from pleinjour.engines.search import words_of
from pleinjour.web.organizations.models import Account, Authority, Role, Unit
from pleinjour.web.organizations.text_index import read_query
from pleinjour.web.registry.actions.description import Change, Description, describe_system
from pleinjour.web.registry.actions.people import Charge, name_person, relieve_person
from pleinjour.web.registry.actions.tools import add_system
from pleinjour.web.registry.actions.uses import UseDescription, add_use, change_use
from pleinjour.web.registry.models import Duty, Stage, System, SystemWords
from pleinjour.web.registry.search import INDEX, Wish, rebuild, search_systems
from pleinjour.web.registry.selectors import get_visible_systems
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def dpo(authority: Authority) -> Account:
    return member(authority, Role.DPO)


def names_for(authority: Authority, typed: str, **narrowed: object) -> list[str]:
    reader = member(authority, Role.AGENT)
    wish = Wish(read_query(typed), **narrowed)  # type: ignore[arg-type]
    found = search_systems(get_visible_systems(reader, authority), wish)
    return [System.objects.get(pk=key).name for key in found]


def test_names_come_before_what_is_said_and_each_in_alphabetical_order(authority: Authority, dpo: Account) -> None:
    for name, purpose in (("Tri", "Les écoles"), ("Zone école", ""), ("Écoles", ""), ("Autre", "École")):
        system = make_system(authority, name)
        describe_system(dpo, system, Description(name, f"{purpose} ou rien"), Change(1), NOW)
    make_system(authority, "Parking")
    assert names_for(authority, "ecole") == ["Écoles", "Zone école", "Autre", "Tri"]
    assert names_for(authority, "") == ["Autre", "Écoles", "Parking", "Tri", "Zone école"]


def test_a_system_is_found_by_each_deed_that_says_something_of_it(authority: Authority, dpo: Account) -> None:
    system = add_system(dpo, authority, service="chatgpt")
    assert names_for(authority, "openai") == ["ChatGPT"]
    use = add_use(dpo, system, UseDescription("Trier les courriers"), TODAY)
    assert names_for(authority, "courrier ") == ["ChatGPT"]
    change_use(dpo, use, UseDescription("Résumer les délibérations"), TODAY)
    assert names_for(authority, "courrier ") == []
    assert names_for(authority, '"resumer les"') == ["ChatGPT"]
    person = name_person(dpo, system, Charge(Duty.OWNER, "Responsable du cadastre"), NOW)
    assert names_for(authority, "cadastre") == ["ChatGPT"]
    relieve_person(dpo, person, NOW)
    assert names_for(authority, "cadastre") == []
    describe_system(dpo, system, Description("Assistant", data_used="Plans"), Change(1), NOW)
    assert names_for(authority, "plan assistant") == ["Assistant"]
    assert rebuild(System.objects.all()) == 0


def test_words_that_were_lost_are_computed_again(authority: Authority) -> None:
    make_system(authority, "Parking")
    SystemWords.objects.update(words="")
    assert names_for(authority, "parking") == []
    assert rebuild(System.objects.all()) == 1
    assert names_for(authority, "parking") == ["Parking"]


def test_nothing_of_another_authority_is_found(authority: Authority) -> None:
    make_system(make_authority(), "Parking")
    assert names_for(authority, "parking") == []


def test_the_list_is_narrowed_by_what_is_known_of_a_system(authority: Authority, dpo: Account) -> None:
    first, _second = make_system(authority, "Un"), make_system(authority, "Deux")
    unit = Unit.objects.create(authority=authority, name="Voirie")
    add_use(dpo, first, UseDescription("Trier", unit=unit), TODAY)
    name_person(dpo, first, Charge(Duty.OWNER, "Responsable"), NOW)
    assert names_for(authority, "", unit=unit.pk) == ["Un"]
    assert names_for(authority, "", charge="responsable") == ["Un"]
    assert names_for(authority, "", charge="sans-responsable") == ["Deux"]
    assert names_for(authority, "", stage=Stage.REPORTED) == ["Deux", "Un"]
    assert names_for(authority, "un", stage=Stage.RETIRED) == []


def test_the_page_shows_what_was_found_and_where(client: Client, authority: Authority, dpo: Account) -> None:
    system = make_system(authority, "Parking")
    add_use(dpo, system, UseDescription("<b>Compter</b> les places libres"), TODAY)
    make_system(authority, "Traducteur")
    sign_in(client, member(authority, Role.AGENT), verified=False)
    page = client.get(f"/a/{authority.slug}/systemes/", {"q": "compter", "stage": "signale"}).content.decode()
    assert "&lt;b&gt;<mark>Compter</mark>&lt;/b&gt; les places" in page
    assert "1 système trouvé." in page
    assert "Traducteur" not in page


@pytest.mark.parametrize("asked", ["q=zut", "stage=retire", "charge=referent"])
def test_an_empty_result_says_what_to_do(client: Client, authority: Authority, asked: str) -> None:
    make_system(authority, "Parking")
    sign_in(client, member(authority, Role.AGENT), verified=False)
    page = unescape(client.get(f"/a/{authority.slug}/systemes/?{asked}").content.decode())
    assert "Aucun système ne répond à cette recherche" in page


@pytest.mark.parametrize(
    "asked",
    ["q=%00%22", "stage=nulle-part", "unit=99999999999999999999", "page=-1", "q=" + "a" * 5000, "q=') OR 1=1 --"],
)
def test_a_strange_address_is_answered(client: Client, authority: Authority, asked: str) -> None:
    make_system(authority, "Parking")
    sign_in(client, member(authority, Role.AGENT), verified=False)
    assert client.get(f"/a/{authority.slug}/systemes/?{asked}").status_code == 200


def test_a_long_list_comes_in_pages_that_ask_the_database_as_much(client: Client, authority: Authority) -> None:
    sign_in(client, member(authority, Role.AGENT), verified=False)
    counts = []
    for start, end in ((0, 2), (2, 60)):
        for number in range(start, end):
            make_system(authority, f"Outil {number:02}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(f"/a/{authority.slug}/systemes/?q=outil").content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "60 systèmes trouvés." in page
    assert "?q=outil&amp;page=2" in page


TEXTS = st.text(st.sampled_from("aàéeoœ lL'’\"-12αß"), max_size=24)


class TestBothDatabases(TestCase):
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), TEXTS)
    def test_the_database_finds_what_the_slow_reading_finds(self, said: Sequence[tuple[str, str]], typed: str) -> None:
        authority = make_authority()
        System.objects.bulk_create(
            System(authority=authority, name=f"{number}", purpose=body) for number, (_, body) in enumerate(said)
        )
        lines = [words_of(title, body, frozenset({"la", "l"})) for title, body in said]
        systems = list(System.objects.order_by("pk"))
        SystemWords.objects.bulk_create(
            SystemWords(authority=authority, system=system, sort_key=str(number), words=line)
            for number, (system, line) in enumerate(zip(systems, lines, strict=True))
        )
        query = read_query(typed)
        assert set(INDEX.search(System.objects.all(), query)) == {
            one.pk for one, line in zip(systems, lines, strict=True) if query.matches(line)
        }
