"""The numbers of people that one table shows, each whole before its parts.

A part shows no more than its whole, nor than its user-days, and one that is alone in its whole shows the same number:
otherwise two numbers drawn for the same people would say more than one.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from pleinjour.base.tallies import Tally
from pleinjour.engines.disclosure.rounding import round_to_base
from pleinjour.engines.disclosure.steadiness import Wish
from pleinjour.engines.disclosure.table import Mask, Table

Place = tuple[int, int]
Show = Callable[[Tally, Wish], int]
"""From a tally, and what the numbers above it ask for, the number of people to show."""


def count_people(table: Table, shown: Mask, tallies: Sequence[Tally], rounding: int, show: Show) -> dict[Place, int]:
    """The number of people to show in each place that is shown."""
    wholes = _Wholes(table)
    numbers: dict[Place, int] = {}
    for place, tally in sorted(zip(table.places, tallies, strict=True), key=lambda pair: pair[0]):
        if not shown[place]:
            continue
        above = [(numbers[whole], is_alone) for whole, is_alone in wholes.of(place) if whole in numbers]
        most = min([round_to_base(tally.user_days, rounding), *(number for number, _ in above)])
        same = next((number for number, is_alone in above if is_alone), None)
        numbers[place] = show(tally, Wish(most, same))
    return numbers


class _Wholes:
    """The places whose sums a place is part of."""

    def __init__(self, table: Table) -> None:
        present = table.present
        self._categories = len(table.spans)
        self._owners = np.repeat(np.arange(1, 1 + len(table.spans)), [s.stop - s.start for s in table.spans]).tolist()
        self._units = present[1:].sum(axis=0).tolist()
        self._in_total = present[:, table.categories].sum(axis=1).tolist()
        self._in_category = [present[:, span].sum(axis=1).tolist() for span in table.spans]

    def of(self, place: Place) -> Iterator[tuple[Place, bool]]:
        """Each of them, and whether the place is alone in it."""
        row, column = place
        if row:
            yield (0, column), self._units[column] == 1
        if column > self._categories:
            category = self._owners[column - self._categories - 1]
            yield (row, category), self._in_category[category - 1][row] == 1
            yield (row, 0), False
        elif column:
            yield (row, 0), self._in_total[row] == 1
