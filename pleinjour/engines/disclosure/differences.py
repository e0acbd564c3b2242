"""Two editions of a month as one table: in each cell, the people who surely changed it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from pleinjour.base.tallies import CellKey, Tally
from pleinjour.engines.disclosure.table import Table, lay_cells

UNSEEN = "\uffff"
"""Stands for services that an earlier edition may have counted and hidden, and that nobody uses any more."""


def lay_differences(tallies: Sequence[Tally], changes: Mapping[CellKey, int], threshold: int) -> Table:
    """The table from which `decide` says what may change; its `places` are those of the tallies.

    `changes`: the people who surely differ, in each cell of the earlier editions. The table's `people` are these, but
    for those who are gone; nobody can be told by subtraction, for any cell may hold people who came and went.
    """
    fewer = [_to_differences(tally, changes.get(tally.key, 0), threshold) for tally in tallies]
    others = [Tally(key, 0, 0, 1, None) for key in _others(tallies, changes)]
    table = lay_cells([*fewer, *others], [threshold] * (len(fewer) + len(others)))
    everywhere = np.ones_like(table.present)
    return replace(table, present=everywhere, nests=False, places=table.places[: len(tallies)])


def _to_differences(tally: Tally, changed: int, threshold: int) -> Tally:
    """Connections protect others only where enough people changed, and need protection only where few people are."""
    people = min(tally.people, changed)
    counts = people >= threshold or tally.people < threshold
    return replace(tally, people=people, connections=tally.connections if counts else 1)


def _others(tallies: Sequence[Tally], changes: Mapping[CellKey, int]) -> Iterator[CellKey]:
    """Cells without a tally: those that the earlier editions show, and one that nobody saw in each sum of services."""
    known = {tally.key for tally in tallies}
    yield from (key for key in changes if key not in known)
    whole = replace(next(iter(changes)), unit=None, category=UNSEEN, service=None)
    for category in {UNSEEN, *(key.category for key in [*known, *changes] if key.category is not None)}:
        yield replace(whole, category=category, service=UNSEEN)
    yield whole
