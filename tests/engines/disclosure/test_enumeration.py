"""A naive reader with patience: tries every table of whole numbers, and keeps those that agree with what is shown.

It shares nothing with the engine. People have one unit and one service each, so that all counts add up; nothing is
rounded, and the reader does not know which cells are empty.
"""

from functools import cache
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest

from bench.disclosure import SECRET, Visit, count
from pleinjour.base.tallies import CellKey, Tally
from pleinjour.engines.disclosure import protect

LARGEST = 10
THRESHOLD = 5
Tables = npt.NDArray[np.int8]


@cache
def every_table(cells: int) -> Tables:
    return np.array(list(product(range(LARGEST + 1), repeat=cells)), dtype=np.int8)


@pytest.mark.parametrize("shape", [(3, 2), (2, 3), (5, 1)])
@pytest.mark.parametrize("seed", range(6))
def test_no_enumeration_proves_that_a_group_is_small(shape: tuple[int, int], seed: int) -> None:
    units, services = shape
    truth = np.random.default_rng(seed).choice([0, 1, 2, 3, 4, 5, 5, 6], size=(units, services))
    tallies = count(visits_of(truth))
    places = list(product(range(units), range(services)))
    tables = compatible(tallies, places)
    for group in product((False, True), repeat=len(places)):
        chosen = np.array(group)
        if 1 <= truth.reshape(-1)[chosen].sum() < THRESHOLD:
            totals = set(tables[:, chosen].sum(axis=1).tolist())
            assert len(totals) > 1
            assert not all(1 <= total < THRESHOLD for total in totals)


def visits_of(truth: npt.NDArray[np.int64]) -> list[Visit]:
    people = iter(range(1_000))
    return [
        Visit(next(people), f"u{unit}", "c", f"s{service}", 1)
        for (unit, service), size in np.ndenumerate(truth)
        for _ in range(size)
    ]


def compatible(tallies: list[Tally], places: list[tuple[int, int]]) -> Tables:
    """Every table with the sums that are shown."""
    tables = every_table(len(places))
    for tally, cell in zip(tallies, protect(tallies, secret=SECRET, threshold=THRESHOLD, rounding=1), strict=True):
        if not cell.suppressed:
            parts = [n for n, (u, s) in enumerate(places) if covers(tally.key, f"u{u}", f"s{s}")]
            tables = tables[tables[:, parts].sum(axis=1) == tally.people]
    return tables


def covers(key: CellKey, unit: str, service: str) -> bool:
    return key.unit in (None, unit) and key.service in (None, service)
