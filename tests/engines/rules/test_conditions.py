"""Conditions in three values: met, unmet, unknown; and what is asked when a fact is missing."""

from datetime import date

import pytest

from pleinjour.engines.rules import Comparison, Condition, Obligation, Profile, Value, obligations
from tests.engines.rules.small_book import DAY, HAS_FIFTY, IS_COMMUNE, LEARNS, MOVED, book, group, parameter, rule

FIVE_HUNDRED = parameter((date(2020, 1, 1), None, 500))


def found(trigger: Condition, profile: Profile, day: date = DAY) -> Obligation | None:
    answers = obligations(book(rule(trigger)), profile, day)
    return answers[0] if answers else None


def status(trigger: Condition, profile: Profile, day: date = DAY) -> str | None:
    answer = found(trigger, profile, day)
    return answer.status if answer else None


@pytest.mark.parametrize(
    ("trigger", "value", "expected"),
    [
        (IS_COMMUNE, "commune", "applies"),
        (IS_COMMUNE, "region", None),
        (Comparison("a.type", "in", frozenset({"commune", "region"})), "region", "applies"),
        (Comparison("a.type", "in", frozenset({"commune"})), "region", None),
        (HAS_FIFTY, 50, "applies"),
        (HAS_FIFTY, 49.5, None),
        (Comparison("a.heads", "more_than", FIVE_HUNDRED), 500, None),
        (Comparison("a.heads", "more_than", FIVE_HUNDRED), 501, "applies"),
        (Comparison("a.awarded", "since", MOVED), date(2027, 12, 2), "applies"),
        (Comparison("a.awarded", "since", MOVED), date(2027, 12, 1), None),
        (Comparison("a.awarded", "before", MOVED), date(2027, 12, 1), "applies"),
        (Comparison("a.awarded", "before", MOVED), date(2027, 12, 2), None),
    ],
)
def test_a_known_fact_is_held_against_its_limit(trigger: Comparison, value: Value, expected: str | None) -> None:
    assert status(trigger, {trigger.fact: value}) == expected


@pytest.mark.parametrize(
    ("kind", "known", "expected"),
    [
        ("all", {}, "to be established"),
        ("all", {"a.type": "commune"}, "to be established"),
        ("all", {"a.type": "region"}, None),
        ("all", {"a.type": "commune", "s.learns": True}, "applies"),
        ("any", {}, "to be established"),
        ("any", {"a.type": "region"}, "to be established"),
        ("any", {"a.type": "commune"}, "applies"),
        ("any", {"a.type": "region", "s.learns": False}, None),
        ("none", {}, "to be established"),
        ("none", {"a.type": "region"}, "to be established"),
        ("none", {"a.type": "commune"}, None),
        ("none", {"a.type": "region", "s.learns": False}, "applies"),
    ],
)
def test_groups_follow_the_logic_of_three_values(kind: str, known: Profile, expected: str | None) -> None:
    assert status(group(kind, IS_COMMUNE, LEARNS), known) == expected


def test_an_absent_fact_is_asked_with_its_help_and_who_knows_it() -> None:
    answer = found(group("all", IS_COMMUNE, LEARNS), {"a.type": "commune"})
    assert answer is not None
    [question] = answer.questions
    assert (question.fact, question.text, question.explanation, question.who) == ("s.learns", "s.learns ?", "…", "DSI")
    assert [str(reason) for reason in answer.because] == ["A.type : un choix"]


def test_a_fact_that_no_longer_matters_is_not_asked() -> None:
    answer = found(group("any", IS_COMMUNE, LEARNS), {"a.type": "commune"})
    assert answer is not None
    assert answer.questions == ()


def test_a_threshold_that_was_met_is_said_with_its_unit() -> None:
    answer = found(HAS_FIFTY, {"a.heads": 1200})
    assert answer is not None
    assert [str(reason) for reason in answer.because] == ["A.heads : 1\u202f200\u00a0agents (au moins 50\u00a0agents)"]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"a.fte": 60}, "applies"),
        ({"a.fte": 30}, "to be established"),
        ({"a.fte": 60, "a.heads": 70}, "applies"),
    ],
)
def test_a_smaller_fact_settles_that_a_larger_one_reaches_its_limit(known: Profile, expected: str) -> None:
    assert status(HAS_FIFTY, known) == expected


@pytest.mark.parametrize(("awarded", "expected"), [(date(2026, 5, 1), None), (date(2028, 5, 1), "to be established")])
def test_what_ended_before_a_day_began_before_it(awarded: date, expected: str | None) -> None:
    assert status(Comparison("a.launched", "since", MOVED), {"a.awarded": awarded}) == expected


def test_a_bound_is_said_as_one() -> None:
    answer = found(HAS_FIFTY, {"a.fte": 60})
    assert answer is not None
    assert [str(reason) for reason in answer.because] == ["A.heads : 60\u00a0agents ou plus"]


def test_a_value_of_the_law_that_has_run_out_is_asked_and_not_guessed() -> None:
    answer = found(HAS_FIFTY, {"a.heads": 10_000}, date(2027, 1, 1))
    assert answer is not None
    assert answer.status == "to be established"
    assert "« Seuil » à cette date n’est pas connue" in str(answer.questions[0].text)


def test_a_moving_day_is_the_one_that_the_law_of_the_day_gives() -> None:
    trigger = Comparison("a.awarded", "since", MOVED)
    awarded = {"a.awarded": date(2026, 9, 1)}
    assert status(trigger, awarded, date(2026, 7, 26)) == "applies"
    assert status(trigger, awarded, date(2026, 7, 27)) is None


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, "to be established"),
        ({"a.awarded": date(2026, 5, 1)}, "applies"),
        ({"a.buys": False}, None),
    ],
)
def test_a_fact_that_another_shows_is_not_asked(known: Profile, expected: str | None) -> None:
    assert status(Comparison("a.buys", "is", True), known) == expected
