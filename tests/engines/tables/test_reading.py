"""Files that people bring are read for what they hold, and none costs more than it should."""

import io
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pleinjour.base.spreadsheets import neutralise, restore
from pleinjour.engines.tables import MOST_LINES, TableRefused, clean, read_table

TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def ods(rows: str, *, before: str = "", mimetype: bytes = TYPE) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        document = f"<office:document-content {SPACES}><table:table>{rows}</table:table></office:document-content>"
        archive.writestr("content.xml", before + document)
    return written.getvalue()


def row(*cells: str) -> str:
    inside = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table-row>{inside}</table:table-row>"


def cells(content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    return [(line.number, line.cells) for line in read_table(content)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_is_read_however_a_spreadsheet_wrote_it(encoding: str, separator: str) -> None:
    text = f'nom{separator}été\r\n\r\n"a\r\nb"{separator}=1+1\r\nc\r\n'
    assert cells(text.encode(encoding)) == [(1, ("nom", "été")), (3, ("a\nb", "=1+1")), (5, ("c",))]


def test_a_json_is_read_whatever_fields_each_object_has() -> None:
    found = cells(b'[{"a": 1, "b": null}, {}, {"c": true, "a": "x\\ud800\\u0000"}]')
    assert found == [(0, ("a", "b", "c")), (1, ("1", "", "")), (3, ("x\ufffd\ufffd", "", "oui"))]


def test_an_ods_shows_what_its_cells_show() -> None:
    note = "<office:annotation><text:p>Note</text:p></office:annotation>"
    shown = f'{note}<text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p>'
    day = '<table:table-cell office:date-value="2026-01-02T00:00:00"><text:p>2 janvier</text:p></table:table-cell>'
    formula = '<table:table-cell table:formula="of:=1+1"><text:p>2</text:p></table:table-cell>'
    second = "</table:table><table:table>" + row("<text:p>autre feuille</text:p>")
    line = f"<table:table-row>{day}{formula}</table:table-row>"
    assert cells(ods(row("", shown) + row("") + line + second)) == [
        (1, ("", "a  b\nc")),
        (3, ("2026-01-02", "2")),
    ]


def test_what_an_ods_repeats_counts_as_often() -> None:
    cell = '<table:table-cell table:number-columns-repeated="3"><text:p>x</text:p></table:table-cell>'
    edge = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = f'<table:table-row table:number-rows-repeated="2">{cell}{edge}</table:table-row>'
    end = f'<table:table-row table:number-rows-repeated="1048576">{edge}</table:table-row>'
    assert cells(ods(rows + end)) == [(1, ("x",) * 3), (2, ("x",) * 3)]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BLANKS = '<text:s text:c="200"/>' * 100_000
HOSTILE = {
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "a word document": ods(row("<text:p>x</text:p>"), mimetype=b"application/zip"),
    "a broken archive": ods("")[:60],
    "entities": ods(row("<text:p>&b;</text:p>"), before=BOMB),
    "another file's entity": ods(row("<text:p>&x;</text:p>"), before='<!DOCTYPE x [<!ENTITY x SYSTEM "/etc/passwd">]>'),
    "rows without end": ods(f'<table:table-row table:number-rows-repeated="999999999">{row("<text:p>x</text:p>")}'),
    "lines without end": ods(
        '<table:table-row table:number-rows-repeated="99999999"><table:table-cell><text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
    ),
    "columns without end": ods(
        '<table:table-row><table:table-cell table:number-columns-repeated="99999999"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    ),
    "a number that is none": ods('<table:table-row table:number-rows-repeated="-1x"/>'),
    "blanks without end": ods(row(f"<text:p>{BLANKS}</text:p>")),
    "swollen": ods(" " * (70 * 2**20)),
    "deep JSON": b"[" * 200_000,
    "JSON of another shape": b'{"a": 1}',
    "a list in JSON": b'[{"a": [1]}]',
    "a huge number": b'[{"a": ' + b"9" * 9_000 + b"}]",
    "quotation marks": b'a;b\n"c;d\n',
    "too many lines": b"a\n" + b"x\n" * (MOST_LINES + 1),
    "too many columns": b";".join([b"x"] * 500),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_and_little_memory(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TableRefused):
            read_table(HOSTILE[name])
        assert tracemalloc.get_traced_memory()[1] < 32 * 2**20
    finally:
        tracemalloc.stop()


@settings(max_examples=60)
@given(st.binary(max_size=60) | st.text(st.sampled_from("ab;,\t\"'\n[]{}:é"), max_size=40).map(str.encode))
def test_any_bytes_are_lines_or_refused(content: bytes) -> None:
    try:
        lines = read_table(content)
    except TableRefused:
        return
    assert all(clean(cell) == cell for line in lines for cell in line.cells)


@settings(max_examples=100)
@given(st.text(st.sampled_from("a ='\"+-@;\t\n\r"), max_size=12))
def test_what_is_neutralised_is_restored_as_if_it_had_not_been(text: str) -> None:
    assert restore(neutralise(text)) == restore(text)
