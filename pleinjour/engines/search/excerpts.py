"""The place of a text where a search found it, with what was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pleinjour.engines.search.index import STEM, WORD, entry
from pleinjour.engines.search.queries import Query
from pleinjour.engines.search.words import WRITTEN, compose, know

WIDTH: Final = 200
_BEFORE: Final = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, found or around what was."""

    text: str
    is_found: bool = False


def excerpt(text: str, query: Query, width: int = WIDTH) -> tuple[Piece, ...]:
    """About `width` characters around the first word that was found; none where nothing was. Cuts at words.

    The texts of the pieces are pieces of `text` as they are, never HTML; an ellipsis stands where it was cut.
    """
    text = compose(" ".join(text.split()))
    sought = _Sought(query)
    first = next(sought.spans(text), None)
    if first is None:
        return ()
    start = 0 if first[0] <= _BEFORE else text.find(" ", first[0] - _BEFORE, first[0]) + 1 or first[0]
    end = len(text) if len(text) <= start + width else max(first[1], text.rfind(" ", first[1], start + width))
    shown = text[start:end]
    pieces = _cut(shown, sought.spans(shown))
    return (*[Piece("… ")][: start > 0], *pieces, *[Piece(" …")][: end < len(text)])


class _Sought(dict[str, bool]):
    """Whether a word as it is written is one of those that are sought: a text says most of its words twice."""

    def __init__(self, query: Query) -> None:
        super().__init__()
        every = [wanted for clause in query.clauses for wanted in clause]
        self._whole = {one for wanted in every if not wanted.is_prefix for one in wanted.entries}
        self._beginnings = tuple(wanted.entries[-1] for wanted in every if wanted.is_prefix)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        return (found.span() for found in WRITTEN.finditer(text) if self[found[0]])

    def __missing__(self, written: str) -> bool:
        word = know(written)
        as_written = entry(WORD, word.folded)
        is_there = as_written in self._whole or as_written.startswith(self._beginnings)
        self[written] = is_there or any(entry(STEM, stem) in self._whole for stem in word.stems)
        return self[written]


def _cut(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[Piece]:
    last = 0
    for start, end in spans:
        if start > last:
            yield Piece(text[last:start])
        yield Piece(text[start:end], is_found=True)
        last = end
    if last < len(text):
        yield Piece(text[last:])
