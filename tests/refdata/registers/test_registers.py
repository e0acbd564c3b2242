"""Our sheets in the fields of other registers: each field comes from somewhere, and what is unknown is said so."""

from pathlib import Path

import pytest
import yaml

from pleinjour.refdata import registers, schemas
from pleinjour.refdata.errors import ReferenceDataError
from pleinjour.refdata.registers import load_registers, map_record
from pleinjour.refdata.registers.loading import read_registers
from pleinjour.refdata.schemas import PUBLIC_SHEETS, load_schema

FOLDER = Path(registers.__file__).parent
NAMES = [field.name for field in load_schema(PUBLIC_SHEETS).fields]
EMPTY = dict.fromkeys(NAMES, "")


def _mapped(id_: str, **said: str) -> dict[str, str]:
    register = load_registers().registers[id_]
    return dict(zip((column.name for column in register.columns), map_record(register, {**EMPTY, **said}), strict=True))


@pytest.mark.parametrize("id_", ["etalab", "nl", "uk"])
def test_every_stage_has_its_word(id_: str) -> None:
    schema = yaml.safe_load((Path(schemas.__file__).parent / f"{PUBLIC_SHEETS}.json").read_text())
    stages = next(field["constraints"]["enum"] for field in schema["fields"] if field["name"] == "stage")
    columns = [column for column in load_registers().registers[id_].columns if column.from_ == ("stage",)]
    assert all(set(column.words) == set(stages) for column in columns)


def test_what_nobody_has_said_is_unknown_where_a_text_is_asked() -> None:
    nl = _mapped("nl")
    assert (nl["risk_management"], nl["impact_assessments"], nl["publication_category"]) == ("Inconnu", "Inconnu", "")
    assert _mapped("etalab")["niveau_automatisation"] == ""


def test_fields_are_joined_and_never_longer_than_the_register_takes() -> None:
    nl = _mapped("nl", purpose="Trier", people_affected="Habitants", name="x" * 150, in_use_since="2026-03-02")
    assert (nl["purpose_and_impact"], len(nl["name"]), nl["start_date"]) == ("Trier, Habitants", 99, "2026-03")


@pytest.mark.parametrize(
    ("high_risk", "part", "letter"),
    [("oui", "aucune", "A"), ("non", "aide", "B"), ("non", "seul", "B"), ("non", "aucune", "C"), ("", "seul", "")],
)
def test_the_dutch_category_follows_risk_and_part(high_risk: str, part: str, letter: str) -> None:
    said = _mapped("nl", high_risk=high_risk, part=part)["publication_category"]
    assert said.endswith(f"(Categorie {letter})") if letter else said == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [("from: authority}", "from: nothing}"), ("  contact: {from: contact}\n", ""),
     ("{from: name}", "{from: name, says: x}"), ("source: etalab", "source: personne")],
)  # fmt: skip
def test_a_mapping_that_breaks_its_rules_is_refused(tmp_path: Path, before: str, after: str) -> None:
    for path in FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text())
    broken = (tmp_path / "etalab.yaml").read_text()
    assert before in broken
    (tmp_path / "etalab.yaml").write_text(broken.replace(before, after, 1))
    with pytest.raises(ReferenceDataError):
        read_registers(tmp_path)
