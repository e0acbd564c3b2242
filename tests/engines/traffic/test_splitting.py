"""A month that closes leaves the summary, and nothing of it remains."""

import io
from datetime import date

import pytest

from pleinjour.base.figures import Month
from pleinjour.engines import traffic

KEY = b"k" * 32
JANUARY, FEBRUARY, MARCH = Month(2026, 1), Month(2026, 2), Month(2026, 3)
READING = traffic.Reading(traffic.Domains({"chatgpt.com": "chatgpt", "claude.ai": "claude"}, "test"), date(2026, 4, 1))


def _line(day: date, user: str, host: str) -> str:
    seconds = (day - date(1970, 1, 1)).days * 86400 + 43200
    return f"{seconds}.000 12 10.0.0.1 TCP_TUNNEL/200 100 CONNECT {host}:443 {user} HIER_DIRECT/192.0.2.1 -\n"


@pytest.fixture
def summary() -> bytes:
    lines = [
        _line(date(2026, month, day), f"agent{day:03d}", host)
        for month in (1, 2, 3)
        for day in range(month, 20)
        for host in ("chatgpt.com", "claude.ai")[: 1 + day % 2]
    ]
    return traffic.summarise(io.BytesIO("".join(lines).encode()), READING, key=KEY)


def test_the_months_kept_have_the_same_figures_as_before(summary: bytes) -> None:
    part = traffic.only_months(summary, {JANUARY, MARCH})

    expected = [tally for tally in traffic.figures(summary, {}) if tally.key.month != FEBRUARY]
    assert traffic.figures(part, {}) == expected


def test_people_met_only_in_a_month_that_left_are_gone(summary: bytes) -> None:
    whole, part = (traffic.only_months(summary, months) for months in ({JANUARY, FEBRUARY, MARCH}, {MARCH}))

    assert len(whole) - len(part) > 2 * 16  # agent001 and agent002 never came in March


def test_a_summary_without_months_still_knows_its_files(summary: bytes) -> None:
    part = traffic.only_months(summary, set())

    assert traffic.figures(part, {}) == []
    assert traffic.describe(part).files == traffic.describe(summary).files
    assert traffic.merge(part, summary) == part  # a file that was taken in counts once
