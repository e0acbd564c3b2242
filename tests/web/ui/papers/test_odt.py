"""A paper as an OpenDocument text: its structure is real, its words are data."""

from io import BytesIO

import pytest
from odfdo import Document

from pleinjour.web.ui.charts import Bar, BarChart, Gap, Wording
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.papers.content import Bullets, Grid, Missing, Paper, Paragraph, Picture, Section, Terms
from pleinjour.web.ui.papers.odt import write_odt

BARS = (Bar("Écrire", 15.0), Bar("Traduire", Gap.HIDDEN))
CHART = BarChart("c", "Pour quoi faire", "Écrire vient en tête.", "jours", "Catégorie", BARS)
HOSTILE = "<b>&amp; ]]> \x00\x0b \ud800\ufffe =cmd()"
PAPER = Paper(
    name="essai", title="Essai", authority="Clairval", lead=("Début ", Missing("une date")),
    signature="Fait le 2 avril.",
    sections=(
        Section("Partie : une ?", (
            Paragraph((HOSTILE, Link("texte", "https://example.org/?a=1&b=2"))),
            Bullets((("un",), ("deux",)), "Ce que dit la loi"),
            Terms((("Terme", ("sens",)),)), Grid(("A", "B"), ((("x",), ("1",)),)), Picture(CHART),
        )),
    ), language="fr",
)  # fmt: skip


@pytest.fixture(scope="module")
def document() -> Document:
    return Document(BytesIO(write_odt(PAPER, Wording())))


def test_headings_are_headings_of_their_level(document: Document) -> None:
    headings = [
        (int(one.level), str(one).strip(), one.get_attribute("text:style-name")) for one in document.body.headers
    ]
    assert headings[:2] == [(1, "Essai", "Heading_20_1"), (2, "Partie : une ?", "Heading_20_2")]
    assert (3, "Ce que dit la loi", "Heading_20_3") in headings


def test_the_language_and_the_title_are_said(document: Document) -> None:
    assert document.language == "fr-FR"
    assert document.meta.title == "Essai – Clairval"


def test_tables_have_a_row_of_heads(document: Document) -> None:
    tables = document.body.tables
    assert len({table.name for table in tables}) == len(tables) == 2
    assert all(len(table.get_elements("table:table-header-rows")) == 1 for table in tables)


def test_a_chart_is_its_table(document: Document) -> None:
    text = document.get_formatted_text()
    assert "Écrire vient en tête." in text
    assert "masqué" in text


def test_places_to_fill_in_are_seen(document: Document) -> None:
    assert "[à compléter\u00a0: une date]" in document.get_formatted_text()


def test_what_xml_cannot_hold_does_not_break_the_file(document: Document) -> None:
    text = document.get_formatted_text()
    assert "<b>&amp; ]]>" in text
    assert "=cmd()" in text
