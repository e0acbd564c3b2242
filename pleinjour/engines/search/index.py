"""The words by which a row is found, as one line of ASCII that any full-text index takes as it is."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from pleinjour.engines.search.words import Word, fold, split

MOST_WORDS: Final = 5_000
"""Words of a body that are looked at: PostgreSQL refuses more than a mebibyte of them."""

# Each entry begins by what it is: a stem anywhere or in the title, a word anywhere or in the title.
STEM, TITLE_STEM, WORD, TITLE_WORD = "s", "t", "w", "n"
_GAP: Final = "x"
"""Stands between title and body: no phrase goes over it."""


def entry(kind: str, word: str) -> str:
    """The entry of a word or stem: ASCII letters and figures, beginning with a letter."""
    return kind + (word if word.isascii() else "u" + word.encode().hex())


def words_of(title: str, body: str, stop_words: frozenset[str]) -> str:
    """The line to index: words in their order, then the stems, each once."""
    of_title, of_body = list(islice(split(title), MOST_WORDS)), list(islice(split(body), MOST_WORDS))
    entries = [
        *_words(TITLE_WORD, of_title), _GAP,
        *_words(WORD, of_title), _GAP,
        *_words(WORD, of_body), _GAP,
        *_stems(TITLE_STEM, of_title, stop_words),
        *_stems(STEM, [*of_title, *of_body], stop_words),
    ]  # fmt: skip
    return " ".join(entries)


def sort_key(title: str) -> str:
    """What lists are ordered by: the folded words, the same on every database."""
    return " ".join(word.folded for word in split(title))[:200] or fold(title)[:200]


def terms(text: str, stop_words: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """The stems of each word of the text, in order, grammatical words (`stop_words`, folded) left out."""
    return (word.stems for word in split(text) if word.folded not in stop_words)


def _words(kind: str, words: Iterable[Word]) -> Iterator[str]:
    return (entry(kind, word.folded) for word in words)


def _stems(kind: str, words: Sequence[Word], stop_words: frozenset[str]) -> Iterator[str]:
    stems = dict.fromkeys(stem for word in dict.fromkeys(words) if word.folded not in stop_words for stem in word.stems)
    return (entry(kind, stem) for stem in stems)
