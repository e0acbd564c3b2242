"""Which cells of the units may be shown: a table in two dimensions, the second with three levels.

The pattern is proved safe in README.md. A *pool* of units is hidden whole; the *hub* is the set of services in which
the pool has enough people. Every row that hides something also hides enough people in the hub.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pleinjour.base.tallies import UNKNOWN_UNIT
from pleinjour.engines.disclosure.table import Counts, Mask, Table

PROTECTION = 0.5
"""A cell under the threshold may, for all that is shown, have this share of its connections less."""

CANDIDATES = 12
"""How many pools of each kind are tried before the one that shows most is kept."""


def show_units(table: Table, top: Mask, threshold: int) -> Mask:
    """Which cells of the units may be shown when the organisation shows `top`: the choice that shows most use."""
    everything = table.worthy[1:] & top
    if not (table.present[1:] & ~everything).any():
        return everything
    best, most = np.zeros_like(everything), -1
    known = np.array([unit != UNKNOWN_UNIT for unit in table.units])
    for pool in _pools(table, threshold):
        shown = _Attempt.begin(table, top, pool, threshold).settle()
        value = int(table.user_days[1:][shown & known[:, None]].sum())
        if value > most:
            best, most = shown, value
    return best


def _pools(table: Table, threshold: int) -> Iterator[Mask]:
    """The pools worth trying: the units under the threshold, with the smallest others, or with one other.

    People of no declared unit make the best pool: nobody needs their details.
    """
    totals = table.people[1:, 0]
    order = np.argsort(totals, kind="stable")
    forced = totals < threshold
    fewest = int(forced.sum())
    if UNKNOWN_UNIT in table.units:
        yield forced | np.array([unit == UNKNOWN_UNIT for unit in table.units])
    steps = sorted({int(step) for step in np.geomspace(1, len(order) - fewest + 1, CANDIDATES)})
    for step in steps:
        pool = forced.copy()
        pool[order[: fewest + step - 1]] = True
        if pool.any():
            yield pool
    for step in steps[:-1]:
        pool = forced.copy()
        pool[order[fewest + step - 1]] = True
        yield pool


@dataclass(slots=True)
class _Attempt:
    """What may be shown with one given pool. Rows are units; `hub` runs over services alone."""

    table: Table
    threshold: int
    need: int
    hub: Mask
    shown: Mask

    @classmethod
    def begin(cls, table: Table, top: Mask, pool: Mask, threshold: int) -> "_Attempt":
        need = _need(table, threshold)
        shown = table.worthy[1:] & top & ~pool[:, None]
        shown[:, table.categories] &= shown[:, :1]
        for category, span in enumerate(table.spans, start=1):
            shown[:, span] &= shown[:, category : category + 1]
        return cls(table, threshold, need, _find_hub(table, top, pool, threshold, need), shown)

    def settle(self) -> Mask:
        """The cells shown in the end. Each step only hides more, so none undoes the one before."""
        self._hide_thin_columns()
        for category in range(len(self.table.spans)):
            self._settle_category(category)
        self._settle_totals()
        return self.shown

    def _hide_thin_columns(self) -> None:
        """Show a service outside the hub in every unit or in none, unless the units left over are enough people."""
        services = self.table.services
        people, shown = self.table.people[1:, services], self.shown[:, services]
        left = self.table.present[1:, services] & ~shown
        rest = self.table.people[0, services] - np.where(shown, people, 0).sum(axis=0)
        alone = np.where(left, people, 0).max(axis=0)
        thin = ~self.hub & left.any(axis=0) & (self.table.at_least(alone, rest) < self.threshold)
        shown[:, thin] = False

    def _settle_category(self, category: int) -> None:
        """Hide more services of a category, in each unit, until what is left over is protected."""
        span, hub = self.table.spans[category], self.hub[self.table.detail(category)]
        people, days = self.table.people[1:, span], self.table.user_days[1:, span]
        whole, shown = self.table.people[1:, 1 + category], self.shown[:, span]
        while True:
            left = self.table.present[1:, span] & ~shown
            rest = whole - np.where(shown, people, 0).sum(axis=1)
            held = self._holds(people, self.table.connections[1:, span], left, hub, rest)
            weak = self.shown[:, 1 + category] & left.any(axis=1) & ~held
            stuck = weak & ~shown.any(axis=1)
            self.shown[stuck, 1 + category] = False
            weak &= ~stuck
            if not weak.any():
                break
            _hide_cheapest(shown, days, shown & hub & weak[:, None], weak)
        shown &= self.shown[:, 1 + category : 2 + category]

    def _settle_totals(self) -> None:
        """Hide more categories, in each unit, until what is left over is protected; at worst, the unit whole."""
        table, categories = self.table, self.table.categories
        people, days = table.people[1:, categories], table.user_days[1:, categories]
        shown = self.shown[:, categories]
        useful = self._categories_with_hub()
        while True:
            left = table.present[1:, categories] & ~shown
            rest = table.people[1:, 0] - np.where(shown, people, 0).sum(axis=1)
            weak = self.shown[:, 0] & left.any(axis=1) & ~self._holds_details(left, rest)
            stuck = weak & ~shown.any(axis=1)
            self.shown[stuck, 0] = False
            weak &= ~stuck
            if not weak.any():
                break
            _hide_cheapest(shown, days, shown & useful & weak[:, None], weak)
        for category, span in enumerate(table.spans, start=1):
            self.shown[:, span] &= self.shown[:, category : category + 1]

    def _holds_details(self, left: Mask, rest: Counts) -> Mask:
        services = self.table.services
        sizes = [span.stop - span.start for span in self.table.spans]
        details = np.repeat(left, sizes, axis=1) & self.table.present[1:, services]
        people, connections = self.table.people[1:, services], self.table.connections[1:, services]
        return self._holds(people, connections, details, self.hub, rest)

    def _holds(self, people: Counts, connections: Counts, left: Mask, hub: Mask, rest: Counts) -> Mask:
        """Whether the hidden hub cells of each row surely hold enough distinct people, and enough connections.

        `rest` is the least number of people whom the hidden cells of the row hold together.
        """
        core = left & hub
        alone = np.where(core, people, 0).max(axis=1, initial=0)
        outside = np.where(left & ~hub, people, 0).sum(axis=1)
        slack = np.where(core, connections - 1, 0).sum(axis=1)
        held: Mask = (self.table.at_least(alone, rest - outside) >= self.threshold) & (slack >= self.need)
        return held

    def _categories_with_hub(self) -> Mask:
        """In which categories each unit has a hub service with enough people."""
        rich = self.table.worthy[1:, self.table.services] & self.hub
        blocks = [rich[:, self.table.detail(c)].any(axis=1) for c in range(len(self.table.spans))]
        return np.stack(blocks, axis=1) if blocks else np.zeros((len(rich), 0), dtype=np.bool_)


def _need(table: Table, threshold: int) -> int:
    """By how many connections a protecting cell must be able to vary."""
    heaviest = int(np.where(table.people < threshold, table.connections, 0).max())
    return int(np.ceil(heaviest * PROTECTION))


def _find_hub(table: Table, top: Mask, pool: Mask, threshold: int, need: int) -> Mask:
    """The services shown for the organisation in which the pool surely holds enough distinct people."""
    services = table.services
    people, connections = table.people[1:, services], table.connections[1:, services]
    rest = table.people[0, services] - people[~pool].sum(axis=0)
    alone = people[pool].max(axis=0, initial=0)
    slack = np.where(people > 0, connections - 1, 0)[pool].sum(axis=0)
    hub: Mask = top[services] & (table.at_least(alone, rest) >= threshold) & (slack >= need)
    return hub


def _hide_cheapest(shown: Mask, user_days: Counts, choices: Mask, weak: Mask) -> None:
    """In each weak row, hide the choice with the fewest user-days; without a choice, hide the whole row."""
    cost = np.where(choices, user_days, np.iinfo(np.int64).max)
    chosen = choices & weak[:, None]
    rows = np.flatnonzero(chosen.any(axis=1))
    shown[rows, cost[rows].argmin(axis=1)] = False
    shown[weak & ~choices.any(axis=1)] = False
