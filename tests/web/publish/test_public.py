"""What everybody reads: exactly what the schema allows, without an account nor a cookie, and no more once withdrawn."""

import csv
import io
import json
import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from frictionless import validate
from pytest_django import DjangoAssertNumQueries

from pleinjour.refdata.registers import load_registers
from pleinjour.refdata.schemas import PUBLIC_SHEETS, load_schema
from pleinjour.web.decide.actions.facts import Established, establish_fact
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.publish.actions.sheets import Previewed, publish_sheet, withdraw_sheet
from pleinjour.web.publish.models import Sheet
from pleinjour.web.publish.preparing import prepare
from pleinjour.web.publish.words import GROUPS, LABELS
from pleinjour.web.registry.actions.life import Move, move_system
from pleinjour.web.registry.actions.uses import UseDescription, add_use
from pleinjour.web.registry.models import Part, Stage, System
from tests.web.decide.factories import prepare as meet_the_rest
from tests.web.organizations.factories import make_authority, make_unit, member
from tests.web.publish.factories import describe, publish, published_system
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db
SCHEMA = load_schema(PUBLIC_SHEETS)
NAMES = [field.name for field in SCHEMA.fields]
HOSTILE = "=cmd() <script>alert(1)</script>"


@pytest.fixture
def authority() -> Authority:
    return make_authority(name="Clairval")


@pytest.fixture
def whole(authority: Authority) -> System:
    """A system of which everything is said."""
    system = describe(
        make_system(authority, "Orientation du courrier"),
        origin="produit", provider="Éditions du Port", models_used="Mistral 7B", hosting="france",
        data_used="Courriers reçus", personal_data="oui",
    )  # fmt: skip
    referent = member(authority, Role.REFERENT)
    establish_fact(referent, system, Established("system.is_ai", False, NOW.date(), "Contrat"), NOW)
    use = UseDescription(
        "Trier", unit=make_unit(authority, "Courrier"), serves="Réponse à un courrier", part=Part.BASIS,
        people_affected="Habitants", since=NOW.date(),
    )  # fmt: skip
    add_use(referent, system, use, NOW.date())
    meet_the_rest(system)
    move_system(member(authority, Role.DIRECTION), system, Move(Stage.STUDIED, "Secret.", Stage.REPORTED), NOW)
    words = {name: f"Texte de {name}" for name in ("operations", "reasons", "data_sources", "supervision", "risks")}
    said = {"legal_basis": "CGCT", "decisions_a_year": "300", "footprint": "2 à 5 kg"}
    publish(system, **words, **said, link="https://example.org/code")
    publish(system, "Un contact.", contact="mairie@clairval.example", **words, **said, link="https://example.org/code")
    return system


def _base(authority: Authority) -> str:
    return f"/ouvert/{authority.slug}/registre/"


def _read(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def _sheet(authority: Authority, system: System) -> str:
    return f"{_base(authority)}{Sheet.objects.get(system=system).pk}/"


def _rows(authority: Authority, file: str = "fiches.csv") -> list[dict[str, str]]:
    text = Client().get(_base(authority) + file).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def _terms(page: str) -> list[str]:
    return re.findall(r"<dt>(.*?)</dt>", page)


def test_each_field_has_the_same_title_on_pages_and_in_the_schema() -> None:
    assert {field.name: field.title for field in SCHEMA.fields if field.group} == {
        field.name: str(LABELS[field.name]) for field in SCHEMA.fields if field.group
    }
    assert {field.group for field in SCHEMA.fields} - {""} == set(GROUPS)


def test_the_public_sees_exactly_what_the_schema_allows(authority: Authority, whole: System) -> None:
    """Page, CSV and JSON: every field, and no other."""
    page = _read(_sheet(authority, whole))
    assert sorted(_terms(page)) == sorted(field.title for field in SCHEMA.fields if field.group)
    (row,), (record,) = _rows(authority), json.loads(_read(_base(authority) + "fiches.json"))
    assert list(row) == NAMES
    assert list(record) == NAMES
    assert {name: "inconnu" if value is None else str(value) for name, value in record.items()} == row
    assert "inconnu" not in row.values()
    assert not any(secret in page + str(row) for secret in ("Secret.", "Conforme au contrat", "@clairval.example, "))
    for name in ("operations", "provider", "contact", "decisions_a_year", "name", "summary"):
        assert row[name].splitlines()[0] in page


def test_an_idle_question_makes_no_file_again_and_an_edition_does(
    authority: Authority, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    system = published_system(authority)
    first = Client().get(_base(authority) + "fiches.csv")
    assert f'filename="fiches-{authority.slug}.csv"' in first.headers["Content-Disposition"]
    with django_assert_max_num_queries(1):
        again = Client().get(_base(authority) + "fiches.csv?x=1")
    assert (again.content, again.headers["Content-Disposition"]) == (
        first.content,
        first.headers["Content-Disposition"],
    )
    publish(system, "Un contact.", contact="mairie@clairval.example")
    assert "mairie@clairval.example" in _read(_base(authority) + "fiches.csv?x=1")


def test_what_nobody_has_said_is_unknown_and_never_blank(authority: Authority) -> None:
    system = published_system(authority)
    page = _read(_sheet(authority, system))
    assert page.count('class="unknown">inconnu<') == sum(
        1 for field in SCHEMA.fields if field.group and _rows(authority)[0][field.name] == "inconnu"
    )
    assert "" not in _rows(authority)[0].values()
    assert None in json.loads(_read(_base(authority) + "fiches.json"))[0].values()


@pytest.mark.once
def test_the_files_are_valid_by_their_schemas(authority: Authority, whole: System, tmp_path: Path) -> None:
    published_system(authority, HOSTILE)
    names = ["fiches.csv", "schema.json", "datapackage.json"]
    names += [f"{one.file}{end}" for one in load_registers().registers.values() for end in (".csv", ".schema.json")]
    for name in names:
        (tmp_path / name).write_bytes(Client().get(_base(authority) + name).content)
    report = validate(str(tmp_path / "datapackage.json"), type="package")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == 4
    (tmp_path / "fiches.csv").write_text((tmp_path / "fiches.csv").read_text().replace(",aide,", ",peut-être,"))
    assert not validate(str(tmp_path / "datapackage.json"), type="package").valid


def test_other_registers_get_what_they_ask(authority: Authority, whole: System) -> None:
    (etalab,), (nl,), (uk,) = (
        _rows(authority, f"{name}.csv") for name in ("inventaire-etalab", "algoritmeregister", "atrs")
    )
    assert (etalab["niveau_automatisation"], etalab["service_porteur"]) == ("aide à la décision", "Courrier")
    assert (nl["publication_category"], nl["start_date"]) == ("Impactvolle algoritmes (Categorie B)", "2026-03")
    assert nl["impact_assessments"] == "Étude d’impact de la collectivité, niveau et date : 4, 2026-03-02"
    assert uk["algorithmic_transparency_record_phase"] == "pre-deployment"


def test_what_people_write_runs_nowhere(authority: Authority) -> None:
    system = published_system(authority, HOSTILE)
    raw = Client().get(_sheet(authority, system)).content.decode()
    assert "<script>alert" not in raw
    assert _rows(authority)[0]["name"] == f"'{HOSTILE}"


def test_an_authority_that_publishes_nothing_has_no_register(authority: Authority) -> None:
    make_system(authority)
    _read(_base(authority), status=404)
    published_system(authority)
    assert "1 système" in _read(_base(authority))


def test_a_withdrawn_sheet_says_only_that_it_was_withdrawn_and_why(authority: Authority, whole: System) -> None:
    address = _sheet(authority, whole)
    withdraw_sheet(member(authority, Role.DPO), whole, "Une donnée de trop.", NOW)
    gone = _read(address, status=410)
    assert "Une donnée de trop." in gone
    assert "Courriers reçus" not in gone
    _read(f"{address}1/", status=404)
    assert "Aucune fiche n’est publiée" in _read(_base(authority))
    assert _rows(authority) == []
    describe(whole, data_used="Courriers sans nom")
    publish(whole)
    assert "Toutes les éditions" not in _read(address)
    _read(f"{address}2/", status=404)


def test_earlier_editions_stay_and_say_that_they_are_not_the_last(authority: Authority, whole: System) -> None:
    address = _sheet(authority, whole)
    assert "Édition 1" in _read(address)
    first = _read(f"{address}1/")
    assert "Une édition plus récente existe" in first
    assert "ia@clairval.example" in first
    _read(f"{address}9/", status=404)


def test_a_retired_system_keeps_its_sheet(authority: Authority, whole: System) -> None:
    System.objects.filter(pk=whole.pk).update(stage=Stage.RETIRED)
    assert "Retiré" in _read(_sheet(authority, whole))
    assert "Orientation du courrier" in _read(_base(authority) + "?stage=retire")


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("?stage=en_etude", 1), ("?part=aide", 1), ("?part=inconnu", 1), ("?personal_data=oui", 1),
     ("?origin=libre", 0), ("?unit=Courrier", 1), ("?unit=Secret", 2), ("?stage=faux&page=9", 2)],
)  # fmt: skip
def test_the_register_is_filtered(authority: Authority, whole: System, query: str, found: int) -> None:
    published_system(authority, "Accueil")
    page = _read(_base(authority) + query)
    assert page.count('<tr><th scope="row">') == found


def test_the_register_has_pages(authority: Authority) -> None:
    for rank in range(21):
        published_system(authority, f"Assistant {rank:02}")
    assert "Assistant 20" not in _read(_base(authority))
    assert "Assistant 20" in _read(_base(authority) + "?page=2")


def test_a_feed_reader_learns_of_editions_and_stages(authority: Authority, whole: System) -> None:
    feed = ElementTree.fromstring(Client().get(_base(authority) + "flux.xml").content)  # noqa: S314 - ours
    atom = "{http://www.w3.org/2005/Atom}"
    titles = {entry.findtext(f"{atom}title") for entry in feed.iter(f"{atom}entry")}
    assert any("édition 2" in str(title) for title in titles)
    assert any("En étude" in str(title) for title in titles)
    assert len({entry.findtext(f"{atom}id") for entry in feed.iter(f"{atom}entry")}) == len(titles) == 3


def test_the_feed_says_nothing_of_what_was_taken_back_nor_of_what_came_before(
    authority: Authority, whole: System
) -> None:
    withdraw_sheet(member(authority, Role.DPO), whole, "Une erreur.", NOW + timedelta(days=1))
    assert b"<entry>" not in Client().get(_base(authority) + "flux.xml").content
    previewed = Previewed(prepare(whole).digest(), "Tout est revu.")
    publish_sheet(member(authority, Role.DPO), whole, previewed, NOW + timedelta(days=2))
    feed = Client().get(_base(authority) + "flux.xml").content.decode()
    assert "Tout est revu." in feed
    assert "Un contact." not in feed
    assert "En étude" not in feed


def test_what_word_pasted_does_not_break_the_feed(authority: Authority, whole: System) -> None:
    System.objects.filter(pk=whole.pk).update(name="Assistant\x0bde nuit\x1f")
    whole.refresh_from_db()
    publish(whole, contact="accueil@clairval.example")
    feed = Client().get(_base(authority) + "flux.xml").content
    ElementTree.fromstring(feed)  # noqa: S314 - ours
    assert "Assistant de nuit" in feed.decode()


def test_nobody_is_counted_and_copies_are_asked_again(authority: Authority, whole: System) -> None:
    for part in ("", "flux.xml", "fiches.csv", "fiches.json", "donnees/", "datapackage.json", "atrs.csv"):
        answer = Client().get(_base(authority) + part)
        assert not answer.cookies, part
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "public, max-age=60"
        again = Client().get(_base(authority) + part, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
    publish(whole, contact="accueil@clairval.example")
    fresh = Client().get(_base(authority), headers={"If-None-Match": answer.headers["ETag"]})
    assert fresh.status_code == 200


def test_a_copy_is_not_fresh_once_the_stage_has_changed(authority: Authority, whole: System) -> None:
    tag = Client().get(_sheet(authority, whole)).headers["ETag"]
    move_system(member(authority, Role.DIRECTION), whole, Move(Stage.DEPLOYED, "Prêt.", Stage.STUDIED), NOW)
    answer = Client().get(_sheet(authority, whole), headers={"If-None-Match": tag})
    assert answer.status_code == 200


def test_a_sheet_is_read_under_its_own_authority_only(authority: Authority, whole: System) -> None:
    other = make_authority()
    published_system(other)
    _read(f"{_base(other)}{Sheet.objects.get(system=whole).pk}/", status=404)
