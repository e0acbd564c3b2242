"""The loader refuses whatever breaks its rules, and names the place."""

import shutil
from pathlib import Path

import pytest

from pleinjour.refdata import rules
from pleinjour.refdata.errors import ReferenceDataError
from pleinjour.refdata.rules import read_rules

CRPA, HIGH, SCOPE, ROLE = "duties/crpa.yaml", "ai_act/4-high-risk.yaml", "ai_act/1-scope.yaml", "ai_act/2-role.yaml"
WHEN = "  when: {system.decision_role: {in: [aide, seule]}}"
LOW = "confidence: low\n  standing: settled\n  verified"
FAULTS = [
    ("facts.yaml", "kind: number\n  unit: habitants", "kind: wish\n  unit: habitants", "« kind » vaut yes_no"),
    ("facts.yaml", "authority.population:", "population:", "groupe.nom"),
    ("facts.yaml", "at_most: authority.agents\n", "at_most: authority.horses\n", "« authority.horses » n’existe pas"),
    ("facts.yaml", "at_most: authority.agents\n", "at_most: authority.type\n", "d’une autre sorte"),
    ("facts.yaml", "  who: direction générale\n", "  colour: red\n", "champ inconnu : colour"),
    ("facts.yaml", "  unit: habitants\n", "", "« unit » doit être un texte"),
    ("parameters.yaml", "      value: 221000\n", "      value: beaucoup\n", "un nombre entier"),
    ("parameters.yaml", "      value: 2028-08-02\n", "      value: 12\n", "doit être une date"),
    ("parameters.yaml", "      until: 2025-12-31\n", "", "de la plus ancienne"),
    ("parameters.yaml", "      until: 2025-12-31\n", "      until: 2026-01-01\n", "sans se recouvrir"),
    ("parameters.yaml", "value: 2027-12-02", "value: 2027-12-02\n      until: 2030-01-01", "n’a pas de fin"),
    (CRPA, "since: 2017-01-01", "since: crpa_fte", "n’est pas un jour"),
    ("groups.yaml", "  any:\n    - authority.type:", "  some:\n    - authority.type:", "« some » n’existe pas"),
    ("groups.yaml", "group: administration", "group: nobody", "« nobody » n’existe pas"),
    (CRPA, "group: administration", "group: nobody", "« nobody » n’existe pas"),
    (CRPA, "system.decision_role: {in: [aide, seule]}", "system.mood: oui", "« system.mood » n’existe pas"),
    (CRPA, "{in: [aide, seule]}", "{in: [aide, peut-être]}", "« peut-être » n’existe pas"),
    (CRPA, "{in: [aide, seule]}", "{at_least: crpa_fte}", "ne va pas avec le fait"),
    (CRPA, "{in: [aide, seule]}", "{in: [aide], is: seule}", "une seule clé"),
    (CRPA, "{at_least: crpa_fte}", "{at_least: aia_annex3}", "ne va pas avec le fait"),
    (CRPA, "{at_least: crpa_fte}", "{at_least: 50}", "« at_least » doit être un texte"),
    (CRPA, "binding: obligatoire", "binding: parfois", "« binding » vaut obligatoire, volontaire"),
    (CRPA, "since: 2017-01-01", "since: bientôt", "« bientôt » n’existe pas"),
    (CRPA, "since: 2017-01-01", "since: inconnu", "sans date sûre"),
    (CRPA, "confidence: high\n  standing: settled\n  verified", LOW, "dit pourquoi"),
    (CRPA, "sources: [crpa]", "sources: []", "au moins une source"),
    (CRPA, "sources: [crpa]", "sources: [rumour]", "source inconnue : rumour"),
    (CRPA, "crpa-explication:", "lil-47:", "déjà pris"),
    (CRPA, WHEN, "  when: {all: [{authority.type: commune}]}", "deux fois"),
    (CRPA, WHEN, "  when: {conclusion: magic}", "« magic » n’existe pas"),
    (CRPA, "link: https:", "link: http:", "https://"),
    ("ai_act/outcomes.yaml", "branch: scope", "branch: moon", "« branch » vaut scope"),
    ("ai_act/outcomes.yaml", "since: aia_annex3", "since: someday", "« someday » n’existe pas"),
    (SCOPE, "    non: {gives: [not_ai], then: fin}\n", "", "une réponse pour chacun"),
    (SCOPE, "gives: [not_ai]", "gives: [magic]", "« magic » n’existe pas"),
    (SCOPE, "gives: [not_ai]", "gives: [ai_system]", "aucune réponse ne conclut « not_ai »"),
    (SCOPE, "asks: system.exclusion", "asks: system.mood", "« system.mood » n’existe pas"),
    (ROLE, "then: who_uses_it", "then: is_it_ai", "vient avant"),
    (ROLE, "then: who_uses_it", "then: nowhere", "« nowhere » n’existe pas"),
    (ROLE, "    achete: {}\n", "    achete: {then: who_uses_it}\n", "ne mène à cette question"),
    (ROLE, "    nom: {gives: [provider_if_high_risk]}\n", "    nom: {then: fin}\n", "mener à la même question"),
    (HIGH, "asks: system.profiling", "asks: system.used", "déjà demandé plus haut"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped files, to be damaged."""
    copy = tmp_path / "rules"
    shutil.copytree(Path(rules.__file__).parent, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


@pytest.mark.parametrize(("name", "good", "bad", "said"), FAULTS, ids=[f"{one[0]}: {one[3]}" for one in FAULTS])
def test_a_fault_is_refused_where_it_stands(folder: Path, name: str, good: str, bad: str, said: str) -> None:
    path = folder / name
    before = path.read_text()
    assert good in before
    path.write_text(before.replace(good, bad))
    with pytest.raises(ReferenceDataError, match=said) as refusal:
        read_rules(folder)
    assert Path(name).name in str(refusal.value)


def test_a_source_that_nothing_cites_is_refused(folder: Path) -> None:
    path = folder / "SOURCES.yaml"
    path.write_text(path.read_text() + path.read_text().split("\n\n")[1].replace("crpa:", "unread:"))
    with pytest.raises(ReferenceDataError, match="aucune entrée ne cite cette source"):
        read_rules(folder)


def test_files_that_are_untouched_are_read(folder: Path) -> None:
    assert len(read_rules(folder).rules) > 50
