"""A text cut into words, each folded (no accent, ligature or capital) and stemmed by Snowball's French algorithm."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import snowballstemmer

LONGEST: Final = 60
"""Letters kept of a word: PostgreSQL and SQLite must keep the same, and no real word is longer."""

WRITTEN: Final = re.compile(r"[^\W_][\w\u0300-\u036f]*")
"""A word in a composed text."""

_LIGATURES: Final = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "_": ""})
_REMEMBERED: Final = 1 << 15


@dataclass(frozen=True, slots=True)
class Word:
    """A word: folded, and its one or two stems, that of the word with its accents, which knows more, first."""

    folded: str
    stems: tuple[str, ...]


def compose(text: str) -> str:
    """The text in which words have their places: an accent typed apart joins its letter."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(word: str) -> str:
    """`word` without accent, ligature or capital, its first LONGEST letters."""
    apart = unicodedata.normalize("NFKD", word.translate(_LIGATURES))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()[:LONGEST]


def split(text: str) -> Iterator[Word]:
    """The words of a text, in order: letters and figures in a row. Apostrophes and hyphens part words."""
    known = map(know, WRITTEN.findall(compose(text)))
    return (word for word in known if word.folded)


@lru_cache(maxsize=_REMEMBERED)
def know(written: str) -> Word:
    """What is known of a word that stands in a composed text; its folded form is empty if it is none."""
    folded = fold(written)
    return Word(folded, tuple(dict.fromkeys((fold(_stem(written.lower()[:LONGEST])), _stem(folded)))))


def _stem(word: str) -> str:
    # A stemmer works on itself: one for each call, for pages are made by several threads.
    return str(snowballstemmer.stemmer("french").stemWord(word))
