"""What the reference data say of notices and of the desk: wordings, who they are due to, clocks, legal texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pleinjour.refdata.papers import LegalText

SUBJECTS: Final = ("explication", "signalement", "reclamation")
"""What somebody may write to an authority about."""
DECISION: Final = "decision"
"""A notice that is due when the system takes part in a decision on a person."""
TARGETS: Final = ("desk", "sheet")
"""What the code of a poster may open."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Months of the calendar that an answer may take, and those left after a refusal; empty `texts`: our choice."""

    months: int
    texts: tuple[LegalText, ...]
    appeal_months: int | None
    appeal_texts: tuple[LegalText, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says on a page, in a letter and on a wall, with `{names}` of facts.

    `due`: DECISION, or an outcome of the rules. `leads_to`: what the code of the poster opens, one of TARGETS.
    """

    id: str
    title: str
    due: str
    texts: tuple[LegalText, ...]
    web: tuple[str, ...]
    letter: tuple[str, ...]
    poster_title: str
    leads_to: str
    poster: tuple[str, ...]

    def sentences(self) -> tuple[str, ...]:
        """Every sentence that facts may fill."""
        return (*self.web, *self.letter, *self.poster)


@dataclass(frozen=True, slots=True)
class Notices:
    """The wordings in use. `missing`: what a fact that nobody has told yet is called."""

    version: int
    since: date
    notices: Mapping[str, Notice]
    phrases: Mapping[str, str]
    missing: Mapping[str, str]
    desk: Mapping[str, Clock]
