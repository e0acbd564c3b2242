"""Open data: one file for every published month, right by its own schema, and harmless."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from frictionless import validate

from pleinjour.web.observe.actions.papers import Answers, answer_papers
from pleinjour.web.observe.models import Licence
from pleinjour.web.organizations.models import Authority, Role
from tests.web.observe.browsing import APRIL, MARCH, bring, publish, text_of
from tests.web.observe.logs import CHATGPT, DEEPL, squid_log
from tests.web.organizations.factories import make_rule, make_unit, member

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def url(authority: Authority, name: str = "") -> str:
    return f"/a/{authority.slug}/observer/donnees/{name}"


def rows(client: Client, authority: Authority) -> list[dict[str, str]]:
    text = client.get(url(authority, "chiffres.csv")).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def published(steering: Client, authority: Authority) -> Authority:
    """Two months, the first one corrected; a unit that looks like a formula, a service that few used."""
    make_rule(make_unit(authority, "=cmd()"), "cidr", "10.1.0.0/24")
    bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT]) + squid_log(APRIL, range(30)))
    publish(steering, authority, "2026-03")
    publish(steering, authority, "2026-04")
    bring(steering, authority, squid_log(MARCH, range(80)) + squid_log(MARCH, range(4), [DEEPL]), corrects="on")
    publish(steering, authority, "2026-03", reason="Un journal manquait.")
    return authority


def test_the_file_asks_the_database_as_little_for_many_editions_as_for_one(
    steering: Client, reading: Client, authority: Authority
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert rows(reading, authority)
        return len(queries)

    bring(steering, authority, squid_log(MARCH, range(60)) + squid_log(APRIL, range(30)))
    publish(steering, authority, "2026-03")
    once = asked()
    publish(steering, authority, "2026-04")
    bring(steering, authority, squid_log(MARCH, range(80)), corrects="on")
    publish(steering, authority, "2026-03", reason="Un journal manquait.")
    assert asked() == once


def test_the_package_is_valid_by_its_standard(reading: Client, published: Authority, tmp_path: Path) -> None:
    for name in ("chiffres.csv", "schema.json", "datapackage.json"):
        (tmp_path / name).write_bytes(reading.get(url(published, name)).content)
    report = validate(str(tmp_path / "datapackage.json"), type="package")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert report.stats["tasks"] == 1
    assert len(rows(reading, published)) > 10


def test_the_standard_does_refuse_a_hidden_figure_written_as_a_word(
    reading: Client, published: Authority, tmp_path: Path
) -> None:
    for name in ("chiffres.csv", "schema.json", "datapackage.json"):
        content = reading.get(url(published, name)).content
        (tmp_path / name).write_bytes(content.replace(b",shown,", b",secret,", 1))
    assert not validate(str(tmp_path / "datapackage.json"), type="package").valid


def test_a_hidden_figure_is_told_and_never_zero(reading: Client, published: Authority) -> None:
    hidden = [row for row in rows(reading, published) if row["status"] == "hidden"]
    assert hidden
    counts = ("people", "user_days", "connections", "bytes_sent")
    assert {row[count] for row in hidden for count in counts} == {""}


def test_earlier_editions_are_there_and_marked(reading: Client, published: Authority) -> None:
    totals = {
        (row["month"], row["edition"]): row
        for row in rows(reading, published)
        if not row["unit"] and not row["category"]
    }
    assert {edition: row["is_last_edition"] for edition, row in totals.items()} == {
        ("2026-03", "1"): "false", ("2026-03", "2"): "true", ("2026-04", "1"): "true",
    }  # fmt: skip
    first, second = (int(totals["2026-03", edition]["people"]) for edition in "12")
    assert 0 < first <= 60
    assert first < second <= 80


def test_names_are_harmless_and_always_french(reading: Client, published: Authority) -> None:
    before = rows(reading, published)
    assert "'=cmd()" in {row["unit"] for row in before}
    reading.cookies["django_language"] = "en"
    assert rows(reading, published) == before


def test_the_licence_is_that_which_the_authority_chose(reading: Client, published: Authority) -> None:
    def licence() -> str:
        package = json.loads(reading.get(url(published, "datapackage.json")).content)
        return str(package["licenses"][0]["name"])

    assert licence() == "etalab-2.0"
    answer_papers(member(published, Role.DPO), published, Answers(licence=Licence.DATABASE))
    assert licence() == "ODbL-1.0"
    assert "Open Database License 1.0" in text_of(reading.get(url(published)))


def test_before_any_month_the_file_has_only_its_heads(reading: Client, authority: Authority) -> None:
    assert rows(reading, authority) == []
    assert "Aucun mois n’est encore publié" in text_of(reading.get(url(authority)))


def test_the_page_explains_every_column(reading: Client, published: Authority) -> None:
    page = text_of(reading.get(url(published)))
    for name in ("siren", "is_last_edition", "bytes_sent", "catalogue"):
        assert f">{name}<" in page
