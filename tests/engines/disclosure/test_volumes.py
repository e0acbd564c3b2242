"""Bytes: no sum tells anybody's, even to the one who sent next to most, who knows all that is shown and their own."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import linprog

from bench.disclosure import SECRET, SHEET, Visit, count
from pleinjour.base.tallies import Cell, CellKey, Tally
from pleinjour.engines.disclosure import protect, revise
from tests.engines.disclosure.scatter import scatter

Sent = dict[tuple[int, str], int]
"""Bytes of each person on each service."""


def with_bytes(visits: list[Visit], sent: Sent) -> list[Tally]:
    """The tallies, with the bytes that each person sent to each service."""
    return [_with_bytes(tally, visits, sent) for tally in count(visits)]


def _with_bytes(tally: Tally, visits: list[Visit], sent: Sent) -> Tally:
    key, of_person = tally.key, dict[int, int]()
    for person, service in {(v.person, v.service) for v in visits if _is_in(key, v)}:
        of_person[person] = of_person.get(person, 0) + sent[person, service]
    most, next_to_most = [*sorted(of_person.values(), reverse=True), 0][:2]
    return replace(tally, bytes_sent=sum(of_person.values()), heaviest=(most, next_to_most))


def _is_in(key: CellKey, visit: Visit) -> bool:
    return (
        key.unit in (None, visit.unit)
        and key.category in (None, visit.category)
        and key.service in (None, visit.service)
    )


def draw_bytes(visits: list[Visit], seed: int) -> Sent:
    draw = np.random.default_rng(seed)
    pairs = sorted({(visit.person, visit.service) for visit in visits})
    return {pair: int(1000 * (1 + draw.pareto(0.6))) for pair in pairs}


def most_that_another_can_exclude(sent: Sent, cells: list[Cell], target: tuple[int, str]) -> float:
    """The largest number of bytes that the target may have, for whoever sent next to most to the same service."""
    pairs = list(sent)
    rivals = [pair for pair in pairs if pair[1] == target[1] and pair != target]
    own = max(rivals, key=lambda pair: sent[pair])
    shown = [cell.key.service for cell in cells if cell.bytes_sent is not None]
    rows = [[float(service == wanted) for _, service in pairs] for wanted in shown]
    totals = [float(sum(sent[pair] for pair in pairs if pair[1] == wanted)) for wanted in shown]
    rows.append([float(pair == own) for pair in pairs])
    found = linprog(
        [-float(pair == target) for pair in pairs], A_eq=rows, b_eq=[*totals, float(sent[own])], bounds=(0, None)
    )
    return float("inf") if found.fun is None else -float(found.fun)


@pytest.mark.parametrize("seed", range(30))
def test_no_sum_of_bytes_tells_what_one_person_sent_nearer_than_to_the_double(seed: int) -> None:
    visits = scatter(seed, people=120)
    sent = draw_bytes(visits, seed)
    cells = protect(with_bytes(visits, sent), secret=SECRET, threshold=5)
    for cell in cells:
        if cell.bytes_sent is not None:
            target = max((pair for pair in sent if pair[1] == cell.key.service), key=lambda pair: sent[pair])
            assert most_that_another_can_exclude(sent, cells, target) >= 2 * sent[target]


def test_bytes_are_shown_where_nobody_weighs() -> None:
    visits = [Visit(person, f"u{person % 2}", "a", "a1", 1) for person in range(40)]
    cells = protect(with_bytes(visits, {(person, "a1"): 900 for person in range(40)}), secret=SECRET)
    shown = {cell.key.service: cell.bytes_sent for cell in cells if cell.bytes_sent is not None}
    assert shown == {"a1": 36_000}


def test_bytes_stand_at_one_level_so_that_no_two_sums_overlap() -> None:
    visits = [Visit(person, f"u{person % 2}", "a", f"a{person % 3}", 1) for person in range(90)]
    sent = {(person, f"a{person % 3}"): 900 for person in range(90)}
    cells = protect(with_bytes(visits, sent), secret=SECRET)
    known = [cell.key for cell in cells if cell.bytes_sent is not None]
    assert len(known) == 3
    assert all(key.unit is None and key.service is not None for key in known)


def test_one_large_upload_among_forty_hides_the_bytes() -> None:
    visits = [Visit(person, "u", "a", "a1", 1) for person in range(41)]
    sent = {(person, "a1"): 900 for person in range(40)} | {(40, "a1"): 734_512_345}
    assert all(cell.bytes_sent is None for cell in protect(with_bytes(visits, sent), secret=SECRET))


def test_a_corrected_figure_no_longer_shows_its_bytes() -> None:
    few = [Visit(person, "u", "a", f"a{person % 2}", 1) for person in range(80)]
    many = [*few, *(Visit(100 + person, "u", "a", f"a{person % 2}", 1) for person in range(160))]
    sent = {(visit.person, visit.service): 900 for visit in many}
    first = protect(with_bytes(few, sent), secret=SECRET)
    second = revise(with_bytes(many, sent), [first], secret=SECRET, units=["u"], sheets=[SHEET])
    moved = [(one, other) for one, other in zip(first, second, strict=True) if one.people != other.people]
    assert any(one.bytes_sent for one, _ in moved)
    assert all(other.bytes_sent is None for _, other in moved)
