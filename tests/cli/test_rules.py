"""`pleinjour rules`: from a profile to what the law asks, in JSON and in plain sentences."""

from pathlib import Path
from typing import Any

import pytest

from pleinjour.engines.rules import in_order_of_asking
from pleinjour.refdata.rules import load_rules
from tests.cli.runs import Runner

PROFILE = """authority: {type: commune, population: 60000, agents_fte: 900, annual_purchases_eur: 42000000}
contract: {value_eur: 250000, notified_on: 2026-05-02}
system:
  is_ai: oui
  exclusion: aucun
  origin: achete
  changes: []
  used: oui
  annex3: [recrutement]
  profiling: oui
  available_since: 2028-01-15
  decision_role: aide
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "profil.yaml"
    path.write_text(PROFILE)
    return path


def by_id(content: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON has no type
    return {one["id"]: one for one in content}


def test_the_duties_of_a_profile_come_with_the_facts_that_made_them(pleinjour: Runner, profile: Path) -> None:
    result = pleinjour("rules", profile, "--on", "2026-11-27", "--json")
    assert result.code == 0
    mention = by_id(result.content)["crpa-mention"]
    assert (mention["status"], mention["mandatory"], mention["since"]) == ("applies", True, "2017-09-01")
    assert mention["because"] == [
        "Type de collectivité : commune",
        "Part dans une décision individuelle : il aide une personne à décider",
    ]


def test_an_absent_fact_is_never_a_silent_no(pleinjour: Runner, profile: Path) -> None:
    waiting = by_id(pleinjour("rules", profile, "--on", "2026-11-27", "--json").content)["rgaa"]
    assert waiting["status"] == "to be established"
    assert [question["fact"] for question in waiting["questions"]] == ["system.has_interface"]
    assert [question["who"] for question in waiting["questions"]] == ["DSI"]


def test_the_same_profile_is_asked_on_another_day(pleinjour: Runner, profile: Path) -> None:
    days = {
        day: by_id(pleinjour("rules", profile, "--on", day, "--json").content)["aia-hr-annex3-deployeur"]
        for day in ("2026-07-26", "2026-11-27", "2027-12-02")
    }
    assert [(one["status"], one["since"]) for one in days.values()] == [
        ("coming", "2026-08-02"),
        ("coming", "2027-12-02"),
        ("applies", "2027-12-02"),
    ]


def test_a_contract_awarded_before_the_law_is_not_asked_when_it_was_launched(pleinjour: Runner, profile: Path) -> None:
    assert "ccp-env" not in by_id(pleinjour("rules", profile, "--on", "2026-11-27", "--json").content)


def test_people_read_law_policy_doubt_and_questions_apart(pleinjour: Runner, profile: Path) -> None:
    out = pleinjour("rules", profile, "--on", "2026-11-27").out
    titles = [
        "Au 27 novembre 2026. Ceci n’est pas un conseil juridique.",
        "D’après le règlement sur l’IA",
        "Ce qui oblige",
        "Ce qui vient",
        "Incertain : à ne pas affirmer",
        "Volontaire : une politique que l’on peut choisir",
        "Reste à établir",
    ]
    places = [out.index(title) for title in titles]
    assert places == sorted(places)
    assert "Haut risque, annexe III (à partir du 2 décembre 2027)" in out
    assert out.index("[crpa-mention]") < places[3] < out.index("[aia-27]") < places[4] < out.index("[nis2]")
    assert places[5] < out.index("[vol-01-doctrine]") < places[6] < out.index("system.has_interface")


def test_what_the_tree_leaves_open_is_said(pleinjour: Runner, profile: Path) -> None:
    out = " ".join(pleinjour("rules", profile, "--on", "2026-11-27").out.split())
    assert "Pas encore tranché : pratiques interdites, haut risque, transparence, modèle à usage général." in out


def test_policies_stand_apart_from_law_among_questions_too(pleinjour: Runner, profile: Path) -> None:
    out = pleinjour("rules", profile, "--on", "2026-11-27").out
    asked = out[out.index("system.changes_work") :]
    assert "En dépend : Consultation du comité social territorial." in asked
    assert "En dépend, volontaire : Des savoir-faire protégés." in asked


def test_questions_come_by_who_can_answer(pleinjour: Runner) -> None:
    out = " ".join(pleinjour("rules", "-", "--on", "2026-11-27", stdin=b"system: {is_ai: oui}\n").out.split())
    asked = [name for name in in_order_of_asking(load_rules().facts) if f"[{name} — " in out]
    places = [out.index(f"[{name} — ") for name in asked]
    assert asked[0] == "authority.type"
    assert places == sorted(places)


def test_a_value_of_the_law_that_is_not_known_yet_is_said(pleinjour: Runner, tmp_path: Path) -> None:
    path = tmp_path / "profil.yaml"
    path.write_text("authority: {type: commune}\ncontract: {value_eur: 250000, launched_on: 2028-03-01}\n")
    out = pleinjour("rules", path, "--on", "2028-03-01").out
    assert "n’est pas connue de Pleinjour" in " ".join(out.split())


def test_the_day_is_today_when_none_is_given(pleinjour: Runner, profile: Path) -> None:
    assert pleinjour("rules", profile).out.startswith("Au ")


def test_the_command_speaks_english_too(pleinjour: Runner, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    out = pleinjour("rules", profile, "--on", "2026-11-27").out
    assert out.startswith("On 27 November 2026. This is not legal advice.")
    assert "Because: " in out


def test_a_profile_comes_from_standard_input(pleinjour: Runner) -> None:
    result = pleinjour("rules", "-", "--json", stdin=b"authority: {type: commune}\n")
    assert result.code == 0
    assert by_id(result.content)["archives"]["status"] == "applies"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("authority:\n  poplation: 3\n", ["ligne 2", "« authority.poplation »", "authority.population"]),
        ("autority: {type: commune}\n", ["ligne 1", "« autority »", "authority"]),
        ("authority:\n  type: village\n", ["ligne 2", "un seul de ces mots : commune"]),
        ("authority:\n  population: 60 000\n", ["ligne 2", "sans espace ni unité (habitants)"]),
        ("authority:\n  type: commune\n  agents: 40\n  agents_fte: 60\n", ["ligne 4", "ne peut pas dépasser"]),
        ("system:\n  annex3: recrutement\n", ["ligne 2", "une liste de ces mots"]),
        ("system:\n  annex3: [{a: 1}]\n", ["ligne 2", "une liste de ces mots"]),
        ("system:\n  is_ai: peut-être\n", ["ligne 2", "oui ou non"]),
        ("system:\n  available_since: hier\n", ["ligne 2", "une date, comme"]),
        ("system: oui\n", ["ligne 1", "« system »", "clé: valeur"]),
        ("authority: {type: [\n", ["ne peut pas être lu", "s’arrête à la ligne"]),
        ("authority: {}\nauthority: {}\n", ["ne peut pas être lu", "ligne 2"]),
        ("- commune\n", ["ne peut pas être lu"]),
        ("? [a]\n: 1\n", ["ne peut pas être lu"]),
        ("1: 2\n", ["ligne 1", "« 1 »", "n’existe pas"]),
        ("", ["ne peut pas être lu"]),
        ("a: \x00", ["ne peut pas être lu"]),
        ("x" * (1 << 21), ["trop gros"]),
    ],
)
def test_a_bad_profile_is_refused_with_its_line_its_key_and_what_to_write(
    pleinjour: Runner, tmp_path: Path, text: str, said: list[str]
) -> None:
    path = tmp_path / "profil.yaml"
    path.write_text(text)
    result = pleinjour("rules", path)
    assert (result.code, result.out) == (1, "")
    assert [part for part in said if part not in result.err] == []


def test_a_profile_that_is_not_there_is_told(pleinjour: Runner, tmp_path: Path) -> None:
    result = pleinjour("rules", tmp_path / "absent.yaml")
    assert result.code == 1
    assert "pleinjour rules facts --profile" in result.err


def test_a_day_that_is_none_is_refused(pleinjour: Runner, profile: Path) -> None:
    assert pleinjour("rules", profile, "--on", "2026-02-30").code == 2


def test_every_fact_is_explained(pleinjour: Runner) -> None:
    facts = load_rules().facts
    listed = pleinjour("rules", "facts", "--json").content
    assert [one["id"] for one in listed] == list(facts)
    out = pleinjour("rules", "facts").out
    assert [name for name, fact in facts.items() if name not in out or fact.question not in out] == []


def test_the_profile_to_fill_in_is_a_profile_where_nothing_is_known(pleinjour: Runner) -> None:
    template = pleinjour("rules", "facts", "--profile").out
    result = pleinjour("rules", "-", "--on", "2026-11-27", "--json", stdin=template.encode())
    assert result.code == 0
    assert {one["status"] for one in result.content} == {"to be established"}


def test_a_word_that_says_unknown_is_no_answer(pleinjour: Runner) -> None:
    said = pleinjour("rules", "-", "--json", stdin=b"system: {has_interface: inconnu}\nauthority: {type: commune}\n")
    assert by_id(said.content)["rgaa"]["status"] == "to be established"
