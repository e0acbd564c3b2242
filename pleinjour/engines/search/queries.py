"""What somebody typed, as conditions on the line of `words_of`."""

import re
from dataclasses import dataclass
from typing import Final

from pleinjour.engines.search.index import STEM, TITLE_STEM, TITLE_WORD, WORD, entry
from pleinjour.engines.search.words import Word, compose, split

MOST_WANTED: Final = 20
_PARTS: Final = re.compile(r'[«"“”»]')
_IN_TITLE: Final = {STEM: TITLE_STEM, WORD: TITLE_WORD}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Entries that stand one after the other; with `is_prefix`, the last one is how a word begins."""

    entries: tuple[str, ...]
    is_prefix: bool = False

    def in_title(self) -> "Wanted":
        return Wanted(tuple(_IN_TITLE[one[0]] + one[1:] for one in self.entries), self.is_prefix)


Clause = tuple[Wanted, ...]
"""Any of these will do."""


@dataclass(frozen=True, slots=True)
class Query:
    """All the clauses hold, each by one of its alternatives. Without a clause, nothing is asked."""

    clauses: tuple[Clause, ...]

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def in_title(self) -> "Query":
        """The same, of the title alone."""
        return Query(tuple(tuple(wanted.in_title() for wanted in clause) for clause in self.clauses))

    def matches(self, line: str) -> bool:
        """Whether a line of `words_of` answers: the slow and obvious reading, to which databases are compared."""
        entries = line.split(" ")
        return all(any(_stands(wanted, entries) for wanted in clause) for clause in self.clauses)


def parse_query(text: str, stop_words: frozenset[str]) -> Query:
    """Words are found whatever their ending; what stands between quotation marks, as it is written; the last word also
    as the beginning of a longer one, as long as no space or quotation mark follows it.

    At most MOST_WANTED clauses are kept.
    """
    text = compose(text)
    clauses: list[Clause] = []
    parts = _PARTS.split(text)
    for rank, part in enumerate(parts):
        words = list(split(part))
        if rank % 2 and words:
            clauses.append((_phrase(words),))
        elif words:
            # Not the words before a quotation mark.
            is_typing = rank == len(parts) - 1 and part[-1].isalnum()
            clauses += _clauses(words, stop_words, is_typing=is_typing)
    return Query(tuple(dict.fromkeys(clauses))[:MOST_WANTED])


def _clauses(words: list[Word], stop_words: frozenset[str], *, is_typing: bool) -> list[Clause]:
    kept = [word for word in words if word.folded not in stop_words]
    if not kept:
        # Nothing but grammatical words: what is being typed may become another one.
        return [(_beginning(words[-1]),)] if is_typing else []
    clauses = [_any_form(word) for word in kept]
    if is_typing and kept[-1] is words[-1]:
        clauses[-1] = (*clauses[-1], _beginning(words[-1]))
    return clauses


def _any_form(word: Word) -> Clause:
    return tuple(Wanted((entry(STEM, stem),)) for stem in word.stems)


def _beginning(word: Word) -> Wanted:
    return Wanted((entry(WORD, word.folded),), is_prefix=True)


def _phrase(words: list[Word]) -> Wanted:
    return Wanted(tuple(entry(WORD, word.folded) for word in words[:MOST_WANTED]))


def _stands(wanted: Wanted, entries: list[str]) -> bool:
    *first, last = wanted.entries
    for start in range(len(entries) - len(first)):
        there = entries[start + len(first)]
        ends = there.startswith(last) if wanted.is_prefix else there == last
        if ends and entries[start : start + len(first)] == first:
            return True
    return False
