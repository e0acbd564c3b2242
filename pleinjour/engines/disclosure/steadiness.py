"""Months against each other: the number of people that a cell shows, so that no change of a small group can be seen.

A shown number is a multiple of the rounding, at most one rounding away from the exact one, drawn by chance; and at most
two roundings away from what the cell showed before, unless more people than that have surely changed. README.md proves
what follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pleinjour.engines.disclosure.rounding import round_to_base

Past = Sequence[int | None]
"""What a cell showed in other months, the nearest month first; None where it was hidden."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the other numbers of the month ask for: no more than `most`; `same`: the number of the same people."""

    most: int
    same: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """How few people are hidden, and how far from the truth a number of people may be."""

    threshold: int
    rounding: int

    @property
    def most_hidden(self) -> int:
        """The most people whom chance may hide."""
        return 2 * self.threshold - 2

    @property
    def most_shown(self) -> int:
        """The largest number shown of people whom chance might have hidden."""
        return (self.most_hidden + self.rounding) // self.rounding * self.rounding

    def find_bar(self, count: int, pasts: Sequence[Past], chance: float) -> int:
        """From how many people on a cell is shown this month: the threshold, or by chance more, under its double.

        A cell that lately showed more than `most_shown` is hidden under the threshold only.
        """
        if any(recent.figures and max(recent.figures) > self.most_shown for recent in self._recall(count, pasts)):
            return self.threshold
        return self.threshold + int(self.threshold * chance**4)

    def show_people(self, count: int, pasts: Sequence[Past], wish: "Wish", chance: float) -> int:
        """The number to show for `count` people; the wish is heard as far as other months let it be."""
        if self.rounding == 1:
            return count
        low, high = count - self.rounding, count + self.rounding
        for recent in self._recall(count, pasts):
            if recent.figures:
                low, high = _narrow(low, high, max(recent.figures), min(recent.figures), 2 * self.rounding)
            if recent.was_hidden and count < self.most_hidden + self.threshold and self.most_shown >= low:
                high = min(high, self.most_shown)
        if wish.same is not None and low <= wish.same <= high:
            return wish.same
        return _pick(count, low, max(low, min(high, wish.most)), self.rounding, chance)

    def _recall(self, count: int, pasts: Sequence[Past]) -> list["_Recent"]:
        return [_recall(count, past, self.rounding) for past in pasts]


@dataclass(frozen=True, slots=True)
class _Recent:
    """What a cell showed since people surely changed who are more than two roundings."""

    figures: list[int]
    was_hidden: bool


def _recall(count: int, past: Past, rounding: int) -> _Recent:
    figures: list[int] = []
    was_hidden = False
    for figure in past:
        if figure is None:
            was_hidden = True
            continue
        together = [*figures, figure]
        if abs(count - figure) > 3 * rounding or max(together) - min(together) > 2 * rounding:
            break
        figures = together
    return _Recent(figures, was_hidden)


def _narrow(low: int, high: int, largest: int, smallest: int, reach: int) -> tuple[int, int]:
    """The range within `reach` of both figures, unless that leaves nothing."""
    narrower = max(low, largest - reach), min(high, smallest + reach)
    return narrower if narrower[0] <= narrower[1] else (low, high)


def _pick(count: int, low: int, high: int, rounding: int, chance: float) -> int:
    """A multiple of `rounding` in the range, the likelier the nearer to `count`."""
    choices = list(range(-(-low // rounding) * rounding, high + 1, rounding))
    weights = [max(1, rounding + 1 - abs(count - choice)) for choice in choices]
    mark = chance * sum(weights)
    for choice, weight in zip(choices, weights, strict=True):
        mark -= weight
        if mark < 0:
            return choice
    return round_to_base(count, rounding)
