"""Columns that a heading of the file names: W3C's `#Fields:`, Zeek's `#fields`, the first row of a CSV."""

from collections.abc import Callable, Iterable

from pleinjour.engines.traffic.errors import Unreadable

Row = dict[bytes, bytes]
Split = Callable[[bytes], list[bytes]]


class HeadedColumns:
    """The columns of one file, as its last heading named them, and the rows under it."""

    def __init__(self, split: Split) -> None:
        self._split = split
        self._names: tuple[bytes, ...] = ()

    def head(self, names: Iterable[bytes]) -> None:
        """Takes the names of the columns from now on; they are compared in lower case."""
        self._names = tuple(name.strip().lower() for name in names)

    def row(self, line: bytes) -> Row:
        """The values of a line by the name of their column.

        Raises Unreadable("shape") before any heading, and for a line that has not as many values as there are names.
        """
        values = self._split(line)
        if not self._names or len(values) != len(self._names):
            raise Unreadable("shape")
        return dict(zip(self._names, values, strict=True))


def first_of(row: Row, names: Iterable[bytes]) -> bytes:
    """The first value that says something among the columns of these names; b"" when none does."""
    return next((value for name in names if (value := row.get(name, b"")) not in (b"", b"-")), b"")
