"""The rules look at aggregates, and speak when figures leave no doubt."""

from datetime import date

import pytest

from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell
from pleinjour.refdata.needs import load_needs
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.observe.readings.watch import Finding, WatchedMonth, look_at_month
from tests.web.observe.readings.cells import MARCH, cell, watched

LE_CHAT = frozenset({"le_chat"})
NEW = cell(60, "image", people=45)


def look(*months: WatchedMonth) -> list[Finding]:
    return look_at_month(months, load_needs(), load_catalogue())


def rules(*months: WatchedMonth) -> list[str]:
    return [finding.rule for finding in look(*months)]


def daylight(month: Month, days: int) -> WatchedMonth:
    cells = [cell(1_000), cell(900, "assistants"), cell(days, "assistants", "le_chat")]
    return watched(month, *cells, approved=LE_CHAT)


def test_a_share_that_fell_over_two_months_is_to_be_looked_at() -> None:
    found = [one for one in look(daylight(MARCH.shifted(-2), 500), daylight(MARCH, 300)) if one.rule == "daylight_fell"]
    (finding,) = found
    assert [str(measure.month) for measure in finding.measures] == ["2026-01", "2026-03"]
    assert finding.measures[1].high < finding.measures[0].low
    assert finding.measures[0].unit == "percent"


@pytest.mark.parametrize("days", [500, 498, 600])
def test_a_share_that_did_not_surely_fall_is_not(days: int) -> None:
    assert "daylight_fell" not in rules(daylight(MARCH.shifted(-2), 500), daylight(MARCH, days))


def test_two_months_back_must_be_published_to_be_compared() -> None:
    assert "daylight_fell" not in rules(daylight(MARCH.shifted(-1), 500), daylight(MARCH, 300))


def learning(month: Month, days: int) -> WatchedMonth:
    others = cell(1_000 - days, "translation", "google_translate")
    return watched(month, cell(1_000), cell(1_000, "translation"), cell(days, "translation", "deepl"), others)


def shows(month: Month, *cells: Cell) -> WatchedMonth:
    return watched(month, cell(1_000), *cells)


def three_months(*cells: Cell) -> list[WatchedMonth]:
    return [shows(MARCH.shifted(-back), *cells) for back in (3, 2, 1)]


def test_a_need_that_shows_after_three_silent_months_is_to_be_looked_at() -> None:
    (finding,) = look(*three_months(), shows(MARCH, NEW))
    assert (finding.rule, finding.subject) == ("new_category", "image")
    assert (finding.measures[0].low, finding.measures[0].high) == (57.5, 62.5)


def test_a_need_that_was_shown_a_month_ago_is_not_new() -> None:
    before = three_months()
    assert look(*before[:2], shows(MARCH.shifted(-1), NEW), shows(MARCH, NEW)) == []


def test_a_need_that_one_of_its_services_showed_is_not_new() -> None:
    before = three_months(cell(None, "image"), cell(20, "image", "adobe_firefly"))
    assert look(*before, shows(MARCH, NEW)) == []


def test_few_user_days_are_not_worth_a_look() -> None:
    assert look(*three_months(), shows(MARCH, cell(30, "image", people=45))) == []


def test_what_chance_may_have_hidden_before_is_not_new() -> None:
    assert look(*three_months(), shows(MARCH, cell(60, "image", people=40))) == []


@pytest.mark.parametrize(("before", "now", "rose"), [(100, 300, True), (100, 102, False), (300, 100, False)])
def test_a_share_of_services_that_learn_speaks_when_it_surely_rose(before: int, now: int, rose: bool) -> None:
    assert ("training_rose" in rules(learning(MARCH.shifted(-2), before), learning(MARCH, now))) is rose


def test_with_fewer_than_three_months_before_nothing_is_new() -> None:
    assert look(*three_months()[:2], shows(MARCH, NEW)) == []


def uploads(month: Month, octets: int | None) -> WatchedMonth:
    deepl = cell(100, "translation", "deepl", octets=octets)
    return shows(month, cell(100, "translation"), deepl)


def test_large_uploads_that_begin_are_to_be_looked_at_once() -> None:
    small, large = 1_000_000, 900_000_000
    (finding,) = look(uploads(MARCH.shifted(-1), small), uploads(MARCH, large))
    assert (finding.rule, finding.subject, finding.measures[0].unit) == ("large_uploads", "deepl", "octets_a_user_day")
    assert look(uploads(MARCH.shifted(-1), large), uploads(MARCH, large)) == []


def test_octets_that_nobody_knows_raise_nothing() -> None:
    assert look(uploads(MARCH, None)) == []


def test_a_rule_does_not_look_at_months_before_its_day() -> None:
    long_ago = Month(2020, 3)
    assert all(rule.since > date(2020, 3, 31) for rule in load_needs().rules.values())
    assert look(uploads(long_ago, 900_000_000)) == []


def test_units_never_lead_to_a_finding() -> None:
    large = cell(100, "translation", "deepl", unit="Voirie", octets=900_000_000)
    assert look(*three_months(), shows(MARCH, large, cell(80, "image", unit="Voirie"))) == []


def test_every_finding_says_the_version_of_its_rule() -> None:
    (finding,) = look(*three_months(), shows(MARCH, NEW))
    assert finding.version == load_needs().rules["new_category"].version
