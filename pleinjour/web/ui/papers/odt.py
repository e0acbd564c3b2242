"""A paper as an OpenDocument text that people can go on writing: real headings, lists, tables with their head row."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final

from odfdo import Cell, Document, Element, Header, Link, List, ListItem, Paragraph, Row, Span, Style, Table

from pleinjour.base.sentences import visible
from pleinjour.web.ui import charts
from pleinjour.web.ui.components import Link as Address
from pleinjour.web.ui.papers.content import Block, Bullets, Code, Grid, Inline, Missing, Paper, Part, Picture, Terms
from pleinjour.web.ui.papers.content import Paragraph as Sentence
from pleinjour.web.ui.papers.words import say_missing

CONTENT_TYPE: Final = "application/vnd.oasis.opendocument.text"
_LANGUAGES: Final = {"fr": "fr-FR", "en": "en-GB"}
_STRONG, _HEAD, _CELL, _BODY = "Strong", "Table_20_Heading", "Ruled", "Text_20_body"
_RULE: Final = "0.5pt solid #b9b2a4"


def write_odt(paper: Paper, wording: charts.Wording) -> bytes:
    """The paper as a file; `wording` writes the numbers of charts, which stand here as tables."""
    document = Document("text")
    document.body.clear()
    document.set_language(_LANGUAGES[paper.language])
    document.meta.title = _clean(f"{paper.title} – {paper.authority}")
    document.meta.creator = _clean(paper.authority)
    document.insert_style(Style("text", name=_STRONG, bold=True))
    document.insert_style(Style("table-cell", name=_CELL, border_bottom=_RULE, padding="0.06cm"), automatic=True)
    document.insert_style(Style("paragraph", name=_HEAD, area="text", bold=True))
    for element in _elements(paper, wording):
        document.body.append(element)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _elements(paper: Paper, wording: charts.Wording) -> Iterator[Element]:
    yield _paragraph((paper.authority,))
    yield _heading(1, paper.title)
    yield _paragraph(paper.lead)
    for rank, section in enumerate(paper.sections, 1):
        yield _heading(2, section.title)
        for number, block in enumerate(section.blocks, 1):
            # A table's name may hold few signs, and must stand once.
            yield from _block(block, f"Tableau {rank} {number}", wording)


def _block(block: Block, name: str, wording: charts.Wording) -> Iterator[Element]:
    match block:
        # A code is not drawn here: what it leads to stands in words.
        case Sentence(parts) | Code(_, parts):
            yield _paragraph(parts)
        case Bullets(items, title):
            if title:
                yield _heading(3, title)
            yield _list(items)
        case Terms(rows):
            yield _list(((term, "\u00a0: ", *said) for term, said in rows), strong_first=True)
        case Grid(heads, rows):
            yield _table(name, heads, rows)
        case Picture(chart):
            yield _heading(3, chart.title)
            yield _paragraph((chart.summary,))
            table = charts.tabulate(chart, wording)
            cells = tuple(tuple((value,) for value in row) for row in table.rows)
            yield _table(name, tuple(column.label for column in table.columns), cells)


def _heading(level: int, text: str) -> Header:
    heading = Header(level, _clean(text))
    # odfdo 3.27 takes a style and forgets it.
    heading.set_attribute("text:style-name", f"Heading_20_{level}")
    return heading


def _list(items: Iterable[Inline], *, strong_first: bool = False) -> List:
    lines = List(style="List_20_1")
    for item in items:
        line = ListItem()
        line.append(_paragraph(item, strong_first=strong_first))
        lines.append(line)
    return lines


def _table(name: str, heads: tuple[str, ...], rows: tuple[tuple[Inline, ...], ...]) -> Table:
    table = Table(name)
    head = Element.from_tag("table:table-header-rows")
    head.append(_row(((text,) for text in heads), _HEAD))
    table.append(head)
    for row in rows:
        table.append(_row(row))
    return table


def _row(cells: Iterable[Inline], style: str = _BODY) -> Row:
    row = Row()
    for parts in cells:
        cell = Cell(style=_CELL)
        cell.append(_paragraph(parts, style=style))
        row.append(cell)
    return row


def _paragraph(parts: Inline, *, style: str = _BODY, strong_first: bool = False) -> Paragraph:
    paragraph = Paragraph("", style=style)
    for place, part in enumerate(parts):
        paragraph.append(_part(part, is_strong=strong_first and place == 0))
    return paragraph


def _part(part: Part, *, is_strong: bool) -> str | Element:
    match part:
        case Missing():
            return Span(_clean(say_missing(part)), style=_STRONG)
        case Address(label, href):
            return Link(url=_clean(href), text=_clean(label))
        case str():
            return Span(_clean(part), style=_STRONG) if is_strong else _clean(part)


def _clean(text: str) -> str:
    """The text without what XML can't hold."""
    return str(visible(text))
