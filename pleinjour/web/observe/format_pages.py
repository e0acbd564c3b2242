"""What each log format needs switched on at its source, as its page of the documentation says it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

_TITLE: Final = re.compile(r"# `(?P<name>[\w-]+)` : (?P<title>.+)")
_PART: Final = re.compile(r"\*\*(?P<heading>[^*]+?)\.\*\*\s+(?P<text>.+)", re.DOTALL)
_TOLD: Final = frozenset({"À activer", "À savoir d’abord", "Octets envoyés : inconnus", "Ne peut pas dire"})
"""The parts that help whoever asks for a log; the others tell how its lines are read."""


@dataclass(frozen=True, slots=True)
class FormatPage:
    """`parts`: headings and what stands under each, in French, with the marks of Markdown inside a line."""

    name: str
    title: str
    parts: tuple[tuple[str, str], ...]


@cache
def load_format_pages() -> Mapping[str, FormatPage]:
    """The page of each format, by its name."""
    pages = (_read(path) for path in sorted(_folder().glob("*.md")))
    return MappingProxyType({page.name: page for page in pages if page is not None})


def _folder() -> Path:
    """In the wheel, beside this module; in a working copy, where the documentation is."""
    here = Path(__file__).parent
    packaged = here / "format_docs"
    return packaged if packaged.is_dir() else here.parents[2] / "docs/dpo-rssi/formats"


def _read(path: Path) -> FormatPage | None:
    text = path.read_text(encoding="utf-8")
    title = _TITLE.match(text)
    return FormatPage(title["name"], title["title"], tuple(_parts(text))) if title else None


def _parts(text: str) -> Iterator[tuple[str, str]]:
    for paragraph in text.split("\n\n"):
        part = _PART.match(paragraph.strip())
        if part and part["heading"] in _TOLD:
            yield part["heading"], " ".join(part["text"].split())
