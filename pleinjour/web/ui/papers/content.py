"""What a paper says, before it is written as HTML, PDF or ODT. No Django."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from pleinjour.web.ui.charts import Chart
from pleinjour.web.ui.components import Link


@dataclass(frozen=True, slots=True)
class Missing:
    """A place to fill in: what only people know, and have not said yet."""

    what: str


Part = str | Missing | Link
Inline = tuple[Part, ...]
Kind = Literal["paragraph", "bullets", "terms", "grid", "picture", "code"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    parts: Inline
    kind: ClassVar[Kind] = "paragraph"

    def inlines(self) -> Iterator[Inline]:
        yield self.parts


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `name` says what it is a list of, where the section does not."""

    items: tuple[Inline, ...]
    name: str = ""
    kind: ClassVar[Kind] = "bullets"

    def inlines(self) -> Iterator[Inline]:
        yield from self.items


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms, each with what is said of it."""

    rows: tuple[tuple[str, Inline], ...]
    kind: ClassVar[Kind] = "terms"

    def inlines(self) -> Iterator[Inline]:
        for _term, said in self.rows:
            yield said


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `heads` name the columns, the first cell of each row names the row.

    `numeric`: every column but the first is aligned on its last figure.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    numeric: bool = False
    kind: ClassVar[Kind] = "grid"

    def inlines(self) -> Iterator[Inline]:
        for row in self.rows:
            yield from row


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart; where it can't be drawn, its table stands for it."""

    chart: Chart
    kind: ClassVar[Kind] = "picture"

    def inlines(self) -> Iterator[Inline]:
        return iter(())


@dataclass(frozen=True, slots=True)
class Code:
    """An address as a QR code. `parts` say it in words too: nobody has to scan."""

    address: str
    parts: Inline
    kind: ClassVar[Kind] = "code"

    def inlines(self) -> Iterator[Inline]:
        yield self.parts


Block = Paragraph | Bullets | Terms | Grid | Picture | Code


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `name` is that of its file, without its end; `language` the one it is written in.

    `signature`: when it was made, and of what. `layout`: how its pages are set, "text", "report" or "poster".
    `cautions`: what its reader is to check before it is handed over; told beside the paper, never in it.
    """

    name: str
    title: str
    authority: str
    lead: Inline
    sections: tuple[Section, ...]
    signature: str
    language: str
    layout: Literal["text", "report", "poster"] = "text"
    cautions: tuple[Inline, ...] = ()

    def missing(self) -> list[str]:
        """What is still to be filled in, each once, in the order of reading."""
        inlines = [self.lead, *(inline for one in self.sections for block in one.blocks for inline in block.inlines())]
        found = [part.what for inline in inlines for part in inline if isinstance(part, Missing)]
        return list(dict.fromkeys(found))
