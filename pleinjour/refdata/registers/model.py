"""A register of others, and how one of our records is written for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pleinjour.base.figures import Source

Mapped = tuple[str, ...]
"""The values of a record in the order of a register's columns; empty is missing."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where the value of a column comes from: always `says`, or the fields `from_` joined by a comma.

    `words`: their word for each of our codes, those of several fields joined by a space; a code that is not there is
    missing. `most`: characters that the register takes. `unknown`: what stands where nobody has said.
    """

    name: str
    from_: tuple[str, ...]
    says: str
    words: Mapping[str, str]
    before: str
    unknown: str
    most: int | None


@dataclass(frozen=True, slots=True)
class Register:
    """A register and the schema by which a file for it is checked; `file` names that file, without its ending."""

    id: str
    title: str
    file: str
    schema: str
    source: Source
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Registers:
    """Every mapping by its id, and what a sheet says of appeals where nobody has written better."""

    registers: Mapping[str, Register]
    appeal: str


def map_record(register: Register, record: Mapping[str, str]) -> Mapped:
    """The record (unknown fields empty) in the columns of the register. Raises KeyError for an unknown field."""
    return tuple(_value(column, record) for column in register.columns)


def _value(column: Column, record: Mapping[str, str]) -> str:
    if not column.from_:
        return column.says
    found = [record[name] for name in column.from_]
    if column.words:
        return column.words.get(" ".join(found), column.unknown)
    known = ", ".join(value for value in found if value)
    return f"{column.before}{known}"[: column.most] if known else column.unknown
