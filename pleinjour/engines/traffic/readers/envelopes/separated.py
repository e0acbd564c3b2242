"""One line of CSV, as firewalls write it: quotes where needed, doubled inside a value."""

import csv

from pleinjour.engines.traffic.errors import Unreadable


def separated(line: bytes, separator: str = ",") -> list[str]:
    """The values of a line. Raises Unreadable("shape") when a quote is misplaced or never closed."""
    try:
        return next(csv.reader([line.decode(errors="replace")], delimiter=separator, strict=True), [])
    except csv.Error:
        raise Unreadable("shape") from None


def comma_separated(line: bytes) -> list[str]:
    """The values of a line, between commas. Raises as `separated`."""
    return separated(line)
