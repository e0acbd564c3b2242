"""What programs may send: nothing that a database or a page would choke on, and nothing taken for something else."""

import re
from datetime import date
from typing import Annotated, Final

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints

MOST: Final = 2**63 - 1
"""The largest number of a row."""
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A text without a NUL, that PostgreSQL refuses; and one that says something.
_ANYTHING: Final = r"^[^\x00]*$"
_SOMETHING: Final = r"^[^\x00]*[^\s\x00][^\x00]*$"


def _as_written(value: object) -> object:
    """A day is written 2026-03-02: neither a number of seconds nor a moment is one."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("day")
    if not isinstance(value, str | date | None):
        raise ValueError("day")
    return value


Line = Annotated[str, StringConstraints(max_length=150, pattern=_ANYTHING)]
Name = Annotated[str, StringConstraints(max_length=150, pattern=_SOMETHING)]
Phrase = Annotated[str, StringConstraints(max_length=300, pattern=_ANYTHING)]
Text = Annotated[str, StringConstraints(max_length=4000, pattern=_ANYTHING)]
Reason = Annotated[str, StringConstraints(max_length=4000, pattern=_SOMETHING)]
Day = Annotated[date, BeforeValidator(_as_written)]
Key = Annotated[int, Field(ge=1, le=MOST)]


class Sent(Schema):
    """A body that a program sends: a field that nobody knows is refused, rather than lost without a word."""

    model_config = ConfigDict(extra="forbid")
