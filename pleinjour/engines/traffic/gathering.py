"""Summaries put together by sizes, as one carries when adding: each is merged a few times, however many come."""

from typing import Final

from pleinjour.engines.traffic.merging import merged
from pleinjour.engines.traffic.summary import MOST_AT_ONCE, Summary, pack, unpack

MANY_ROWS: Final = 1 << 20
"""Some 20 MB: larger summaries are put together as they come, rather than kept side by side in memory."""


class Gathering:
    """Takes the summaries of one run in any order, and gives the one of all."""

    def __init__(self) -> None:
        self._levels: list[list[Summary]] = []
        self._digests: set[str] = set()

    def add(self, summary: bytes) -> None:
        """Adds a summary, of one file or of several; one whose files are all there already changes nothing.

        Raises SummaryError, at once or at the end, where `merge` would.
        """
        unpacked = unpack(summary)
        digests = {file.digest for file in unpacked.header.files}
        if self._levels and digests <= self._digests:
            return
        self._digests |= digests
        self._carry(unpacked)

    def _carry(self, summary: Summary) -> None:
        for level in self._levels:
            level.append(summary)
            if not _is_full(level):
                return
            summary = merged(level)
            level.clear()
        self._levels.append([summary])

    def summary(self) -> bytes:
        """The summary of all that was added, which must be one at least."""
        last: list[Summary] = []
        for level in self._levels:
            if parts := level + last:
                last = [merged(parts)]
        return pack(last[0])


def _is_full(level: list[Summary]) -> bool:
    return len(level) == MOST_AT_ONCE or (len(level) > 1 and sum(len(part.rows.keys) for part in level) > MANY_ROWS)
