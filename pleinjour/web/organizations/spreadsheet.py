"""Tables that a spreadsheet opens without running anything, as CSV and as OpenDocument."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpResponse
from odfdo import Container, Document

from pleinjour.base.spreadsheets import neutralise
from pleinjour.engines.tables import clean

ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
_BODY: Final = (b"<office:spreadsheet>", b"</office:spreadsheet>")
_SPACES: Final = re.compile(r"^ +| +$|  +|\t")


def csv_response(
    name: str, header: Sequence[str], rows: Iterable[Sequence[object]], separator: str = ","
) -> HttpResponse:
    """A file to download, in UTF-8 with the mark by which spreadsheets know it. A French one parts cells by « ; »."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator)
    writer.writerow(header)
    writer.writerows([neutralise(value) for value in row] for row in rows)
    return text_response(name, written.getvalue())


def text_response(name: str, text: str) -> HttpResponse:
    """`text` as a CSV file to download."""
    return download(name, "\ufeff" + text, "text/csv; charset=utf-8")


def download(name: str, content: str | bytes, content_type: str) -> HttpResponse:
    """A file to save: a browser shows nothing of it. `name` is in ASCII."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def write_ods(sheets: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """An OpenDocument spreadsheet of these sheets, by name. Whole numbers stay numbers, everything else is text."""
    container = cast("Container", Document("spreadsheet").container)
    before, _, rest = cast("bytes", container.get_part("content.xml")).partition(_BODY[0])
    after = rest.partition(_BODY[1])[2]
    # As one text: odfdo takes minutes to append ten thousand rows.
    body = "".join(_sheet(name, lines) for name, lines in sheets.items()).encode()
    container.set_part("content.xml", b"".join((before, _BODY[0], body, _BODY[1], after)))
    written = io.BytesIO()
    container.save(written)
    return written.getvalue()


def ods_response(name: str, content: bytes) -> HttpResponse:
    """A spreadsheet to download."""
    return download(name, content, ODS)


def _sheet(name: str, lines: Iterable[Sequence[object]]) -> str:
    rows = list(lines)
    columns = f'<table:table-column table:number-columns-repeated="{max(map(len, rows), default=1)}"/>'
    written = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    return f"<table:table table:name={quoteattr(name)}>{columns}{written}</table:table>"


def _cell(value: object) -> str:
    if isinstance(value, int):
        kind, text = f'office:value-type="float" office:value="{value:d}"', str(value)
    else:
        # XML refuses some of the signs that a pasted text brings: one of them would cost the whole file.
        kind, text = 'office:value-type="string"', clean(neutralise(value))
    paragraphs = (f"<text:p>{_SPACES.sub(_keep_blanks, escape(line))}</text:p>" for line in text.split("\n") if text)
    return f"<table:table-cell {kind}>{''.join(paragraphs)}</table:table-cell>"


def _keep_blanks(found: re.Match[str]) -> str:
    """Blanks that XML would take for one."""
    return "".join('<text:s text:c="1"/>' if blank == " " else "<text:tab/>" for blank in found[0])
