"""Everybody finds a sheet by what it says, whatever the accents and the endings, and none that is withdrawn."""

from html import unescape

import pytest
from django.db import connection
from django.test import Client

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.organizations.text_index import read_query
from pleinjour.web.publish.actions.sheets import withdraw_sheet
from pleinjour.web.publish.models import Sheet
from pleinjour.web.publish.public import Wanted, find_register, search, version_of
from pleinjour.web.publish.tasks import forget_words
from tests.web.organizations.factories import make_authority, member
from tests.web.publish.factories import publish, published_system
from tests.web.registry.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    authority = make_authority()
    published_system(authority, "Orientation des écoliers", purpose="Proposer une école à chaque famille")
    published_system(authority, "Accueil", purpose="Répondre aux familles", data_used="Questions déposées")
    return authority


def _found(authority: Authority, words: str, **wanted: str) -> list[str]:
    keys = search(version_of(find_register(authority.slug)), Wanted(query=read_query(words), **wanted))
    names = Sheet.objects.in_bulk(list(keys))
    return [names[key].name for key in keys]


@pytest.mark.parametrize(
    ("words", "names"),
    [("ecole", ["Orientation des écoliers"]), ("déposer", ["Accueil"]), ("ORIENTATIONS ", ["Orientation des écoliers"]),
     ("famille", ["Accueil", "Orientation des écoliers"]), ("piscine", []),
     ("", ["Accueil", "Orientation des écoliers"]),
     ('"école à chaque"', ["Orientation des écoliers"])],
)  # fmt: skip
def test_a_sheet_is_found_by_its_words(authority: Authority, words: str, names: list[str]) -> None:
    assert _found(authority, words) == names


def test_words_and_filters_narrow_together(authority: Authority) -> None:
    assert _found(authority, "famille", stage="retire") == []


def test_the_form_keeps_what_each_reader_chose_in_their_language(authority: Authority) -> None:
    place = f"/ouvert/{authority.slug}/registre/"
    for chosen in ("en_etude", "retire"):
        page = Client().get(f"{place}?q=ecole&stage={chosen}").content.decode()
        assert f'<option value="{chosen}" selected>' in page
        assert 'value="ecole"' in page
    english = Client().get(f"{place}?stage=retire", headers={"accept-language": "en"}).content.decode()
    assert "Stage <span" in english
    assert '<option value="retire" selected>' in english


def test_a_sheet_is_found_by_its_edition_in_force_alone(authority: Authority) -> None:
    sheet = Sheet.objects.get(name="Accueil")
    publish(sheet.system, operations="Elle lit la messagerie")
    assert _found(authority, "messagerie") == ["Accueil"]
    withdraw_sheet(member(authority, Role.DPO), sheet.system, "Une erreur.", NOW)
    assert _found(authority, "messagerie") == []


def test_the_words_of_a_withdrawn_sheet_leave_the_index_at_the_next_pass(authority: Authority) -> None:
    """On SQLite; on PostgreSQL, the words are in the row itself."""
    system = published_system(authority, "Cantine", purpose="Prévoir le zyzomys")
    withdraw_sheet(member(authority, Role.DPO), system, "Une erreur.", NOW)
    list(forget_words(NOW))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT block FROM publish_sheetwords_fts_data")
            assert b"zyzom" not in b"".join(bytes(block) for (block,) in cursor.fetchall())
    assert _found(authority, "zyzomys") == []


def test_no_other_authority_answers(authority: Authority) -> None:
    other = make_authority()
    published_system(other, "Salle des fêtes")
    assert _found(other, "famille") == []


def test_the_page_shows_what_was_found_and_the_way_back(authority: Authority) -> None:
    page = unescape(Client().get(f"/ouvert/{authority.slug}/registre/?q=ecole").content.decode())
    assert "1 système." in page
    assert "Accueil</a>" not in page
    nothing = unescape(Client().get(f"/ouvert/{authority.slug}/registre/?q=piscine").content.decode())
    assert "Aucun système ne répond à cette recherche" in nothing
