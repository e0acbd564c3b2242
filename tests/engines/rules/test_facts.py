"""A profile is checked before it is weighed: names, kinds, contradictions."""

from datetime import date, datetime

import pytest

from pleinjour.engines.rules import find_faults, without_contradictions
from tests.engines.rules.small_book import FACTS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("a.type", "commune"),
        ("a.heads", 0),
        ("a.heads", 12.5),
        ("a.awarded", date(2026, 1, 1)),
        ("s.learns", False),
        ("s.uses", frozenset()),
        ("s.uses", frozenset({"school", "work"})),
    ],
)
def test_a_value_of_the_right_kind_is_taken(name: str, value: object) -> None:
    assert find_faults(FACTS, {name: value}) == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("a.type", "village", "commune, region"),
        ("a.type", False, "commune, region"),
        ("a.heads", -1, "sans espace ni unité (agents)"),
        ("a.heads", True, "un nombre"),
        ("a.heads", "12", "un nombre"),
        ("a.heads", float("nan"), "un nombre"),
        ("a.heads", float("inf"), "un nombre"),
        ("a.awarded", datetime(2026, 1, 1), "une date"),  # noqa: DTZ001 - what YAML makes of a date with its time
        ("a.awarded", "2026-01-01", "une date"),
        ("s.learns", 1, "oui ou non"),
        ("s.uses", "school", "une liste"),
        ("s.uses", frozenset({"home"}), "school, work"),
        ("s.unheard", True, "n’est pas déclaré"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_what_to_write(name: str, value: object, said: str) -> None:
    [fault] = find_faults(FACTS, {name: value})
    assert fault.fact == name
    assert said in str(fault.why)


@pytest.mark.parametrize(
    "profile",
    [
        {"a.fte": 60, "a.heads": 50},
        {"a.launched": date(2026, 5, 2), "a.awarded": date(2026, 5, 1)},
    ],
)
def test_two_facts_that_contradict_are_refused(profile: dict[str, object]) -> None:
    [fault] = find_faults(FACTS, profile)
    assert (fault.fact, fault.against) == tuple(profile)
    assert f"ne peut pas dépasser « {FACTS[fault.against].label} »" in str(fault.why)
    assert without_contradictions(FACTS, profile | {"s.learns": True}) == {"s.learns": True}  # type: ignore[arg-type]


def test_what_another_fact_shows_can_not_be_denied() -> None:
    [fault] = find_faults(FACTS, {"a.buys": False, "a.awarded": date(2026, 5, 1)})
    assert fault.fact == "a.buys"
    assert "« A.awarded » est connu" in str(fault.why)
