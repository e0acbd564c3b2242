"""The AI Act's turns, the July 2026 change included: what each day brings and takes away, to the day."""

from datetime import date, timedelta

import pytest

from pleinjour.engines.rules import Profile, classify, read_duties, upcoming
from pleinjour.refdata.rules import load_rules

BOOK = load_rules()

EVERYTHING: Profile = {
    "authority.type": "departement",
    "authority.agents_fte": 3000,
    "contract.exists": False,
    "system.is_ai": True,
    "system.exclusion": "aucun",
    "system.origin": "interne",
    "system.used": True,
    "system.practices": frozenset({"emotions", "images_intimes"}),
    "system.product": "annexe1_tiers",
    "system.annex3": frozenset({"recrutement"}),
    "system.profiling": True,
    "system.talks_to_people": True,
    "system.obvious_ai": False,
    "system.generates": frozenset({"texte", "image"}),
    "system.editing_only": False,
    "system.deep_fake": True,
    "system.public_text": True,
    "system.editorial_control": False,
    "system.biometrics": frozenset({"emotions"}),
    "system.general_model": True,
    "system.supplies_model": True,
    "system.decision_role": "aide",
    "system.concerns_agents": True,
    "system.redesigned": False,
}
"""A system of an authority's own that meets every duty of the regulation."""

OLD: Profile = {**EVERYTHING, "system.available_since": date(2025, 1, 1)}
NEW: Profile = {**EVERYTHING, "system.available_since": date(2031, 1, 1)}
ANNEX3 = {"deployeur", "fournisseur", "agents", "personnes"}
ANNEX1 = {"aia-hr-annex1-deployeur", "aia-hr-annex1-fournisseur"}


def due(profile: Profile, day: date) -> set[str]:
    return {one.rule.id for one in read_duties(BOOK, profile, day).binding if one.rule.id.startswith("aia-")}


def announced(profile: Profile, day: date) -> dict[str, date | None]:
    return {one.rule.id: one.since for one in upcoming(BOOK, profile, day) if one.rule.id.startswith("aia-")}


@pytest.mark.parametrize(
    ("profile", "turn", "begins", "ends"),
    [
        (NEW, date(2025, 2, 2), {"aia-4-2024", "aia-5"}, set()),
        (NEW, date(2025, 8, 2), {"aia-53"}, set()),
        (NEW, date(2026, 7, 27), {"aia-4"}, {"aia-4-2024"}),
        (NEW, date(2026, 8, 2), {"aia-50-1", "aia-50-2", "aia-50-3", "aia-50-4-image", "aia-50-4-texte"}, set()),
        (OLD, date(2026, 8, 2), {"aia-50-1", "aia-50-3", "aia-50-4-image", "aia-50-4-texte"}, set()),
        (NEW, date(2026, 12, 2), {"aia-5-2026"}, set()),
        (OLD, date(2026, 12, 2), {"aia-5-2026", "aia-50-2-anciens"}, set()),
        (NEW, date(2027, 12, 2), {"aia-27", *(f"aia-hr-annex3-{one}" for one in ANNEX3)}, set()),
        (OLD, date(2027, 12, 2), set(), set()),
        (NEW, date(2028, 8, 2), ANNEX1, set()),
        (OLD, date(2028, 8, 2), set(), set()),
        (NEW, date(2030, 8, 2), set(), set()),
        (OLD, date(2030, 8, 2), {"aia-hr-public-legacy", "aia-hr-public-legacy-annex1"}, set()),
    ],
)
def test_what_begins_and_what_ends_on_a_day(profile: Profile, turn: date, begins: set[str], ends: set[str]) -> None:
    before, after = due(profile, turn - timedelta(1)), due(profile, turn)
    assert (after - before, before - after) == (begins, ends)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("aia-hr-annex3-deployeur", date(2026, 8, 2), date(2027, 12, 2)),
        ("aia-27", date(2026, 8, 2), date(2027, 12, 2)),
        ("aia-hr-annex1-deployeur", date(2027, 8, 2), date(2028, 8, 2)),
        ("aia-50-1", date(2026, 8, 2), date(2026, 8, 2)),
        ("aia-5-2026", None, date(2026, 12, 2)),
    ],
)
def test_the_change_of_july_2026_moves_what_is_announced(rule: str, before: date | None, after: date) -> None:
    assert announced(NEW, date(2026, 7, 26)).get(rule) == before
    assert announced(NEW, date(2026, 7, 27)).get(rule) == after


@pytest.mark.parametrize(("day", "since"), [(26, date(2026, 8, 2)), (27, date(2027, 12, 2))])
def test_the_classification_follows_the_law_of_the_day(day: int, since: date) -> None:
    found = {one.outcome.id: one for one in classify(BOOK.tree, BOOK.facts, NEW, date(2026, 7, day)).findings}
    assert (found["high_risk_annex3"].since, found["high_risk_annex3"].is_coming) == (since, True)
    assert found["prohibited_f"].is_coming is False
    assert found["prohibited_2026"].is_coming is True


def test_days_where_nothing_turns_bring_nothing() -> None:
    turns = {date(2026, 7, 27), date(2026, 8, 2), date(2026, 12, 2), date(2027, 12, 2)}
    days = [date(2026, 7, 1) + timedelta(days) for days in range(540)]
    changed = {day for profile in (OLD, NEW) for day in days if due(profile, day) != due(profile, day - timedelta(1))}
    assert changed == turns
