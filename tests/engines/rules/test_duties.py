"""Rules in time: announced, due, over; affirmed only where they are certain."""

from datetime import date

import pytest

from pleinjour.engines.rules import Rule, obligations, upcoming
from tests.engines.rules.small_book import DAY, IS_COMMUNE, MOVED, book, rule


def statuses(made: Rule, day: date = DAY) -> tuple[list[str], list[str]]:
    return (
        [one.status for one in obligations(book(made), {}, day)],
        [one.status for one in upcoming(book(made), {}, day)],
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 12, 31), ([], [])),
        (date(2020, 1, 1), ([], ["coming"])),
        (date(2021, 5, 31), ([], ["coming"])),
        (date(2021, 6, 1), (["applies"], [])),
        (date(2022, 12, 31), (["applies"], [])),
        (date(2023, 1, 1), ([], [])),
    ],
)
def test_a_rule_is_announced_then_due_then_over(day: date, expected: tuple[list[str], list[str]]) -> None:
    made = rule(since=date(2021, 6, 1), enacted=date(2020, 1, 1), until=date(2022, 12, 31))
    assert statuses(made, day) == expected


@pytest.mark.parametrize(
    ("day", "since"),
    [(date(2026, 7, 26), date(2026, 8, 2)), (date(2026, 7, 27), date(2027, 12, 2))],
)
def test_the_day_of_effect_is_the_one_that_the_law_of_the_day_announces(day: date, since: date) -> None:
    [coming] = upcoming(book(rule(since=MOVED)), {}, day)
    assert coming.since == since


def test_a_rule_without_a_sure_day_is_shown_as_uncertain_and_never_as_due() -> None:
    made = rule(since=None, confidence="low")
    [shown] = obligations(book(made), {}, DAY)
    assert (shown.status, shown.since) == ("uncertain", None)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "applies"),
        ({"confidence": "medium"}, "applies"),
        ({"confidence": "low"}, "uncertain"),
        ({"standing": "disputed"}, "uncertain"),
        ({"standing": "unverified"}, "uncertain"),
    ],
)
def test_only_what_is_certain_is_affirmed(changes: dict[str, object], status: str) -> None:
    [shown] = obligations(book(rule(**changes)), {}, DAY)  # type: ignore[arg-type]
    assert shown.status == status


def test_what_comes_first_is_said_first() -> None:
    late, soon = rule(name="late", since=date(2030, 1, 1)), rule(name="soon", since=date(2027, 1, 1))
    assert [one.rule.id for one in upcoming(book(late, soon), {}, DAY)] == ["soon", "late"]


def test_whom_it_binds_and_when_are_both_needed() -> None:
    made = rule(IS_COMMUNE, binds=IS_COMMUNE)
    assert [one.status for one in obligations(book(made), {"a.type": "commune"}, DAY)] == ["applies"]
    assert obligations(book(made), {"a.type": "region"}, DAY) == ()


def test_a_reason_is_said_once() -> None:
    [shown] = obligations(book(rule(IS_COMMUNE, binds=IS_COMMUNE)), {"a.type": "commune"}, DAY)
    assert [str(reason) for reason in shown.because] == ["A.type : un choix"]
