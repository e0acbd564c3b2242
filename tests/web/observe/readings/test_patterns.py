"""What is worth a look is an aggregate; what nobody knows is said, and a doubt is no verdict."""

from datetime import date

import pytest

from pleinjour.refdata.needs import load_needs
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.observe.readings.bounds import Use
from pleinjour.web.observe.readings.patterns import PatternReading, Size, octets_slack, read_pattern
from tests.web.observe.readings.cells import cell, use_of

CATALOGUE = load_catalogue()
LEARNS = next(one.id for one in CATALOGUE.services.values() if one.trains_on_inputs.value)
DOES_NOT = next(one.id for one in CATALOGUE.services.values() if one.trains_on_inputs.value is False)
NOBODY_KNOWS = next(one.id for one in CATALOGUE.services.values() if one.trains_on_inputs.value is None)
ON = date(2026, 3, 31)
THRESHOLD = 5_000_000


def read(pattern: str, use: Use, on: date = ON) -> PatternReading:
    return read_pattern(load_needs().patterns[pattern], use, CATALOGUE, on)


def home(service: str) -> str:
    return CATALOGUE.category_of[service]


def sent(service: str, octets: int | None, days: int = 100) -> Use:
    return use_of(cell(1_000), cell(500, home(service)), cell(days, home(service), service, octets=octets))


def test_only_services_that_are_known_to_learn_are_counted() -> None:
    use = use_of(
        cell(1_000),
        *(cell(100, home(service), service) for service in (LEARNS, DOES_NOT, NOBODY_KNOWS)),
    )
    reading = read("trains_on_inputs", use)
    assert reading.services == (LEARNS,)
    assert reading.unknown == (NOBODY_KNOWS,)
    assert reading.days is not None
    assert reading.days.low == 100


def test_when_none_is_shown_nothing_is_said() -> None:
    assert read("trains_on_inputs", use_of(cell(1_000))).days is None


def test_a_category_is_a_pattern_of_its_own() -> None:
    reading = read("companions", use_of(cell(1_000), cell(40, "companions")))
    assert reading.days is not None
    assert reading.days.low == 40
    assert reading.unknown == ()


@pytest.mark.parametrize(
    ("octets", "size"),
    [(900_000_000, Size.OVER), (300_000_000, Size.UNDER), (500_000_000, Size.UNSURE), (510_000_000, Size.UNSURE)],
)
def test_an_average_is_over_the_threshold_when_rounding_leaves_no_doubt(octets: int, size: Size) -> None:
    (upload,) = read("large_uploads", sent(LEARNS, octets)).uploads
    assert upload.size is size
    assert upload.low <= octets / 100 <= upload.high


def test_large_uploads_to_a_service_that_nobody_knows_stand_apart() -> None:
    reading = read("large_uploads", sent(NOBODY_KNOWS, 900_000_000))
    assert reading.uploads == ()
    assert [upload.size for upload in reading.unknown_uploads] == [Size.OVER]


def test_large_uploads_to_a_service_that_does_not_learn_are_no_pattern() -> None:
    reading = read("large_uploads", sent(DOES_NOT, 900_000_000))
    assert reading.uploads == reading.unknown_uploads == ()


def test_logs_that_do_not_say_octets_leave_them_unknown() -> None:
    reading = read("large_uploads", sent(LEARNS, None))
    assert not reading.knows_octets
    assert reading.uploads == ()
    assert read("large_uploads", sent(LEARNS, 0)).knows_octets


def test_before_its_first_day_a_threshold_judges_nothing() -> None:
    reading = read("large_uploads", sent(LEARNS, 900_000_000), date(2020, 1, 31))
    assert reading.threshold is None
    assert reading.uploads == ()


@pytest.mark.parametrize("exact", [1, 9, 10, 99, 104, 996, 1_049, 87_654_321])
def test_the_slack_of_octets_holds_what_two_figures_hide(exact: int) -> None:
    shown = int(float(f"{exact:.1e}"))
    assert abs(shown - exact) <= octets_slack(shown)


def test_no_octets_at_all_are_no_octets_for_sure() -> None:
    assert octets_slack(0) == 0
