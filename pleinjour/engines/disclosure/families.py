"""Several families of logs that saw the same people: what one hides to protect others, no other gives back."""

from collections import defaultdict
from collections.abc import Iterable

from pleinjour.base.figures import Month
from pleinjour.base.tallies import Tally

ALIKE = 2
"""Two families see the same in a cell when neither counts as many times the people of the other."""

_Name = tuple[Month, str | None, str | None, str | None]


class Companions:
    """The cells that some family hides though people enough are there: they keep a subtraction from small ones."""

    def __init__(self, threshold: int) -> None:
        self._threshold = threshold
        self._people: dict[_Name, list[int]] = defaultdict(list)

    def add(self, hidden: Iterable[Tally]) -> None:
        for tally in hidden:
            if tally.people >= self._threshold:
                self._people[_name(tally)].append(tally.people)

    def are_given_away_by(self, tally: Tally) -> bool:
        """Whether showing the cell in its family would say about what another one hides."""
        return any(
            people < ALIKE * tally.people and tally.people < ALIKE * people
            for people in self._people.get(_name(tally), ())
        )


def _name(tally: Tally) -> _Name:
    key = tally.key
    return key.month, key.unit, key.category, key.service
