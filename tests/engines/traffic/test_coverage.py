"""What a log covers: its months and its families, whoever used what."""

from datetime import UTC, datetime

import pytest

from pleinjour.base.tallies import UNKNOWN_UNIT
from pleinjour.engines.traffic import UnitRule, Units, describe, figures, merge
from tests.engines.traffic.runs import CATEGORY_OF, read_small_blocks, squid, summary_of, tallies_of


def on(year: int, month: int, day: int = 14) -> float:
    return datetime(year, month, day, 12, tzinfo=UTC).timestamp()


def months(log: bytes) -> list[str]:
    return [str(month) for month in describe(summary_of(log)).months]


@pytest.mark.parametrize("host", ["chatgpt.com:443", "intranet.example:443"])
def test_a_month_is_covered_whether_a_service_was_used_or_not(host: str) -> None:
    account = describe(summary_of(squid(host, time=on(2026, 3))))
    assert {(str(month), family) for month, family in account.sheets} == {
        ("2026-03", "request"),
        ("2026-03", "tunnel"),
    }


def test_months_between_two_neighbours_are_covered() -> None:
    log = squid("a.example", time=on(2026, 1)) + squid("a.example", time=on(2026, 4))
    assert months(log) == ["2026-01", "2026-02", "2026-03", "2026-04"]


def test_a_clock_that_was_not_set_covers_its_own_month_only() -> None:
    log = squid("a.example", time=on(2010, 1)) + squid("a.example", time=on(2026, 3)) * 2
    assert months(log) == ["2010-01", "2026-03"]


@pytest.mark.parametrize("host", ["chatgpt.com", "a.example"])
def test_a_long_log_is_covered_up_to_its_last_line(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read_small_blocks(monkeypatch, 1021)
    log = b"".join(squid(host, time=on(2026, month, day)) for month in range(1, 7) for day in range(1, 29))
    assert months(log) == [f"2026-0{month}" for month in range(1, 7)]


def test_a_hit_covers_no_month_that_no_other_line_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    read_small_blocks(monkeypatch, 1021)
    plain = squid("a.example", time=on(2026, 3)) * 60
    log = plain + squid(time=on(2020, 5)) + plain + squid(time=on(2026, 3))
    assert {str(tally.key.month) for tally in tallies_of(summary_of(log))} == {"2020-05", "2026-03"}
    assert months(log) == ["2026-03"]


def test_a_log_of_refusals_covers_nothing() -> None:
    assert months(squid().replace(b"TCP_TUNNEL/200", b"TCP_DENIED/403")) == []


def test_a_month_that_comes_late_in_a_sparse_log_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    read_small_blocks(monkeypatch, 1021)
    refused = squid("a.example").replace(b"TCP_TUNNEL/200", b"TCP_DENIED/403") * 50
    assert months(refused + squid(time=on(2026, 3)) + refused) == ["2026-03"]


def test_together_summaries_cover_what_each_covers() -> None:
    one, other = (summary_of(squid("a.example", time=on(2026, month))) for month in (3, 5))
    assert [str(month) for month in describe(merge(one, other)).months] == ["2026-03", "2026-05"]


def test_people_of_a_unit_that_is_no_longer_declared_are_of_none() -> None:
    units = Units(tuple(UnitRule(f"U{n}", "cidr", f"10.0.{n}.0/24") for n in range(4)))
    log = b"".join(squid(client=f"10.0.{n}.{person}") for n in range(4) for person in range(1, 4))
    found = {
        tally.key.unit: tally.people
        for tally in figures(summary_of(log, units=units), CATEGORY_OF, units=["U1", "U9"])
        if tally.key.category is None
    }
    assert found == {None: 12, "U1": 3, UNKNOWN_UNIT: 9}


def test_days_are_those_of_the_lines_and_those_between_them() -> None:
    log = squid("intranet.example:443", time=on(2026, 3, 2)) + squid("intranet.example:443", time=on(2026, 3, 5))
    far = squid("intranet.example:443", time=on(2026, 5, 20))
    assert describe(summary_of(log + far)).files[0].days == ["2026-03-02/2026-03-05", "2026-05-20/2026-05-20"]
