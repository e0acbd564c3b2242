"""Which months a log covers, whoever used what in it: from the dates of its lines, hits or not.

Every line of the first block is looked at, then one line a mebibyte, and the last. Between two neighbours less than a
year apart the log is taken to go on.
"""

from datetime import date
from typing import Final

from pleinjour.base.figures import Month
from pleinjour.engines.traffic.blocks import Block

_EVERY: Final = 4
"""Blocks between two lines looked at: more would slow the reading of large logs."""

_END: Final = 1 << 12
"""Bytes kept of the end of a block, in which a dated line is looked for."""

_MOST_IN_FULL: Final = 64
"""Blocks that are read in full at most, for the sake of logs in which few lines are about a site."""

_LONGEST_SILENCE: Final = 31
"""Days between two neighbours beyond which those between them are not taken to be in the log."""

_LONGEST_GAP: Final = 12
"""Months. Beyond, a clock was set, or a line is mistaken."""


class Coverage:
    """The months and the days of the dated lines that it was told of, and those between them."""

    def __init__(self) -> None:
        self._months: set[int] = set()
        self._days: set[int] = set()
        self._last = 0
        self._day = 0
        self._blocks = 0
        self._end = b""

    def needs_more(self) -> bool:
        """Whether the next block should be read in full, because no dated line was found yet."""
        return not self._months and self._blocks < _MOST_IN_FULL

    def note(self, day: int) -> None:
        """A dated line lies on this day (a proleptic ordinal)."""
        if day == self._day:
            return
        first, last = sorted((self._day, day))
        self._days.update(range(first, last + 1) if last - first <= _LONGEST_SILENCE else (day,))
        self._day = day
        on = date.fromordinal(day)
        month = on.year * 12 + on.month - 1
        low, high = sorted((self._last, month))
        self._months.update(range(low, high + 1) if high - low <= _LONGEST_GAP else (month,))
        self._last = month

    def pass_by(self, block: Block) -> list[bytes]:
        """The last lines of the block if one of them is to be looked at, the last one first."""
        self._end = bytes(memoryview(block.buffer)[max(0, block.length - _END) : block.length])
        self._blocks += 1
        return self.last_lines() if self._blocks % _EVERY == 0 else []

    def last_lines(self) -> list[bytes]:
        """Those of the last block that passed by, the last one first; one that is cut is left out."""
        return self._end.split(b"\n")[:0:-1]

    def months(self) -> list[str]:
        """In order, as `2026-03`."""
        return [str(Month(number // 12, number % 12 + 1)) for number in sorted(self._months)]

    def days(self) -> list[str]:
        """Spans of days that follow one another, in order, as `2026-03-01/2026-03-31`."""
        ordered = sorted(self._days)
        firsts = [day for day in ordered if day - 1 not in self._days]
        lasts = [day for day in ordered if day + 1 not in self._days]
        return [f"{_iso(first)}/{_iso(last)}" for first, last in zip(firsts, lasts, strict=True)]


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()
