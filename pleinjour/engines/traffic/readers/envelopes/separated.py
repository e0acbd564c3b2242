"""One line of CSV, as firewalls write it: quotes where needed, doubled inside a value."""

import csv

from pleinjour.engines.traffic.errors import Unreadable


def separated(line: bytes, separator: str = ",", *, skip_blanks: bool = False) -> list[str]:
    """The values of a line; `skip_blanks`: a blank may follow a separator.

    Raises Unreadable("shape") when a quote is misplaced or never closed.
    """
    try:
        text = line.decode(errors="replace")
        return next(csv.reader([text], delimiter=separator, skipinitialspace=skip_blanks, strict=True), [])
    except csv.Error:
        raise Unreadable("shape") from None


def comma_separated(line: bytes) -> list[str]:
    """The values of a line, between commas. Raises as `separated`."""
    return separated(line)


def separated_values(line: bytes, separator: str = ",") -> list[bytes]:
    """The values of a line in UTF-8, whatever it holds. Raises as `separated`."""
    return [value.encode() for value in separated(line, separator)]
