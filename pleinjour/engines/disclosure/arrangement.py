"""A category whose services show without their total, laid out as several: one for each of them, one for the others.

Every hidden finest cell then stands under one sum along its row and one along its column, as `units` needs.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from pleinjour.engines.disclosure.table import Counts, Mask, Table

Matrix = TypeVar("Matrix", Counts, Mask)


@dataclass(frozen=True, slots=True)
class Group:
    """Columns of a source table that make a category of the arranged one. `total`: their own total, if it has one."""

    columns: tuple[int, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`table` is `source` with some categories split, `top` what its organisation shows."""

    source: Table
    groups: tuple[Group, ...]
    table: Table
    top: Mask

    def restore(self, shown: Mask) -> Mask:
        """The cells of the source that may be shown, from those of the arranged table."""
        restored = np.zeros(self.source.people.shape, dtype=np.bool_)
        restored[:, 0] = shown[:, 0]
        for place, group in enumerate(self.groups):
            restored[:, list(group.columns)] = shown[:, self.table.spans[place]]
            if group.total is not None:
                restored[:, group.total] = shown[:, 1 + place]
        return restored


def arrange(table: Table, top: Mask) -> Arrangement:
    """`table`, whose organisation shows `top`, with no service shown but under a category that is."""
    groups = tuple(_split(table, top))
    columns = [column for group in groups for column in group.columns]
    no_row = np.zeros(len(table.people), dtype=np.bool_)
    arranged = replace(
        table,
        people=_lay(table.people, groups, lambda part: _least(table, top, part)),
        user_days=_lay(table.user_days, groups, lambda part: table.user_days[:, part].sum(axis=1)),
        connections=_lay(table.connections, groups, lambda part: table.connections[:, part].sum(axis=1)),
        present=_lay(table.present, groups, lambda part: np.logical_or.reduce(table.present[:, part], axis=1)),
        worthy=_lay(table.worthy, groups, lambda part: no_row),
        spans=tuple(_spans(groups)),
        places=(),
    )
    wholes = [bool(top[group.columns[0] if group.total is None else group.total]) for group in groups]
    return Arrangement(table, groups, arranged, np.array([top[0], *wholes, *top[columns]], dtype=np.bool_))


def _lay(matrix: Matrix, groups: Sequence[Group], several: Callable[[list[int]], Matrix]) -> Matrix:
    """The matrix with one column for each group, then its columns; `several` adds up those that have no total."""
    totals: list[Matrix] = [_total(matrix, group, several) for group in groups]
    columns = [column for group in groups for column in group.columns]
    return np.concatenate([matrix[:, :1], *totals, matrix[:, columns]], axis=1)


def _total(matrix: Matrix, group: Group, several: Callable[[list[int]], Matrix]) -> Matrix:
    """The column of the group's total; `several` makes that of services which have none of their own."""
    if group.total is not None:
        return matrix[:, group.total : group.total + 1]
    if len(group.columns) == 1:
        return matrix[:, list(group.columns)]
    return several(list(group.columns))[:, None]


def _least(table: Table, top: Mask, part: list[int]) -> Counts:
    """The least number of distinct people of the services that a category leaves over, in each row."""
    category = next(c for c, span in enumerate(table.spans, start=1) if span.start <= part[0] < span.stop)
    span = table.spans[category - 1]
    beside = np.where(top[span], table.people[:, span], 0).sum(axis=1)
    return table.at_least(table.people[:, part].max(axis=1), table.people[:, category] - beside)


def _split(table: Table, top: Mask) -> Iterator[Group]:
    for category, span in enumerate(table.spans, start=1):
        columns = tuple(range(span.start, span.stop))
        if top[category] or not top[span].any():
            yield Group(columns, category)
            continue
        yield from (Group((column,), None) for column in columns if top[column])
        others = tuple(column for column in columns if not top[column])
        if others:
            yield Group(others, None)


def _spans(groups: tuple[Group, ...]) -> Iterator[slice]:
    start = 1 + len(groups)
    for group in groups:
        yield slice(start, start + len(group.columns))
        start += len(group.columns)
