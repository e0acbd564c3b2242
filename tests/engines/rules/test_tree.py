"""The decision tree: what is surely concluded, what is excluded, what is left to ask."""

from datetime import date

import pytest

from pleinjour.engines.rules import Classification, Conclusion, Profile, classify, obligations
from tests.engines.rules.small_book import DAY, FACTS, TREE, book, rule

WORK = frozenset({"work"})
EVERYTHING: Profile = {"s.learns": True, "s.uses": WORK, "s.profiles": True, "s.talks": True}


def ids(found: Classification) -> set[str]:
    return {finding.outcome.id for finding in found.findings}


@pytest.mark.parametrize(
    ("answers", "concluded", "undecided"),
    [
        ({"s.learns": False}, {"not_ai"}, set()),
        ({"s.learns": True, "s.uses": frozenset(), "s.talks": False}, {"ai"}, set()),
        (
            {"s.learns": True, "s.uses": WORK, "s.profiles": True, "s.talks": True},
            {"ai", "work", "high", "tell"},
            set(),
        ),
        ({"s.learns": True, "s.uses": frozenset({"school", "work"})}, {"ai", "school", "work"}, {"high", "tell"}),
        ({"s.learns": True, "s.talks": True}, {"ai", "tell"}, {"school", "work", "high"}),
        ({"s.talks": True}, set(), {"ai", "not_ai", "school", "work", "high", "tell"}),
        ({"s.talks": False}, set(), {"ai", "not_ai", "school", "work", "high"}),
    ],
)
def test_what_answers_conclude(answers: Profile, concluded: set[str], undecided: set[str]) -> None:
    found = classify(TREE, FACTS, answers, DAY)
    assert ids(found) == concluded
    assert {outcome.id for outcome in found.undecided} == undecided


def test_questions_come_in_the_order_of_the_tree_and_only_where_they_matter() -> None:
    asked = classify(TREE, FACTS, {"s.learns": True, "s.uses": frozenset()}, DAY).questions
    assert [question.fact for question in asked] == ["s.talks"]
    everything = classify(TREE, FACTS, {}, DAY).questions
    assert sorted(question.fact for question in everything) == ["s.learns", "s.profiles", "s.talks", "s.uses"]


def test_a_conclusion_says_which_answers_made_it() -> None:
    high = next(one for one in classify(TREE, FACTS, EVERYTHING, DAY).findings if one.outcome.id == "high")
    assert [str(reason) for reason in high.because] == ["S.learns : oui", "S.uses : un choix", "S.profiles : oui"]


@pytest.mark.parametrize(
    ("day", "since", "is_coming"),
    [
        (date(2026, 7, 26), date(2026, 8, 2), True),
        (date(2026, 7, 27), date(2027, 12, 2), True),
        (date(2027, 12, 1), date(2027, 12, 2), True),
        (date(2027, 12, 2), date(2027, 12, 2), False),
    ],
)
def test_a_conclusion_says_from_which_day_it_counts(day: date, since: date, is_coming: bool) -> None:
    high = next(one for one in classify(TREE, FACTS, EVERYTHING, day).findings if one.outcome.id == "high")
    assert (high.since, high.is_coming) == (since, is_coming)


@pytest.mark.parametrize(
    ("answers", "status", "asked"),
    [
        ({"s.learns": False}, [], []),
        ({"s.learns": True, "s.uses": WORK, "s.profiles": True}, ["applies"], []),
        ({"s.learns": True, "s.uses": WORK}, ["to be established"], ["s.profiles"]),
        ({"s.learns": True, "s.profiles": True}, ["to be established"], ["s.uses"]),
        ({"s.learns": True, "s.profiles": False}, [], []),
    ],
)
def test_rules_rest_on_conclusions(answers: Profile, status: list[str], asked: list[str]) -> None:
    found = obligations(book(rule(Conclusion("high"))), answers, DAY)
    assert [one.status for one in found] == status
    assert [question.fact for one in found for question in one.questions] == asked
