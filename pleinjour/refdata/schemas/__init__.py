"""Table Schemas of what leaves as open data, each with its version; CHANGELOG.md says what changed."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["MONTHLY_FIGURES", "PUBLIC_SHEETS", "Field", "Schema", "load_schema"]

MONTHLY_FIGURES: Final = "monthly-figures"
PUBLIC_SHEETS: Final = "public-sheets"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name in the file, and what it means in French. `group`: the part of a page where it stands.

    `type` is that of Table Schema.
    """

    name: str
    title: str
    description: str
    type: str = "string"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema as people read it; `text` is the whole of it, in JSON."""

    version: str
    title: str
    description: str
    fields: tuple[Field, ...]
    text: str


@cache
def load_schema(name: str) -> Schema:
    """The schema of that name, shipped with this version of Pleinjour."""
    text = (Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8")
    read = json.loads(text)
    fields = tuple(_field(one) for one in read["fields"])
    return Schema(read["version"], read["title"], read["description"], fields, text)


def _field(read: dict[str, str]) -> Field:
    return Field(read["name"], read["title"], read["description"], read["type"], read.get("group", ""))
