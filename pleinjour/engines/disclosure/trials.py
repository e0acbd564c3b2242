"""What the rules, chance and other months say of each cell."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pleinjour.base.tallies import Cell, Tally
from pleinjour.engines.disclosure.draws import Draws
from pleinjour.engines.disclosure.errors import RoundingTooFine, ThresholdTooLow
from pleinjour.engines.disclosure.memory import Memory
from pleinjour.engines.disclosure.steadiness import Rules, Wish

LEAST_THRESHOLD = 5


def check_threshold(threshold: int) -> None:
    """Raises ThresholdTooLow where so few people would be told apart."""
    if threshold < LEAST_THRESHOLD:
        raise ThresholdTooLow(threshold=threshold, least=LEAST_THRESHOLD)


@dataclass(frozen=True, slots=True)
class Trials:
    """`memory`: what other months show."""

    rules: Rules
    draws: Draws
    memory: Memory

    @classmethod
    def begin(cls, secret: bytes, threshold: int, rounding: int, before: Iterable[Cell]) -> "Trials":
        """Raises ThresholdTooLow, RoundingTooFine, SecretTooShort."""
        check_threshold(threshold)
        if rounding < 1:
            raise RoundingTooFine(rounding=rounding)
        return cls(Rules(threshold, rounding), Draws(secret), Memory(before))

    def find_bar(self, tally: Tally, units: Collection[str]) -> int:
        """From how many people on the cell may be shown. `units`: those of its month."""
        if not self.rules.threshold <= tally.people <= self.rules.most_hidden:
            return self.rules.threshold
        pasts = self.memory.pasts(tally.key, tally.people, units)
        return self.rules.find_bar(tally.people, pasts, self.draws.draw(tally.key).bar)

    def show_people(self, tally: Tally, wish: Wish, units: Collection[str]) -> int:
        """How many people the cell shows. `units`: those of its month."""
        pasts = self.memory.pasts(tally.key, tally.people, units)
        return self.rules.show_people(tally.people, pasts, wish, self.draws.draw(tally.key).figure)
