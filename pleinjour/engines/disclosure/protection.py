"""From exact tallies to the cells that may be shown."""

from collections.abc import Iterable, Sequence

import numpy as np

from pleinjour.base.defaults import ROUNDING, THRESHOLD
from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell, Family, Tally
from pleinjour.engines.disclosure.arrangement import arrange
from pleinjour.engines.disclosure.counting import count_people
from pleinjour.engines.disclosure.derived import show_derived
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
) -> list[Cell]:
    """One cell for each tally, in the same order: its rounded counts, or nothing.

    Takes the whole table of `base.tallies`, margins included. `secret`: what chance is drawn from, at least 16 bytes;
    the same for every month of an authority, and known to no reader. `before`: what other months already show.
    The keys of hidden cells still say that somebody is there: pass the result through `lay_out` before it leaves the
    house. Raises ThresholdTooLow, RoundingTooFine, SecretTooShort, UnsoundTable.
    """
    trials = Trials.begin(secret, threshold, rounding, before)
    cells: dict[int, Cell] = {}
    for places in _by_table(tallies):
        chosen = _protect_table([tallies[place] for place in places], trials)
        trials.memory.add(chosen)
        cells.update(zip(places, chosen, strict=True))
    return [cells[place] for place in range(len(tallies))]


def _by_table(tallies: Sequence[Tally]) -> list[list[int]]:
    """Where the tallies of each month and family stand, in order: figures of two families are never added."""
    tables: dict[tuple[Month, Family], list[int]] = {}
    for place, tally in enumerate(tallies):
        tables.setdefault((tally.key.month, tally.key.family), []).append(place)
    return [places for _, places in sorted(tables.items())]


def _protect_table(tallies: Sequence[Tally], trials: Trials) -> list[Cell]:
    """The cells of one month and family."""
    units = units_of(tallies)
    table = lay_table(tallies, [trials.find_bar(tally, units) for tally in tallies])
    shown = decide(table, trials.rules.threshold)
    rounding = trials.rules.rounding
    people = count_people(table, shown, tallies, rounding, lambda tally, wish: trials.show_people(tally, wish, units))
    return [
        blur(tally, people[place], rounding) if shown[place] else hide(tally)
        for tally, place in zip(tallies, table.places, strict=True)
    ]


def decide(table: Table, threshold: int) -> Mask:
    """Which cells of one month and family may be shown."""
    plan = arrange(table, show_organization(table, threshold))
    units = show_units(plan.table, plan.top, threshold)
    return plan.restore(show_derived(plan.table, np.vstack([plan.top[None, :], units]), threshold))


def units_of(tallies: Iterable[Tally]) -> set[str]:
    return {tally.key.unit for tally in tallies if tally.key.unit is not None}
