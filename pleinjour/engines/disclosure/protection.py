"""From exact tallies to the cells that may be shown."""

from collections.abc import Sequence

import numpy as np

from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell, Family, Tally
from pleinjour.engines.disclosure.derived import show_derived
from pleinjour.engines.disclosure.errors import RoundingTooFine, ThresholdTooLow
from pleinjour.engines.disclosure.organization import show_organization
from pleinjour.engines.disclosure.rounding import blur, hide
from pleinjour.engines.disclosure.table import lay_table
from pleinjour.engines.disclosure.units import show_units

LEAST_THRESHOLD = 5


def protect(tallies: Sequence[Tally], *, threshold: int = 11, rounding: int = 5) -> list[Cell]:
    """One cell for each tally, in the same order: its rounded counts, or nothing.

    Takes the whole table of `base.tallies`, margins included. The keys of hidden cells still say that somebody is
    there: pass the result through `lay_out` before it leaves the house.
    Raises ThresholdTooLow, RoundingTooFine, UnsoundTable.
    """
    if threshold < LEAST_THRESHOLD:
        raise ThresholdTooLow(threshold=threshold, least=LEAST_THRESHOLD)
    if rounding < 1:
        raise RoundingTooFine(rounding=rounding)
    shown = [False] * len(tallies)
    for places in _by_table(tallies):
        for place, may_show in zip(places, _decide([tallies[p] for p in places], threshold), strict=True):
            shown[place] = may_show
    return [blur(tally, rounding) if s else hide(tally) for tally, s in zip(tallies, shown, strict=True)]


def _by_table(tallies: Sequence[Tally]) -> list[list[int]]:
    """Where the tallies of each month and family stand: figures of two families are never added."""
    tables: dict[tuple[Month, Family], list[int]] = {}
    for place, tally in enumerate(tallies):
        tables.setdefault((tally.key.month, tally.key.family), []).append(place)
    return list(tables.values())


def _decide(tallies: Sequence[Tally], threshold: int) -> list[bool]:
    """Whether each tally of one month and family may be shown."""
    table = lay_table(tallies)
    top = show_organization(table, threshold)
    units = show_units(table, top, threshold)
    shown = show_derived(table, np.vstack([top[None, :], units]), threshold)
    return [bool(shown[place]) for place in table.places]
