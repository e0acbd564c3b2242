"""Parameters of the law: thresholds and dates whose value depends on the day one asks, each value with its article."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of a parameter, from `since` to `until`, both included; no `until` where no end is known."""

    since: date
    until: date | None
    value: int | float | date
    reference: str
    link: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A threshold (in `unit`), or the day from which a duty applies as the law of the time says it (no unit)."""

    id: str
    label: str
    unit: str
    settings: tuple[Setting, ...]

    def on(self, day: date) -> Setting | None:
        """The value that day; the first one to come before any; None when what is known has run out."""
        for setting in self.settings:
            if setting.until is None or day <= setting.until:
                return setting
        return None


def effect(since: date | Parameter | None, day: date) -> date | None:
    """The day from which something applies, as the law of `day` says it; None where no day is sure."""
    if isinstance(since, Parameter):
        setting = since.on(day)
        return setting.value if setting and isinstance(setting.value, date) else None
    return since
