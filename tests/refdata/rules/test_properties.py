"""What holds of every profile: more facts never turn an answer around, and a missing one never makes a silent "no"."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pleinjour.engines.rules import Fact, Obligation, Profile, Value, classify, find_faults, obligations, upcoming
from pleinjour.refdata.rules import load_rules

BOOK = load_rules()
TURNS = (
    date(2025, 2, 2), date(2026, 7, 27), date(2026, 8, 2), date(2026, 8, 22), date(2026, 12, 2), date(2027, 12, 2),
    date(2028, 8, 2), date(2030, 8, 2),
)  # fmt: skip
DAYS = st.sampled_from([day + timedelta(shift) for day in TURNS for shift in (-1, 0, 1)])
NUMBERS = (0, 1, 2, 49, 50, 51, 199, 200, 50_000, 50_001, 215_999, 216_000, 50_000_000, 50_000_001)


def values(fact: Fact) -> st.SearchStrategy[Value]:
    if fact.kind == "yes_no":
        return st.booleans()
    if fact.kind == "choice":
        return st.sampled_from(sorted(fact.choices))
    if fact.kind == "choices":
        return st.frozensets(st.sampled_from(sorted(fact.choices)), max_size=3)
    return st.sampled_from(NUMBERS) if fact.kind == "number" else DAYS


def holds(profile: Profile) -> bool:
    return find_faults(BOOK.facts, profile) == []


WHOLE = st.fixed_dictionaries({name: values(fact) for name, fact in BOOK.facts.items()})
HIDDEN = st.sets(st.sampled_from(sorted(BOOK.facts)))


def bounded(profile: dict[str, Value]) -> dict[str, Value]:
    """The profile without the contradictions that `find_faults` refuses."""
    profile = {**profile, "contract.exists": True}
    for name, fact in BOOK.facts.items():
        if fact.at_most:
            low, high = sorted((profile[name], profile[fact.at_most]))
            profile |= {name: low, fact.at_most: high}
    return profile


COMPLETE = WHOLE.map(bounded)


def without(profile: Profile, hidden: set[str]) -> Profile:
    return {name: value for name, value in profile.items() if name not in hidden}


def answers(profile: Profile, day: date) -> dict[str, Obligation]:
    return {one.rule.id: one for one in (*obligations(BOOK, profile, day), *upcoming(BOOK, profile, day))}


@given(COMPLETE, HIDDEN, DAYS)
@settings(max_examples=80, deadline=None)
def test_a_fact_that_is_added_never_turns_a_settled_answer_around(
    profile: Profile, hidden: set[str], day: date
) -> None:
    partial, whole = answers(without(profile, hidden), day), answers(profile, day)
    assert holds(profile)
    assert whole.keys() <= partial.keys(), "a missing fact made a silent no"
    settled = {rule: one.status for rule, one in partial.items() if one.status != "to be established"}
    assert {rule: whole[rule].status for rule in settled} == settled


@given(COMPLETE, HIDDEN, DAYS)
@settings(max_examples=60, deadline=None)
def test_what_the_tree_concludes_stays_concluded(profile: Profile, hidden: set[str], day: date) -> None:
    partial = classify(BOOK.tree, BOOK.facts, without(profile, hidden), day)
    whole = classify(BOOK.tree, BOOK.facts, profile, day)
    sure = {finding.outcome.id for finding in partial.findings}
    concluded = {finding.outcome.id for finding in whole.findings}
    assert sure <= concluded <= sure | {outcome.id for outcome in partial.undecided}
    assert whole.undecided == ()
    assert whole.questions == ()


@given(COMPLETE, HIDDEN, DAYS)
@settings(max_examples=60, deadline=None)
def test_what_is_left_to_establish_asks_for_facts_that_are_missing(
    profile: Profile, hidden: set[str], day: date
) -> None:
    for one in answers(without(profile, hidden), day).values():
        assert bool(one.questions) == (one.status == "to be established")
        assert {question.fact for question in one.questions} <= hidden | {""}


@given(COMPLETE, DAYS, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_a_profile_changes_nothing(profile: Profile, day: date, chance: object) -> None:
    turned = dict(sorted(profile.items(), key=lambda _item: chance.random()))  # type: ignore[attr-defined]
    before, after = answers(profile, day), answers(turned, day)
    assert list(before) == list(after)
    assert [[str(reason) for reason in one.because] for one in before.values()] == [
        [str(reason) for reason in one.because] for one in after.values()
    ]


@given(COMPLETE, DAYS)
@settings(max_examples=60, deadline=None)
def test_only_a_sure_rule_is_affirmed(profile: Profile, day: date) -> None:
    for one in answers(profile, day).values():
        assert one.rule.is_certain or one.status in ("uncertain", "to be established")


@given(COMPLETE, st.sampled_from(sorted(BOOK.facts)), DAYS)
@settings(max_examples=80, deadline=None)
def test_one_missing_fact_is_asked_only_where_its_value_decides(profile: Profile, hidden: str, day: date) -> None:
    """With one fact missing, "to be established" means that some value meets the rule and another does not."""
    waiting = {rule for rule, one in answers(without(profile, {hidden}), day).items() if one.questions}
    fact = BOOK.facts[hidden]
    tried = [profile | {hidden: value} for value in every_value(fact)]  # type: ignore[operator]
    met = [answers(one, day) for one in tried if holds(one)]
    for rule in waiting:
        asked = answers(without(profile, {hidden}), day)[rule].questions
        if [question.fact for question in asked] == [hidden]:
            assert len({rule in each for each in met}) == 2, rule


def every_value(fact: Fact) -> list[Value]:
    if fact.kind == "yes_no":
        return [True, False]
    if fact.kind == "choice":
        return list(fact.choices)
    if fact.kind == "choices":
        return [frozenset(), *(frozenset({word}) for word in fact.choices), frozenset(fact.choices)]
    if fact.kind == "number":
        return list(NUMBERS)
    return [day + timedelta(shift) for day in TURNS for shift in (-1, 0, 1)]
