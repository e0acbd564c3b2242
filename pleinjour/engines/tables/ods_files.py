"""The first sheet of an OpenDocument spreadsheet, read without trusting it.

An archive may promise little and give much, and XML may name itself: what comes out is counted while it comes, and a
document with a DOCTYPE is refused, since no spreadsheet writes one.
"""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.parsers import expat

from pleinjour.base.sentences import Phrase, french
from pleinjour.engines.tables.model import MOST_COLUMNS, MOST_LINES, MOST_TEXT, Line, TableRefused, clean

TYPE: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_CHUNK: Final = 1 << 16
MOST_SIGNS: Final = 16 << 20
"""Of all cells together, once blanks that a number stands for are written out."""
SWOLLEN: Final = Phrase(french("son contenu est démesuré une fois décompressé"))
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, EOFError, OSError, ValueError)
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "


def is_archive(content: bytes) -> bool:
    """Whether a file is an archive; what it holds is looked at by `read_ods`."""
    return content.startswith(b"PK\x03\x04")


def read_ods(content: bytes) -> Iterator[Line]:
    """The lines of the first sheet that hold something. Raises TableRefused."""
    sheet = _Sheet()
    try:
        _parse(content, sheet)
    except (*_BROKEN, NotImplementedError, RuntimeError):
        # Another archive, a compression that nobody uses, a password.
        reason = Phrase(french("ce n’est pas un classeur ODS lisible, ou un mot de passe le protège"))
        raise TableRefused(reason=reason) from None
    return iter(sheet.lines)


def _parse(content: bytes, sheet: "_Sheet") -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if archive.open("mimetype").read(len(TYPE) + 1).strip() != TYPE:
            raise ValueError
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = sheet.open
        parser.EndElementHandler = sheet.close
        parser.CharacterDataHandler = sheet.write
        taken = 0
        with archive.open("content.xml") as stream:
            while chunk := stream.read(_CHUNK):
                taken += len(chunk)
                if taken > MOST_TEXT:
                    raise TableRefused(reason=SWOLLEN)
                parser.Parse(chunk)
        parser.Parse(b"", True)


def _refuse_doctype(*_arguments: object) -> None:
    raise ValueError


class _Sheet:
    """Follows the elements of content.xml, and keeps the lines of its first sheet."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._tables = self._notes = self._row = self._text = self._signs = 0
        self._row_repeat = self._cell_repeat = 1
        self._cells: list[str] = []
        self._parts: list[str] = []
        self._date: str | None = None
        self._paragraphs = 0

    def open(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE + "table":
            self._tables += 1
        elif self._tables != 1 or self._notes or name == _OFFICE + "annotation":
            self._notes += bool(self._notes) or name == _OFFICE + "annotation"
        elif name == _TABLE + "table-row":
            self._row_repeat, self._cells = _count(attributes, _TABLE + "number-rows-repeated"), []
        elif name in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._cell_repeat = _count(attributes, _TABLE + "number-columns-repeated")
            self._date, self._parts, self._paragraphs = attributes.get(_OFFICE + "date-value"), [], 0
        elif name == _TEXT + "p":
            if self._paragraphs:
                self._parts.append("\n")
            self._paragraphs += 1
            self._text += 1
        elif self._text:
            self._keep(_SIGNS.get(name, "") * min(_count(attributes, _TEXT + "c"), MOST_COLUMNS))

    def close(self, name: str) -> None:
        if self._notes:
            self._notes -= 1
        elif name == _TABLE + "table":
            # Sheets within sheets are none of the first.
            self._tables += 1
        elif self._tables != 1:
            return
        elif name == _TEXT + "p":
            self._text -= 1
        elif name in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._end_cell()
        elif name == _TABLE + "table-row":
            self._end_row()

    def write(self, text: str) -> None:
        if self._text and not self._notes and self._tables == 1:
            self._keep(text)

    def _keep(self, text: str) -> None:
        """Signs that stand for many others are counted as what they stand for."""
        self._signs += len(text)
        if self._signs > MOST_SIGNS:
            raise TableRefused(reason=SWOLLEN)
        self._parts.append(text)

    def _end_cell(self) -> None:
        text = self._date[:10] if self._date else clean("".join(self._parts))
        # The empty end of a line is repeated up to the edge of the sheet.
        times = self._cell_repeat if text else min(self._cell_repeat, MOST_COLUMNS + 1 - len(self._cells))
        if times + len(self._cells) > MOST_COLUMNS + 1:
            raise TableRefused(reason=Phrase(french("une ligne a trop de colonnes")))
        self._cells += [text] * times

    def _end_row(self) -> None:
        while self._cells and not self._cells[-1]:
            self._cells.pop()
        if self._cells:
            if self._row_repeat + len(self.lines) > MOST_LINES + 1:
                raise TableRefused(reason=Phrase(french("il a trop de lignes")))
            cells = tuple(self._cells)
            self.lines += [Line(self._row + place, cells) for place in range(1, self._row_repeat + 1)]
        self._row += self._row_repeat


_SIGNS: Final = {_TEXT + "s": " ", _TEXT + "tab": "\t", _TEXT + "line-break": "\n"}


def _count(attributes: dict[str, str], name: str) -> int:
    return max(1, int(attributes.get(name, "1")))
