"""Columns that a heading of the file names: W3C's `#Fields:`, Zeek's `#fields`, the first row of a CSV."""

from collections.abc import Callable, Iterable

from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.values import Pairs

Split = Callable[[bytes], list[bytes]]


class HeadedColumns:
    """The columns of one file, as its last heading named them, and the rows under it."""

    def __init__(self, headings: tuple[bytes, ...], names_in: Split, split: Split) -> None:
        """headings: how a heading begins; names_in: the names that it gives; split: the values of another line."""
        self._headings, self._names_in, self._split = headings, names_in, split
        self._names: tuple[bytes, ...] = ()
        self.is_headed = False

    def takes(self, line: bytes) -> bool:
        """Whether a line is a heading: its names are then those of the columns from now on."""
        if not line.startswith(self._headings):
            return False
        self.head(self._names_in(line))
        return True

    def head(self, names: Iterable[bytes]) -> None:
        """Takes the names of the columns from now on; they are compared in lower case."""
        self._names = tuple(name.strip().lower() for name in names)
        self.is_headed = True

    def row(self, line: bytes) -> Pairs:
        """The values of a line by the name of their column.

        Raises Unreadable("shape") before any heading, and for a line that has not as many values as there are names.
        """
        values = self._split(line)
        if not self._names or len(values) != len(self._names):
            raise Unreadable("shape")
        return dict(zip(self._names, values, strict=True))
