"""Studies: every branch of small sets drawn at random, held against a naive reading of the rules."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.engines.studies import (
    WORST,
    Choice,
    Floor,
    Level,
    Question,
    Questions,
    Shown,
    UnsoundQuestions,
    asked,
    check,
    score,
)
from pleinjour.engines.studies.questions import Effect, Kind

LEVELS = (Level(1, 0), Level(2, 25), Level(3, 50), Level(4, 75))
LENSES = ("droits", "travail")
Given = dict[str, frozenset[str]]


KINDS: tuple[Kind, ...] = ("one", "several", "text")
EFFECTS: tuple[Effect, ...] = ("impact", "mitigation")


@st.composite
def choices_of(draw: st.DrawFn, kind: Kind) -> tuple[Choice, ...]:
    """None for a text; the first always weighs, so that the question does."""
    count = 0 if kind == "text" else draw(st.integers(1, 3))
    points = [draw(st.integers(0 if rank else 1, 5)) for rank in range(count)]
    return tuple(Choice(f"c{rank}", point, draw(st.sampled_from([0, 0, 0, 3]))) for rank, point in enumerate(points))


@st.composite
def conditions_on(draw: st.DrawFn, earlier: list[Question]) -> tuple[Shown, ...]:
    """None, or one on a question that has choices."""
    leading = [question for question in earlier if question.choices]
    if not leading or not draw(st.integers(0, 1)):
        return ()
    before = draw(st.sampled_from(leading))
    some = draw(st.sets(st.sampled_from([choice.id for choice in before.choices]), min_size=1))
    return (Shown(before.id, frozenset(some)),)


@st.composite
def question_sets(draw: st.DrawFn) -> Questions:
    questions: list[Question] = []
    for number in range(draw(st.integers(1, 7))):
        kind, lens = draw(st.sampled_from(KINDS)), draw(st.sampled_from(LENSES))
        effect: Effect = "none" if kind == "text" else draw(st.sampled_from(EFFECTS))
        shown_if = draw(conditions_on(questions))
        questions.append(Question(f"q{number}", lens, kind, effect, draw(choices_of(kind)), shown_if))
    found = Questions(tuple(questions), LEVELS, draw(st.sampled_from([0, 30, 100])))
    check(found)
    return found


@st.composite
def answered(draw: st.DrawFn) -> tuple[Questions, Given]:
    questions = draw(question_sets())
    answers: Given = {}
    for question in questions.questions:
        ids = [choice.id for choice in question.choices] or ["texte"]
        most = len(ids) if question.kind == "several" else 1
        chosen = draw(st.one_of(st.sets(st.sampled_from(ids), max_size=most), st.just({WORST})))
        if chosen:
            answers[question.id] = frozenset(chosen)
    return questions, answers


def naive_asked(questions: Questions, answers: Given) -> set[str]:
    """The greatest set in which each question's conditions hold: taken away until nothing moves."""
    left = {question.id for question in questions.questions}
    while True:
        wrong = {
            question.id
            for question in questions.questions
            if question.id in left
            for shown in question.shown_if
            if shown.question not in left or not any(one in shown.choices for one in answers.get(shown.question, ()))
        }
        if not wrong:
            return left
        left -= wrong


def naive_score(questions: Questions, answers: Given, lens: str) -> Fraction:
    visible = naive_asked(questions, answers)
    total = {"impact": [0, 0], "mitigation": [0, 0]}
    for question in questions.questions:
        if question.id not in visible or question.lens != lens or question.effect == "none":
            continue
        given_ = answers.get(question.id, frozenset())
        points = [choice.points for choice in question.choices if choice.id in given_]
        whole = [choice.points for choice in question.choices]
        most = sum(whole) if question.kind == "several" else max(whole)
        unknown = question.effect == "impact" and (not given_ or WORST in given_)
        total[question.effect][0] += most if unknown else sum(points)
        total[question.effect][1] += most
    (p, most_p), (m, most_m) = total["impact"], total["mitigation"]
    weight = Fraction(100 * p, most_p) if most_p else Fraction(0)
    return weight * (1 - (Fraction(m, most_m) if most_m else 0) * Fraction(questions.most_reduction, 100))


@given(answered())
def test_scores_are_those_of_a_naive_reading(case: tuple[Questions, Given]) -> None:
    questions, answers = case
    result = score(questions, answers)
    assert {question.id for question in asked(questions, answers)} == naive_asked(questions, answers)
    for lens in result.lenses:
        assert abs(naive_score(questions, answers, lens.lens) - lens.score) <= Fraction(1, 2)
        assert 0 <= lens.score <= 100


@given(answered())
def test_an_answer_that_is_hidden_never_counts(case: tuple[Questions, Given]) -> None:
    questions, answers = case
    visible = naive_asked(questions, answers)
    kept = {question: chosen for question, chosen in answers.items() if question in visible}
    assert score(questions, answers) == score(questions, kept)


@given(answered(), st.randoms(use_true_random=False))
def test_the_same_answers_give_the_same_score_in_any_order(case: tuple[Questions, Given], chance: object) -> None:
    questions, answers = case
    shuffled = list(answers.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert score(questions, dict(shuffled)) == score(questions, answers)


@given(answered())
def test_not_knowing_never_weighs_less_than_an_answer(case: tuple[Questions, Given]) -> None:
    questions, answers = case
    leading = {shown.question for question in questions.questions for shown in question.shown_if}
    for question in questions.questions:
        if question.id in leading or question.effect != "impact":
            continue
        unknown = score(questions, {**answers, question.id: frozenset({WORST})})
        known = score(questions, answers)
        for before, after in zip(known.lenses, unknown.lenses, strict=True):
            assert after.score >= before.score


@given(answered())
def test_a_heavier_answer_never_lowers_a_score(case: tuple[Questions, Given]) -> None:
    questions, answers = case
    leading = {shown.question for question in questions.questions for shown in question.shown_if}
    for question in questions.questions:
        if question.id in leading or question.effect != "impact":
            continue
        by_weight = sorted(question.choices, key=lambda choice: choice.points)
        results = [score(questions, {**answers, question.id: frozenset({choice.id})}) for choice in by_weight]
        for light, heavy in pairwise(results):
            for before, after in zip(light.lenses, heavy.lenses, strict=True):
                assert after.score >= before.score


@given(answered())
def test_a_mitigation_never_adds_weight(case: tuple[Questions, Given]) -> None:
    questions, answers = case
    leading = {shown.question for question in questions.questions for shown in question.shown_if}
    for question in questions.questions:
        if question.id in leading or question.effect != "mitigation":
            continue
        best = max(question.choices, key=lambda choice: choice.points)
        without = score(questions, {**answers, question.id: frozenset({WORST})})
        with_it = score(questions, {**answers, question.id: frozenset({best.id})})
        for before, after in zip(without.lenses, with_it.lenses, strict=True):
            assert after.score <= before.score


@given(answered())
def test_a_study_is_complete_when_all_that_is_asked_is_answered(case: tuple[Questions, Given]) -> None:
    questions, answers = case
    result = score(questions, answers)
    assert set(result.open) == {one for one in naive_asked(questions, answers) if not answers.get(one)}
    assert result.is_complete == (not result.open)


def one(id_: str, *points: int, lens: str = "droits", effect: str = "impact", floor: int = 0) -> Question:
    choices = tuple(Choice(f"c{rank}", point, floor if rank == 0 else 0) for rank, point in enumerate(points))
    return Question(id_, lens, "one", effect, choices)  # type: ignore[arg-type]


def test_one_lens_never_makes_up_for_another() -> None:
    questions = Questions((one("a", 0, 4), one("b", 0, 4, lens="travail")), LEVELS, 0)
    result = score(questions, {"a": frozenset({"c0"}), "b": frozenset({"c1"})})
    assert ([lens.score for lens in result.lenses], result.level) == ([0, 100], 4)


@pytest.mark.parametrize(("points", "level"), [(0, 1), (24, 1), (25, 2), (49, 2), (50, 3), (75, 4), (100, 4)])
def test_a_level_begins_at_its_score(points: int, level: int) -> None:
    questions = Questions((one("a", points, 100),), LEVELS, 0)
    assert score(questions, {"a": frozenset({"c0"})}).level == level


def test_a_choice_may_demand_a_level_whatever_the_score() -> None:
    questions = Questions((one("b", 0, 4, floor=2), one("a", 0, 4, floor=3)), LEVELS, 0)
    result = score(questions, {"a": frozenset({"c0"}), "b": frozenset({"c0"})})
    assert (result.level, result.floors) == (3, (Floor("a", "c0", 3), Floor("b", "c0", 2)))
    assert score(questions, {"a": frozenset({"c1"}), "b": frozenset({"c1"})}).floors == ()


def test_mitigation_takes_at_most_its_share() -> None:
    questions = Questions((one("a", 0, 4), one("m", 0, 2, effect="mitigation")), LEVELS, 30)
    result = score(questions, {"a": frozenset({"c1"}), "m": frozenset({"c1"})})
    assert (result.lenses[0].score, result.lenses[0].reduction) == (70, 30)


def test_the_heaviest_reason_comes_first() -> None:
    questions = Questions((one("a", 1, 4), one("b", 3, 4), one("c", 3, 4)), LEVELS, 0)
    result = score(questions, {name: frozenset({"c0"}) for name in "abc"})
    assert [reason.question for reason in result.lenses[0].reasons] == ["b", "c", "a"]


SOUND = Questions((one("a", 0, 4), replace(one("b", 0, 4), shown_if=(Shown("a", frozenset({"c1"})),))), LEVELS, 0)


@pytest.mark.parametrize(
    "question",
    [
        one("a", 0, 4),
        Question("x", "droits", "one"),
        Question("x", "droits", "text", "none", (Choice("c0", 0),)),
        Question("x", "droits", "one", "impact", (Choice("c0", 1), Choice("c0", 2))),
        Question("x", "droits", "one", "impact", (Choice("c0", 0),)),
        Question("x", "droits", "one", "none", (Choice("c0", 2),)),
        one("x", -1, 4),
        one("x", 1, 4, floor=5),
        replace(one("x", 0, 4), shown_if=(Shown("x", frozenset({"c1"})),)),
        replace(one("x", 0, 4), shown_if=(Shown("y", frozenset({"c1"})),)),
        replace(one("x", 0, 4), shown_if=(Shown("a", frozenset({"c9"})),)),
    ],
)
def test_a_set_that_contradicts_itself_is_refused(question: Question) -> None:
    check(SOUND)
    with pytest.raises(UnsoundQuestions, match=question.id):
        check(replace(SOUND, questions=(*SOUND.questions, question)))
