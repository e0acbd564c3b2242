"""What a chart shows. Texts are already in the reader's language; `Wording` holds the few that charts add."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from pleinjour.web.ui.numbers import Language, format_number, format_percent


class Gap(Enum):
    """Why there is no number: it would point at somebody, or nobody knows it. Neither is ever drawn as zero."""

    HIDDEN = "hidden"
    UNKNOWN = "unknown"


Value = float | Gap
Tone = Literal["good", "mixed", "unknown", "bad"]


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of charts in one language."""

    language: Language = "fr"
    hidden: str = "masqué"
    unknown: str = "inconnu"
    low: str = "au moins"
    high: str = "au plus"
    full_day: str = "100 % : plein jour"

    def say(self, value: Value | None, unit: str = "", digits: int = 0) -> str:
        """The value as it is written in a chart: a number, "masqué" or "inconnu"."""
        if value is None or value is Gap.UNKNOWN:
            return self.unknown
        if isinstance(value, Gap):
            return self.hidden
        if unit == "%":
            return format_percent(value, digits, self.language)
        return format_number(value, digits, self.language)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart."""

    label: str
    value: Value


@dataclass(frozen=True, slots=True)
class BarChart:
    """Rows to compare, in the order given. `unit` is "%" or plain words; `heading` names the rows in the table."""

    key: str
    title: str
    summary: str
    unit: str
    heading: str
    bars: tuple[Bar, ...]
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A moment: its full name ("mars 2026"), a short one ("mars"), what groups it ("2026"), and an interval if any."""

    label: str
    short: str
    group: str
    value: Value
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class LineChart:
    """What changes with time, from zero. Gaps are hatched; the band is drawn where points carry an interval."""

    key: str
    title: str
    summary: str
    unit: str
    heading: str
    points: tuple[Point, ...]
    digits: int = 0


@dataclass(frozen=True, slots=True)
class HorizonChart:
    """The daylight share, in percent, month after month: a sun that rises in a sky that lightens."""

    key: str
    title: str
    summary: str
    heading: str
    points: tuple[Point, ...]
    digits: int = 0
    unit: str = "%"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole. The tone is drawn as a texture too, so that grey paper tells parts apart."""

    label: str
    value: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class StripChart:
    """How a whole divides: each part on its own line, placed where it stands in the whole."""

    key: str
    title: str
    summary: str
    unit: str
    heading: str
    parts: tuple[Part, ...]
    digits: int = 0
