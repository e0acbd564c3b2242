"""Numbers as French and English readers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.web.ui.numbers import (
    Language,
    as_language,
    format_number,
    format_octets,
    format_percent,
    month_name,
    ordinal_day,
)


@pytest.mark.parametrize(
    ("value", "digits", "language", "written"),
    [
        (1234567, 0, "fr", "1\u202f234\u202f567"),
        (1234.56, 1, "fr", "1\u202f234,6"),
        (1234.56, 1, "en", "1,234.6"),
        (0, 0, "fr", "0"),
        (-12, 0, "fr", "\u221212"),
        (-0.2, 0, "fr", "0"),
    ],
)
def test_a_number_is_written_as_its_reader_expects(value: float, digits: int, language: Language, written: str) -> None:
    assert format_number(value, digits, language) == written


@given(st.integers(-(10**12), 10**12))
def test_a_written_whole_number_can_be_read_back(value: int) -> None:
    text = format_number(value).replace("\u202f", "").replace("\u2212", "-")
    assert int(text) == value


def test_a_percentage_has_its_narrow_space_in_french_only() -> None:
    assert format_percent(42) == "42\u202f%"
    assert format_percent(42.35, 1, "en") == "42.4%"


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "0\u00a0octets"),
        (999, "999\u00a0octets"),
        (1000, "1,0\u00a0ko"),
        (9960, "10\u00a0ko"),
        (999_600, "1,0\u00a0Mo"),
        (1_200_000_000, "1,2\u00a0Go"),
        (5e15, "5\u202f000\u00a0To"),
    ],
)
def test_octets_take_the_unit_that_reads_best(count: float, written: str) -> None:
    assert format_octets(count) == written


def test_octets_are_bytes_in_english() -> None:
    assert format_octets(12_000, "en") == "12\u00a0kB"


def test_months_have_a_long_and_a_short_name() -> None:
    assert month_name(2026, 2) == "février\u00a02026"
    assert month_name(2026, 2, short=True) == "févr."
    assert month_name(2026, 2, "en") == "February\u00a02026"


@pytest.mark.parametrize(("code", "language"), [("en-gb", "en"), ("fr", "fr"), ("de", "fr"), (None, "fr")])
def test_another_language_counts_as_french(code: str | None, language: Language) -> None:
    assert as_language(code) == language


def test_french_counts_the_first_day_of_a_month_and_no_other() -> None:
    assert ordinal_day("1 novembre 2026") == "1er novembre 2026"
    assert ordinal_day("11 novembre 2026") == "11 novembre 2026"
    assert ordinal_day("1 November 2026", "en") == "1 November 2026"
