"""A published month taken away: whole, harmless in a spreadsheet, and understandable far from here."""

import csv
import io

import pytest
from django.test import Client
from odfdo import Document

from pleinjour.web.organizations.models import Authority
from tests.web.observe.browsing import MARCH, bring, month_url, publish
from tests.web.observe.logs import CHATGPT, DEEPL, squid_log
from tests.web.organizations.factories import make_rule, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(steering: Client, authority: Authority) -> Authority:
    make_rule(make_unit(authority, "=cmd()"), "cidr", "10.1.0.0/24")
    bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT]) + squid_log(MARCH, range(4), [DEEPL]))
    publish(steering, authority)
    return authority


def read_csv(client: Client, authority: Authority) -> list[dict[str, str]]:
    answer = client.get(f"{month_url(authority)}chiffres.csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_csv_holds_what_may_be_shown(reading: Client, published: Authority) -> None:
    rows = read_csv(reading, published)
    total = next(row for row in rows if row["family"] == "tunnel" and not row["unit"] and not row["category"])
    assert (total["suppressed"], total["month"]) == ("0", "2026-03")
    assert total["people"] in {"55", "60", "65"}
    assert all(row["people"] == "" for row in rows if row["suppressed"] == "1")


def test_a_service_that_is_hidden_is_not_even_named(reading: Client, published: Authority) -> None:
    assert "deepl" not in {row["service"] for row in read_csv(reading, published)}


def test_a_name_that_looks_like_a_formula_is_made_harmless(reading: Client, published: Authority) -> None:
    assert "'=cmd()" in {row["unit"] for row in read_csv(reading, published)}


def test_the_spreadsheet_says_what_its_figures_are(reading: Client, published: Authority) -> None:
    answer = reading.get(f"{month_url(published)}chiffres.ods")
    assert answer["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    document = Document(io.BytesIO(answer.content))
    figures, about = document.body.tables
    assert figures.get_value("A2") == "2026-03"
    said = {row[0]: row[1] for row in about.get_values() if len(row) > 1}
    assert said["Collectivité"] == published.name
    assert {"Source", "Méthode", "Édition", "Licence", "Seuil", "Arrondi", "people"} <= said.keys()


def test_signs_that_xml_refuses_do_not_cost_the_spreadsheet(steering: Client, authority: Authority) -> None:
    make_rule(make_unit(authority, "Voirie\x0bet eaux\ufffe"), "cidr", "10.1.0.0/24")
    bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT]))
    publish(steering, authority)
    document = Document(io.BytesIO(steering.get(f"{month_url(authority)}chiffres.ods").content))
    assert "Voirie\ufffdet eaux\ufffd" in {row[3] for row in document.body.tables[0].get_values()}


def test_the_spreadsheet_holds_the_rows_of_the_csv(reading: Client, published: Authority) -> None:
    document = Document(io.BytesIO(reading.get(f"{month_url(published)}chiffres.ods").content))
    lines = document.body.tables[0].get_values()
    assert len(lines) == len(read_csv(reading, published)) + 1
    assert "'=cmd()" in {line[3] for line in lines}
