"""What a page hands to a component. Every text is already in the reader's language. No Django."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a menu, a breadcrumb, tabs or exports. `current`: it leads to where the reader is."""

    label: str
    href: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a summary list. `value` None is unknown, and shows as such."""

    term: str
    value: str | None
    action: Link | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `numeric` columns are aligned on their last figure."""

    label: str
    numeric: bool = False


class Hidden(str):
    """The word that stands in a table for a figure that is not shown, in the reader's language."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with its caption and its exports; the first cell of each row is the row's heading.

    A figure that is not shown is `Hidden`.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    exports: tuple[Link, ...] = ()


StateKind = Literal["good", "mixed", "unknown", "bad"]


@dataclass(frozen=True, slots=True)
class State:
    """A word with its shape: full sun (good), half sun (mixed), dashed ring (unknown), barred ring (bad)."""

    label: str
    kind: StateKind


@dataclass(frozen=True, slots=True)
class Task:
    """A step of a task list."""

    link: Link
    state: State
