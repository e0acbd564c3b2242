"""The dossiers: what experts expect is what comes out, and together they meet and miss every rule and every answer."""

import pytest

from pleinjour.engines.rules import NONE, Node, Obligation, Profile, classify, find_faults, obligations, upcoming
from pleinjour.refdata.rules import load_rules
from tests.refdata.rules.dossiers_read import Dossier, Expected, read_dossiers

BOOK = load_rules()
DOSSIERS = read_dossiers(BOOK.facts)
DAYS = [pytest.param(one, day, id=f"{one.title} ({day.day})") for one in DOSSIERS for day in one.days]
LAWS = frozenset(rule.id for rule in BOOK.rules if rule.is_mandatory and rule.is_certain)
EVERY = frozenset(rule.id for rule in BOOK.rules)


def answered(dossier: Dossier, expected: Expected) -> list[Obligation]:
    profile, day = dossier.profile, expected.day
    return [*obligations(BOOK, profile, day), *upcoming(BOOK, profile, day)]


def test_there_are_sixty_dossiers_at_least_each_with_its_own_title() -> None:
    assert len(DOSSIERS) >= 60
    assert len({one.title for one in DOSSIERS}) == len(DOSSIERS)


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda one: one.title)
def test_a_dossier_is_a_profile_that_holds(dossier: Dossier) -> None:
    assert find_faults(BOOK.facts, dossier.profile) == []


@pytest.mark.parametrize(("dossier", "expected"), DAYS)
def test_what_binds_is_exactly_what_is_expected(dossier: Dossier, expected: Expected) -> None:
    laws = [one for one in answered(dossier, expected) if one.rule.is_mandatory]
    assert {one.rule.id for one in laws if one.status == "applies"} == expected.applies
    assert {one.rule.id: one.since for one in laws if one.status == "coming"} == expected.coming
    asked = {one.rule.id: {each.fact for each in one.questions} for one in laws if one.status == "to be established"}
    assert {rule: facts for rule, facts in asked.items() if rule in LAWS or rule in expected.ask} == expected.ask


@pytest.mark.parametrize(("dossier", "expected"), DAYS)
def test_doubts_policies_and_absences_are_as_expected(dossier: Dossier, expected: Expected) -> None:
    found = {one.rule.id: one for one in answered(dossier, expected)}
    assert {rule for rule in expected.uncertain if found[rule].status != "uncertain"} == set()
    assert {rule for rule in expected.policies if found[rule].status != "applies"} == set()
    assert expected.absent & found.keys() == set()


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda one: one.title)
def test_the_tree_concludes_as_expected(dossier: Dossier) -> None:
    found = classify(BOOK.tree, BOOK.facts, dossier.profile, dossier.days[0].day)
    concluded = {finding.outcome.id for finding in found.findings}
    assert dossier.concludes - concluded == set()
    assert dossier.excludes & (concluded | {outcome.id for outcome in found.undecided}) == set()


def test_every_rule_is_met_by_a_dossier_and_missed_by_another() -> None:
    days = [day for dossier in DOSSIERS for day in dossier.days]
    met = frozenset().union(*(day.met for day in days))
    # What binds is expected in full: a law that is not named is missed.
    missed = frozenset().union(*(day.absent | (LAWS - day.met - day.ask.keys()) for day in days))
    assert (EVERY - met, EVERY - missed) == (frozenset(), frozenset())


def test_every_node_and_every_answer_of_the_tree_is_walked() -> None:
    walked = {step for dossier in DOSSIERS for step in steps(dossier.profile)}
    every = {(node.id, word) for node in BOOK.tree.nodes.values() for word in node.answers}
    assert every - walked == set()


def steps(profile: Profile) -> set[tuple[str, str]]:
    """The answers that a profile gives, from the first node to the end or to the first fact that is missing."""
    found, place = set[tuple[str, str]](), BOOK.tree.first
    while place is not None and BOOK.tree.nodes[place].fact in profile:
        node = BOOK.tree.nodes[place]
        words = words_of(node, profile)
        found |= {(node.id, word) for word in words}
        place = node.answers[words[0]].then  # type: ignore[assignment]
    return found


def words_of(node: Node, profile: Profile) -> list[str]:
    value = profile[node.fact]
    if isinstance(value, frozenset):
        return sorted(value) or [NONE]
    return [{True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)]
