"""Summaries put together by sizes, as one carries when adding: each is merged a few times, however many come."""

from functools import reduce

from pleinjour.engines.traffic.merging import merge
from pleinjour.engines.traffic.summary import unpack


class Gathering:
    """Takes the summaries of one run in any order, and gives the one of all."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, bytes]] = []
        self._digests: set[str] = set()

    def add(self, summary: bytes) -> None:
        """Adds a summary, of one file or of several; one whose files are all there already changes nothing.

        Raises SummaryError, at once or at the end, where `merge` would.
        """
        digests = {file.digest for file in unpack(summary).header.files}
        if digests <= self._digests:
            return
        self._digests |= digests
        files = len(digests)
        while self._waiting and self._waiting[-1][0] <= files:
            others, before = self._waiting.pop()
            files, summary = files + others, merge(before, summary)
        self._waiting.append((files, summary))

    def summary(self) -> bytes:
        """The summary of all that was added, which must be one at least."""
        return reduce(merge, (summary for _files, summary in reversed(self._waiting)))
