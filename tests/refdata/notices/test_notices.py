"""The notices and the clocks that ship: what the code asks for stands in them, and a broken file is refused."""

import shutil
from pathlib import Path

import pytest

from pleinjour.refdata.errors import ReferenceDataError
from pleinjour.refdata.notices import SUBJECTS, load_notices, read_notices

FOLDER = Path(read_notices.__code__.co_filename).resolve().parent


def test_the_mention_says_all_that_the_code_of_public_relations_asks() -> None:
    """R311-3-1-1: the purpose, the right, how to exercise it, and how to go to the Cada."""
    mention = load_notices().notices["mention"]
    for way in (mention.web, mention.letter, mention.poster):
        said = " ".join(way)
        assert all(name in said for name in ("{purpose}", "{contact}", "{cada}", "{months}"))
    assert "L311-3-1" in " ".join(mention.letter)


def test_an_explanation_has_a_month_and_its_refusal_two_to_appeal() -> None:
    clock = load_notices().desk["explication"]
    assert (clock.months, clock.appeal_months) == (1, 2)
    assert all(text.verified_on for text in (*clock.texts, *clock.appeal_texts))
    assert tuple(load_notices().desk) == SUBJECTS


def test_every_legal_text_of_a_notice_was_read_and_dated() -> None:
    assert [text.id for one in load_notices().notices.values() for text in one.texts if not text.verified_on] == []


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("wordings.yaml", "due: article50_1", "due: article51", "« due » doit être"),
        ("wordings.yaml", "« {system} » peut se tromper", "« {tool} » peut se tromper", "fait inconnu : tool"),
        ("wordings.yaml", "texts: [aia-50]", "texts: [aia-51]", "texte inconnu"),
        ("wordings.yaml", "  made:", "  done:", "champ inconnu"),
        ("wordings.yaml", "leads_to: desk", "leads_to: home", "« leads_to » doit être"),
        ("desk.yaml", "  signalement:", "  plainte:", "il faut ces sujets"),
        ("desk.yaml", "months: 1", "months: 0", "au-dessus de zéro"),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused_at_its_place(
    tmp_path: Path, file: str, before: str, after: str, said: str
) -> None:
    folder = tmp_path / "notices"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    text = (folder / file).read_text()
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1))
    with pytest.raises(ReferenceDataError, match=said):
        read_notices(folder)
