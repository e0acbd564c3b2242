"""The questions of a declaration that ship: six at most, none on the unit, advice for each thing put in a tool."""

import shutil
from pathlib import Path

import pytest

from pleinjour.refdata.declaration import QUESTIONS, load_declaration, read_declaration
from pleinjour.refdata.errors import ReferenceDataError

FOLDER = Path(read_declaration.__code__.co_filename).resolve().parent


def test_a_declaration_asks_six_questions_at_most_and_never_the_unit() -> None:
    assert tuple(load_declaration().questions) == QUESTIONS
    assert len(QUESTIONS) <= 6
    assert "unit" not in QUESTIONS


def test_whatever_one_puts_in_a_tool_brings_advice_in_both_languages() -> None:
    for option in load_declaration().contents.values():
        assert option.advice is not None
        assert option.advice.fr
        assert option.advice.en


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("  tool:\n", "  unit:\n", "il faut ces questions"),
        ("  - id: internal\n", "  - id: public\n", "deux fois"),
        ("    source: gdpr\n", "", "aucune entrée ne cite"),
        ("id: unnamed", "id: nobody", "rien d’autre"),
        ("label: {fr: En mon nom", "libelle: {fr: En mon nom", "champ inconnu"),
    ],
)
def test_a_question_set_that_breaks_a_rule_is_refused_at_its_place(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    folder = tmp_path / "declaration"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = folder / "questions.yaml"
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    with pytest.raises(ReferenceDataError, match=said):
        read_declaration(folder)
