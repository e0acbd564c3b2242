"""A corrected month: a figure changes only if enough people surely changed it, and so it is of every difference."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pleinjour.base.defaults import ROUNDING, THRESHOLD
from pleinjour.base.tallies import Cell, CellKey, Tally
from pleinjour.engines.disclosure.counting import count_people
from pleinjour.engines.disclosure.differences import lay_differences
from pleinjour.engines.disclosure.layout import Sheet, lay_out
from pleinjour.engines.disclosure.protection import decide, protect, units_of
from pleinjour.engines.disclosure.rounding import blur
from pleinjour.engines.disclosure.trials import Trials

Grid = Mapping[CellKey, Cell]


def revise(
    tallies: Sequence[Tally],
    editions: Sequence[Iterable[Cell]],
    *,
    secret: bytes,
    threshold: int = THRESHOLD,
    rounding: int = ROUNDING,
    before: Iterable[Cell] = (),
    units: Iterable[str],
    sheets: Iterable[Sheet],
) -> list[Cell]:
    """The cells of a month's next edition, laid out; `editions` are those already published, the last one last.

    Each cell keeps the figures of the last edition, unless every edition shows it and `threshold` people surely changed
    it since each of them; what is left over of a sum that changes is as many people too. Where counts change, bytes are
    no longer shown: the difference of two sums may be one person's. A family of which no edition shows anything is
    protected like a first edition. `before`: what other months show. `units` and `sheets`: what is laid out, as for
    `lay_out`. Raises what `protect` raises.
    """
    past, declared, other_months = [list(cells) for cells in editions], list(units), list(before)
    known = {(cell.key.month, cell.key.family) for cells in past for cell in cells}
    trials = Trials.begin(secret, threshold, rounding, other_months)
    shown = {cell.key.family for cells in past for cell in cells if not cell.suppressed}
    last = {cell.key: cell for cells in past for cell in cells}
    first = protect(
        [tally for tally in tallies if tally.key.family not in shown],
        secret=secret,
        threshold=threshold,
        rounding=rounding,
        before=other_months,
        beside=[tally for tally in tallies if tally.key.family in shown and _is_hidden(last.get(tally.key))],
    )
    revised: list[Cell] = []
    for month, family in sorted(known.union(sheets)):
        if family in shown:
            grids = [{cell.key: cell for cell in cells if cell.key.family == family} for cells in past]
            revised += _revise_table([tally for tally in tallies if tally.key.family == family], grids, trials)
        else:
            revised += lay_out(first, units=declared, sheets=[(month, family)])
    return revised


def _is_hidden(cell: Cell | None) -> bool:
    return cell is None or cell.suppressed


def _revise_table(tallies: Sequence[Tally], grids: Sequence[Grid], trials: Trials) -> list[Cell]:
    """The last of the grids, with the figures that may change."""
    rules, exact = trials.rules, {tally.key: tally for tally in tallies}
    last = {key: cell for grid in grids for key, cell in grid.items()}
    changes = {key: _least_changed([grid.get(key) for grid in grids], exact.get(key), rules.rounding) for key in last}
    table = lay_differences(tallies, changes, rules.threshold)
    shown = decide(table, rules.threshold)
    units = units_of(tallies)
    people = count_people(
        table, shown, tallies, rules.rounding, lambda tally, wish: trials.show_people(tally, wish, units)
    )
    moved = {
        tally.key: blur(replace(tally, bytes_sent=None), people[place], rules.rounding)
        for tally, place in zip(tallies, table.places, strict=True)
        if place in people
    }
    return [moved.get(key, cell) for key, cell in last.items()]


def _least_changed(cells: Sequence[Cell | None], tally: Tally | None, rounding: int) -> int:
    """How many people surely differ between `tally` and each of the cells; 0 when one of them is hidden."""
    return min(_changed(cell, tally, rounding) for cell in cells)


def _changed(cell: Cell | None, tally: Tally | None, rounding: int) -> int:
    if cell is None or cell.people is None or cell.user_days is None:
        return 0
    people, days = (tally.people, tally.user_days) if tally else (0, 0)
    # A person makes a user-day a day at most.
    most_days = monthrange(cell.key.month.year, cell.key.month.number)[1]
    return max(abs(people - cell.people) - rounding, -(-(abs(days - cell.user_days) - rounding) // most_days))
