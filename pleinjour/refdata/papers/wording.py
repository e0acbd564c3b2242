"""What a paper says before the facts of an authority fill it. Written in French: these papers follow French law."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Literal

PassageKind = Literal["text", "list", "terms", "grid", "table", "laws"]


@dataclass(frozen=True, slots=True)
class LegalText:
    """A rule in our own words. `verified_on` None: nobody has read the official text again yet.

    thresholds: the numbers that the text sets, by name; of agents for `cst-seuils`.
    """

    id: str
    article: str
    says: str
    is_mandatory: bool
    link: str
    verified_on: date | None
    caution: str
    thresholds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """One block. `lines`: the sentence, the items, the ids of laws, or the name of a table that facts bring.

    Terms have `rows` of two cells; a grid has `heads` too, and the first cell of a row names it. Sentences hold
    `{names}` of facts. `when`: the facts that must all hold, "no …" for one that must not.
    """

    kind: PassageKind
    lines: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    when: tuple[str, ...] = ()

    def sentences(self) -> Iterator[str]:
        """Every sentence of the passage that facts may fill."""
        if self.kind in ("text", "list"):
            yield from self.lines
        for row in self.rows:
            yield from row


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A whole paper. `title` may hold no name; `lead` may."""

    key: str
    title: str
    lead: str
    chapters: tuple[Chapter, ...]

    def names(self) -> frozenset[str]:
        """The names of facts that its sentences ask for."""
        sentences = [sentence for chapter in self.chapters for one in chapter.passages for sentence in one.sentences()]
        return frozenset(
            name for sentence in (self.lead, *sentences) for _, name, _, _ in Formatter().parse(sentence) if name
        )


@dataclass(frozen=True, slots=True)
class Papers:
    """Every paper by its key, every legal text by its id, and how facts are said.

    `phrases`: by name, some with `{count}`. `missing`: what a fact that nobody has told yet is called. `rights`: what
    each deed is called, in the order in which a table lists them.
    """

    wordings: Mapping[str, Wording]
    texts: Mapping[str, LegalText]
    phrases: Mapping[str, str]
    missing: Mapping[str, str]
    rights: Mapping[str, str]
