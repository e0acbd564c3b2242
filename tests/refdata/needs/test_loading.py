"""The loader refuses whatever breaks its rules, and names the place."""

import shutil
from pathlib import Path

import pytest

from pleinjour.refdata import needs
from pleinjour.refdata.errors import ReferenceDataError
from pleinjour.refdata.needs import read_needs
from pleinjour.refdata.services import load_catalogue

CATEGORIES = frozenset(load_catalogue().categories)
FAULTS = [
    ("needs.yaml", "categories: [translation]", "categories: [poetry]", "catégorie inconnue : poetry"),
    ("needs.yaml", "categories: [translation]", "categories: []", "au moins une catégorie"),
    ("needs.yaml", "also_in: [assistants]", "also_in: [poetry]", "catégorie inconnue : poetry"),
    ("needs.yaml", "  categories: [code]", "  colour: red\n  categories: [code]", "champ inconnu : colour"),
    ("needs.yaml", "duties: [ai_literacy", "duties: [honour", "inconnu : honour"),
    ("needs.yaml", "read_on: 2026-11-27", "read_on: hier", "doit être une date"),
    ("needs.yaml", "    fr: Traduire\n    en: Translate\n", "    fr: Traduire\n", "« en » doit être un texte"),
    ("duties.yaml", "binding: recommandé", "binding: peut-être", "obligatoire ou recommandé"),
    ("duties.yaml", "source: ai_act", "source: rumour", "source inconnue : rumour"),
    ("offers.yaml", "door: systems", "door: window", "ne peut pas valoir « window »"),
    ("patterns.yaml", "kind: category", "kind: mood", "ne peut pas valoir « mood »"),
    ("patterns.yaml", "category: companions", "category: poetry", "ne peut pas valoir « poetry »"),
    ("patterns.yaml", "offers: [approved_tool, opt_out, training]", "offers: [cake]", "proposition inconnue : cake"),
    ("patterns.yaml", "offers: [approved_tool, opt_out, training]", "offers: []", "au moins une chose à proposer"),
    ("patterns.yaml", "octets_a_user_day: 5000000", "octets_a_user_day: 0", "nombre entier"),
    ("patterns.yaml", "kind: uploads", "kind: fact", "un seuil daté"),
    ("watch.yaml", "daylight_fell:", "moon_rose:", "aucun calcul"),
    ("watch.yaml", "months: 2", "months: deux", "nombre entier"),
    ("trend.yaml", "months: 3", "months: true", "nombre entier"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped files, to be damaged."""
    copy = tmp_path / "needs"
    shutil.copytree(Path(needs.__file__).parent, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def damage(path: Path, good: str, bad: str) -> None:
    before = path.read_text()
    assert good in before
    path.write_text(before.replace(good, bad))


@pytest.mark.parametrize(("name", "good", "bad", "said"), FAULTS, ids=[f"{name}: {bad}" for name, _, bad, _ in FAULTS])
def test_a_fault_is_refused_where_it_stands(folder: Path, name: str, good: str, bad: str, said: str) -> None:
    damage(folder / name, good, bad)
    with pytest.raises(ReferenceDataError, match=said) as refusal:
        read_needs(folder, CATEGORIES)
    assert name in str(refusal.value)


def test_thresholds_stand_in_the_order_of_their_days(folder: Path) -> None:
    again = """    - since: 2024-01-01
      octets_a_user_day: 4000000
      reason: {fr: Avant., en: Before.}
      source: opus
"""
    path = folder / "patterns.yaml"
    damage(path, "      source: opus\n", f"      source: opus\n{again}")
    with pytest.raises(ReferenceDataError, match="du plus ancien au plus récent"):
        read_needs(folder, CATEGORIES)


@pytest.mark.parametrize("count", [2, 6])
def test_a_workshop_has_three_to_five_questions(folder: Path, count: int) -> None:
    question = "    - {fr: Encore ?, en: Again?}\n"
    path = folder / "needs.yaml"
    head, _, rest = path.read_text().partition("  questions:\n")
    path.write_text(f"{head}  questions:\n{question * count}{rest[rest.index('  duties:') :]}")
    with pytest.raises(ReferenceDataError, match="de 3 à 5 questions"):
        read_needs(folder, CATEGORIES)


def test_a_source_that_backs_nothing_is_refused(folder: Path) -> None:
    damage(folder / "duties.yaml", "source: cnil_faq", "source: gdpr")
    with pytest.raises(ReferenceDataError, match="aucune entrée ne cite cette source"):
        read_needs(folder, CATEGORIES)


def test_a_question_that_is_no_mapping_is_refused(folder: Path) -> None:
    damage(folder / "needs.yaml", "    - fr: Quels comptes rendus", "    - Quels\n    - fr: Quels comptes rendus")
    with pytest.raises(ReferenceDataError, match="nom: valeur"):
        read_needs(folder, CATEGORIES)
