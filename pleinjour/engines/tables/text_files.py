"""Tables written as text: CSV as spreadsheets and programs write it, and JSON."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Final

from pleinjour.base.sentences import Phrase, french
from pleinjour.engines.tables.model import MOST_COLUMNS, MOST_LINES, MOST_TEXT, Line, TableRefused, clean

_SEPARATORS: Final = (";", ",", "\t")
_LONGEST_CELL: Final = 131_072
"""Beyond, a quotation mark was left open. The module's own limit is the same, but belongs to the whole process."""
_WORDS: Final = {None: "", True: "oui", False: "non"}


def decode(content: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 that says so, or Windows' code page in France. Raises TableRefused."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TableRefused(reason=Phrase(french("il n’est ni un texte, ni un classeur ODS, ni du JSON")))


def read_csv(text: str) -> Iterator[Line]:
    """The lines that hold something. Raises TableRefused, with the line, on quotation marks that do not close."""
    first = next(iter(text.lstrip("\r\n").splitlines()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    end = 0
    try:
        for cells in reader:
            if any(len(cell) > _LONGEST_CELL for cell in cells):
                raise csv.Error
            number, end = end + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                yield Line(number, tuple(map(clean, cells)))
    except csv.Error:
        reason = Phrase(french("à partir de la ligne {line}, des guillemets ne se ferment pas"), line=end + 1)
        raise TableRefused(reason=reason) from None


def read_json(text: str) -> Iterator[Line]:
    """The objects of a list, numbered from 1; a first line, 0, holds the names of all their fields.

    Raises TableRefused.
    """
    objects = _objects(text)
    names = list(dict.fromkeys(name for each in objects for name in each))
    yield Line(0, tuple(clean(name) for name in names))
    for number, each in enumerate(objects, 1):
        cells = tuple(_cell(each.get(name), number) for name in names)
        if any(cells):
            yield Line(number, cells)


def _objects(text: str) -> list[dict[str, object]]:
    try:
        found = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise TableRefused(reason=Phrase(french("ce JSON est mal formé"))) from None
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise TableRefused(reason=Phrase(french("il faut une liste d’objets JSON, un par ligne du registre")))
    if len(found) > MOST_LINES:
        raise too_long()
    return found


def _refuse_constant(name: str) -> object:
    """`NaN` and `Infinity` are no JSON, though Python reads them."""
    raise ValueError(name)


def _cell(value: object, number: int) -> str:
    if isinstance(value, str):
        return clean(value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int | float):
        return str(value)
    raise TableRefused(reason=Phrase(french("à l’objet {line}, un champ contient une liste ou un objet"), line=number))


def bounded(lines: Iterator[Line]) -> Iterator[Line]:
    """The same lines. Raises TableRefused beyond what a register may need."""
    total = 0
    for count, line in enumerate(lines):
        total += sum(map(len, line.cells))
        if count > MOST_LINES or total > MOST_TEXT:
            raise too_long()
        if len(line.cells) > MOST_COLUMNS:
            raise TableRefused(reason=Phrase(french("la ligne {line} a trop de colonnes"), line=line.number))
        yield line


def too_long() -> TableRefused:
    reason = french("il a plus de {most} lignes, ou trop de texte : donnez-le en plusieurs fois")
    return TableRefused(reason=Phrase(reason, most=MOST_LINES))
