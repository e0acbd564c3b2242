"""The rules that ship: every known fact of law is there, dated, sourced, and as sure as what was read."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pleinjour.engines.rules import Comparison, Condition, leaves_of
from pleinjour.refdata import rules
from pleinjour.refdata.rules import load_coverage, load_rules
from pleinjour.refdata.sources import read_sources

BOOK = load_rules()
RULES = {rule.id: rule for rule in BOOK.rules}
FACTS_OF_LAW = [
    "crpa-mention", "crpa-explication", "crpa-publication", "lil-47", "rgpd-22-35", "aia-4", "aia-5", "aia-hr-annex3",
    "aia-hr-annex1", "aia-hr-public-legacy", "aia-27", "aia-49", "aia-50", "ccp-env", "ccp-social", "spaser", "reen-35",
    "rgaa", "cst", "archives", "rgs", "nis2", "fr-aia-authorities",
]  # fmt: skip
"""The 23 facts that were gathered in November 2026, by their names."""


@pytest.mark.parametrize("fact", FACTS_OF_LAW)
def test_every_fact_of_law_has_its_rule(fact: str) -> None:
    assert [name for name in RULES if name == fact or name.startswith(f"{fact}-")] != []


def test_the_fifteen_proposals_are_policies_and_nothing_else_is() -> None:
    policies = [rule.id[:6] for rule in BOOK.rules if not rule.is_mandatory]
    assert policies == [f"vol-{number:02d}" for number in range(1, 16)]


def test_what_must_never_be_affirmed_is_uncertain_and_says_why() -> None:
    uncertain = {rule.id for rule in BOOK.rules if not rule.is_certain}
    assert uncertain == {"nis2", "fr-aia-authorities", "aia-49", "cst-technologies"}
    assert all(RULES[name].caution for name in uncertain)
    assert all("ffirmez" in RULES[name].caution for name in ("nis2", "fr-aia-authorities", "aia-49"))


def test_every_law_says_where_it_was_read_by_whom_and_when() -> None:
    laws = [rule for rule in BOOK.rules if rule.is_mandatory]
    assert all(rule.sources and rule.verified_by and rule.verified_on and rule.link for rule in laws)


def test_nothing_was_verified_in_the_future() -> None:
    today = datetime.now(UTC).date()
    assert [rule.id for rule in BOOK.rules if rule.verified_on and rule.verified_on > today] == []


def test_high_confidence_rests_on_an_official_text_or_on_sources_that_agree() -> None:
    recorded = read_sources(Path(rules.__file__).parent)
    strong = {recorded[name].source for name in ("crpa", "ai_act_2024", "ai_act_2026", "dsi_fpt")}
    sure = [rule for rule in BOOK.rules if rule.is_mandatory and rule.confidence == "high"]
    assert [rule.id for rule in sure if not strong & set(rule.sources)] == []


def conditions() -> Iterator[Condition]:
    for rule in BOOK.rules:
        yield from (rule.binds, rule.trigger)


def test_every_fact_is_asked_by_a_rule_or_by_the_tree() -> None:
    asked = {leaf.fact for condition in conditions() for leaf in leaves_of(condition) if isinstance(leaf, Comparison)}
    asked |= {node.fact for node in BOOK.tree.nodes.values()}
    bounds = {fact.at_most for fact in BOOK.facts.values()}
    assert BOOK.facts.keys() - asked - bounds == set()


def test_questions_are_questions_and_duties_are_sentences() -> None:
    assert [fact.id for fact in BOOK.facts.values() if not fact.question.endswith("\u202f?")] == []
    assert [rule.id for rule in BOOK.rules if not rule.duty.endswith(".")] == []
    assert [rule.id for rule in BOOK.rules if rule.caution and not rule.caution.endswith(".")] == []


def test_no_threshold_and_no_day_of_the_law_stands_in_code() -> None:
    engine = Path(rules.__file__).parents[2] / "engines" / "rules"
    files = [*engine.glob("*.py"), *Path(rules.__file__).parent.glob("*.py")]
    written = re.compile(r"\bdate\(\d|\b\d{2,}_?\d{3}\b")
    assert [path.name for path in files if written.search(path.read_text())] == []


def test_a_rule_never_ends_before_it_is_known() -> None:
    assert [rule.id for rule in BOOK.rules if rule.until and rule.enacted and rule.until < rule.enacted] == []
    assert all(rule.enacted <= date(2026, 12, 31) for rule in BOOK.rules if rule.enacted)


def test_what_is_covered_says_each_law_once_and_names_no_law_that_is_not_there() -> None:
    texts = load_coverage()
    laws = [rule for rule in BOOK.rules if rule.is_mandatory]
    assert [rule.id for rule in laws if sum(text.holds(rule) for text in texts) != 1] == []
    assert [start for text in texts for start in text.rules if not any(name.startswith(start) for name in RULES)] == []


def test_the_articles_of_the_gdpr_that_are_said_to_be_covered_are_those_of_the_rules() -> None:
    [covers] = [text.covers for text in load_coverage() if text.text == "RGPD"]
    said = " ".join(rule.reference.partition(";")[0] for rule in BOOK.rules if rule.id.startswith("rgpd-"))
    assert set(re.findall(r"\d+", covers)) == set(re.findall(r"\d+", said))
