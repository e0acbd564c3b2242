"""The question set that ships: sound, sourced, every branch walked, levels where an expert puts them."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from pleinjour.engines.studies import WORST, Question, Result, asked, score
from pleinjour.refdata.errors import ReferenceDataError
from pleinjour.refdata.impact import load_impact, read_impact

HERE = Path(__file__).resolve().parent
FOLDER = Path(read_impact.__code__.co_filename).resolve().parent / str(load_impact().version)
IMPACT = load_impact()
DOSSIERS: Mapping[str, dict[str, object]] = yaml.safe_load((HERE / "dossiers.yaml").read_text())


def answers_of(dossier: dict[str, object]) -> dict[str, frozenset[str]]:
    given = dossier["answers"]
    assert isinstance(given, dict)
    found = {id_: frozenset([chosen] if isinstance(chosen, str) else chosen) for id_, chosen in given.items()}
    texts = {one.id: frozenset({"texte"}) for one in IMPACT.questions.questions if one.kind == "text"}
    return {**found, **texts}


def studied(name: str) -> Result:
    return score(IMPACT.questions, answers_of(DOSSIERS[name]))


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_study_leads_to_the_level_that_an_expert_expects(name: str) -> None:
    answers = answers_of(DOSSIERS[name])
    result = score(IMPACT.questions, answers)
    assert result.open == ()
    assert set(answers) == {question.id for question in asked(IMPACT.questions, answers)}
    assert result.level == DOSSIERS[name]["level"], [(lens.lens, lens.score) for lens in result.lenses]


def test_every_answer_of_a_dossier_exists() -> None:
    choices = {question.id: {choice.id for choice in question.choices} for question in IMPACT.questions.questions}
    unknown = [
        (name, id_, one)
        for name, dossier in DOSSIERS.items()
        for id_, chosen in answers_of(dossier).items()
        for one in chosen - choices[id_] - {"texte"}
    ]
    assert unknown == []


def test_every_question_is_asked_by_some_dossier() -> None:
    walked = {id_ for dossier in DOSSIERS.values() for id_ in answers_of(dossier)}
    assert {question.id for question in IMPACT.questions.questions} == walked


@pytest.mark.parametrize("question", IMPACT.questions.questions, ids=lambda question: question.id)
def test_every_condition_opens_its_question_and_closes_it_again(question: Question) -> None:
    """For each condition of each question: with one of its choices it is asked, with none it is not."""
    for shown in question.shown_if:
        for choice in shown.choices:
            opened = {**_path_to(question.id), shown.question: frozenset({choice})}
            assert question in asked(IMPACT.questions, opened)
        assert question not in asked(IMPACT.questions, {**_path_to(question.id), shown.question: frozenset()})


def _path_to(id_: str) -> dict[str, frozenset[str]]:
    """Answers that lead to a question."""
    question = next(one for one in IMPACT.questions.questions if one.id == id_)
    found: dict[str, frozenset[str]] = {}
    for shown in question.shown_if:
        found |= {**_path_to(shown.question), shown.question: shown.choices}
    return found


def test_a_choice_that_raises_the_level_does_so_for_the_lightest_study() -> None:
    for question in IMPACT.questions.questions:
        for choice in (one for one in question.choices if one.at_least):
            answers = {**_path_to(question.id), question.id: frozenset({choice.id})}
            assert score(IMPACT.questions, answers).level >= choice.at_least


def test_each_level_is_heavier_than_the_one_before_and_is_read_again_sooner() -> None:
    levels = list(IMPACT.questions.levels)
    assert [level.rank for level in levels] == [1, 2, 3, 4]
    assert [level.from_score for level in levels] == sorted({level.from_score for level in levels})
    months = [IMPACT.levels[level.rank].months for level in levels]
    assert months == sorted(months, reverse=True)


def test_not_knowing_is_an_answer_everywhere() -> None:
    answers = {question.id: frozenset({WORST}) for question in IMPACT.questions.questions}
    result = score(IMPACT.questions, answers)
    assert (result.level, result.open) == (4, ())


def _broken(folder: Path, file: str, old: str, new: str) -> Path:
    broken = folder / FOLDER.name
    shutil.copytree(FOLDER, broken)
    path = broken / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return broken


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("lenses/1-droits.yaml", "kind: several", "kind: some"),
        ("lenses/1-droits.yaml", "question: decision_part", "question: nowhere"),
        ("lenses/1-droits.yaml", "points: 1,", "points: un,"),
        ("lenses/1-droits.yaml", "sources: [aipd_resume]", "sources: [elsewhere]"),
        ("lenses/1-droits.yaml", "id: people_concerned", "id: decision_part"),
        ("lenses/2-democratie.yaml", "en: Is this subject debated here?", "de: Wird das hier diskutiert?"),
        ("scale.yaml", "  droits:", "  rights:"),
        ("scale.yaml", "from_score: 20", "from_score: 101"),
        ("scale.yaml", "version: 1", "version: 2"),
        ("SOURCES.yaml", "crpa:", "crpa2:"),
    ],
)
def test_a_file_that_breaks_its_rules_is_refused_with_its_place(tmp_path: Path, file: str, old: str, new: str) -> None:
    with pytest.raises(ReferenceDataError):
        read_impact(_broken(tmp_path, file, old, new))
