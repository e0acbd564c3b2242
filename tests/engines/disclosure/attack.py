"""What a reader who knows every shown figure, exactly, and the whole method, can compute about the hidden ones.

Stronger than any real reader: no rounding, and the list of the cells that somebody fills.
"""

from collections.abc import Sequence
from itertools import compress, product

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from pleinjour.base.tallies import Cell, CellKey, Tally

Matrix = npt.NDArray[np.float64]


class Attack:
    """The linear system that the shown cells of one month give, over its finest cells."""

    def __init__(self, tallies: Sequence[Tally], cells: Sequence[Cell]) -> None:
        self.tallies = {t.key: t for t in tallies}
        finest = [key for key in self.tallies if key.unit is not None and key.service is not None]
        self.leaves = finest
        self.hidden = [cell.key for cell in cells if cell.suppressed]
        shown = [cell.key for cell in cells if not cell.suppressed]
        self.sums: Matrix = np.array([self.row(key) for key in shown]).reshape(len(shown), len(finest))
        self.totals: Matrix = np.array([float(self.tallies[key].connections) for key in shown])

    def row(self, key: CellKey) -> Matrix:
        """Which finest cells `key` adds up."""
        return np.array([float(holds(key, leaf)) for leaf in self.leaves])

    def interval(self, key: CellKey) -> tuple[float, float]:
        """Between which numbers of connections the reader can place `key`."""
        goal = self.row(key)
        low = linprog(goal, A_eq=self.sums, b_eq=self.totals, bounds=(1, None))
        high = linprog(-goal, A_eq=self.sums, b_eq=self.totals, bounds=(1, None))
        assert low.fun is not None
        return float(low.fun), float("inf") if high.fun is None else -float(high.fun)

    def groups_given_away(self) -> list[tuple[CellKey, ...]]:
        """Every group of hidden finest cells whose sum the shown cells determine, whatever the values."""
        leaves = [leaf for leaf in self.leaves if leaf in set(self.hidden)]
        freedom = self._freedom()[[self.leaves.index(leaf) for leaf in leaves]]
        choices = np.array(list(product((False, True), repeat=len(leaves))), dtype=np.bool_)[1:]
        fixed = np.abs(choices @ freedom).max(axis=1, initial=0) < 1e-9
        return [tuple(compress(leaves, choice)) for choice in choices[fixed].tolist()]

    def lightest_group(self, key: CellKey) -> float:
        """The fewest people behind a sum of hidden finest cells, `key` whole among them, that can be computed.

        Any positive weights are allowed. Infinite when no such sum can be computed.
        """
        hidden = [place for place, leaf in enumerate(self.leaves) if leaf in set(self.hidden)]
        weights = self.sums[:, hidden].T
        people = np.array([float(self.tallies[self.leaves[place]].people) for place in hidden])
        chosen = [hidden.index(self.leaves.index(key))]
        found = linprog(
            people @ weights,
            A_ub=-weights,
            b_ub=np.zeros(len(hidden)),
            A_eq=weights[chosen],
            b_eq=[1.0],
            bounds=(None, None),
        )
        return float("inf") if found.fun is None else float(found.fun)

    def _freedom(self) -> Matrix:
        """How the finest cells can vary while every shown cell keeps its value: a base of the null space."""
        _, values, directions = np.linalg.svd(self.sums, full_matrices=True)
        rank = int((values > 1e-9).sum())
        free: Matrix = directions[rank:].T
        return free


def holds(key: CellKey, leaf: CellKey) -> bool:
    """Whether `leaf` is a part of `key`."""
    return (
        key.unit in (None, leaf.unit) and key.category in (None, leaf.category) and key.service in (None, leaf.service)
    )
