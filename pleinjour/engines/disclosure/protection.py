"""From exact tallies to the cells that may be shown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from pleinjour.base.defaults import ROUNDING, THRESHOLD
from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell, CellKey, Family, Tally
from pleinjour.engines.disclosure.arrangement import arrange
from pleinjour.engines.disclosure.counting import count_people
from pleinjour.engines.disclosure.derived import show_derived
from pleinjour.engines.disclosure.families import Companions
from pleinjour.engines.disclosure.organization import show_organization
from pleinjour.engines.disclosure.rounding import blur, hide
from pleinjour.engines.disclosure.table import Mask, Table, lay_table
from pleinjour.engines.disclosure.trials import Trials
from pleinjour.engines.disclosure.units import show_units


def protect(
    tallies: Sequence[Tally],
    *,
    secret: bytes,
    threshold: int = THRESHOLD,
    rounding: int = ROUNDING,
    before: Iterable[Cell] = (),
    beside: Iterable[Tally] = (),
) -> list[Cell]:
    """One cell for each tally, in the same order: its rounded counts, or nothing.

    Takes the whole table of `base.tallies`, margins included, and every family of a month. `secret`: what chance is
    drawn from, at least 16 bytes; the same for every month of an authority, and known to no reader. `before`: what
    other months already show. `beside`: what earlier editions hide of other families of these months. The keys of
    hidden cells still say that somebody is there: pass the result through `lay_out` before it leaves the house.
    Raises ThresholdTooLow, RoundingTooFine, SecretTooShort, UnsoundTable.
    """
    trials = Trials.begin(secret, threshold, rounding, before)
    companions = Companions(threshold)
    companions.add(beside)
    cells: dict[CellKey, Cell] = {}
    for _, tables in groupby(_by_table(tallies), key=lambda table: table[0].key.month):
        drafts = [_Draft.of(table, trials) for table in tables]
        for draft in drafts:
            companions.add(draft.hidden())
        for draft in drafts:
            chosen = draft.show(companions, trials)
            trials.memory.add(chosen)
            cells.update((cell.key, cell) for cell in chosen)
    return [cells[tally.key] for tally in tallies]


def _by_table(tallies: Sequence[Tally]) -> list[list[Tally]]:
    """The tallies of each month and family, in order: figures of two families are never added."""
    tables: dict[tuple[Month, Family], list[Tally]] = {}
    for tally in tallies:
        tables.setdefault((tally.key.month, tally.key.family), []).append(tally)
    return [table for _, table in sorted(tables.items())]


@dataclass(frozen=True, slots=True)
class _Draft:
    """One month and family, and what may be shown of it alone."""

    tallies: Sequence[Tally]
    table: Table
    shown: Mask

    @classmethod
    def of(cls, tallies: Sequence[Tally], trials: Trials) -> "_Draft":
        units = units_of(tallies)
        table = lay_table(tallies, [trials.find_bar(tally, units) for tally in tallies])
        return cls(tallies, table, decide(table, trials.rules.threshold))

    def hidden(self) -> Iterator[Tally]:
        return (tally for tally, place in zip(self.tallies, self.table.places, strict=True) if not self.shown[place])

    def show(self, companions: Companions, trials: Trials) -> list[Cell]:
        """Its cells. To hide more than the draft does only tells less."""
        shown, rounding, units = self.shown.copy(), trials.rules.rounding, units_of(self.tallies)
        placed = list(zip(self.tallies, self.table.places, strict=True))
        for tally, place in placed:
            shown[place] &= not companions.are_given_away_by(tally)
        people = count_people(
            self.table, shown, self.tallies, rounding, lambda tally, wish: trials.show_people(tally, wish, units)
        )
        return [blur(tally, people[place], rounding) if shown[place] else hide(tally) for tally, place in placed]


def decide(table: Table, threshold: int) -> Mask:
    """Which cells of one month and family may be shown."""
    plan = arrange(table, show_organization(table, threshold))
    units = show_units(plan.table, plan.top, threshold)
    return plan.restore(show_derived(plan.table, np.vstack([plan.top[None, :], units]), threshold))


def units_of(tallies: Iterable[Tally]) -> set[str]:
    return {tally.key.unit for tally in tallies if tally.key.unit is not None}
