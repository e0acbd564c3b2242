"""A schema is right by its own standard, and says what each field means."""

from pathlib import Path

import pytest
from frictionless import Schema as Standard

from pleinjour.refdata import schemas
from pleinjour.refdata.schemas import MONTHLY_FIGURES, PUBLIC_SHEETS, load_schema

FOLDER = Path(schemas.__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_follows_its_standard(name: str) -> None:
    standard = Standard.from_descriptor(str(FOLDER / f"{name}.json"))
    assert standard.field_names == [field.name for field in load_schema(name).fields]
    assert set(standard.primary_key) <= set(standard.field_names)


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_explained_once(name: str) -> None:
    fields = load_schema(name).fields
    assert len({field.name for field in fields}) == len(fields)
    assert all(field.title and field.description.endswith(".") for field in fields)


def test_the_changelog_tells_how_many_fields_there_are() -> None:
    assert [len(load_schema(name).fields) for name in (MONTHLY_FIGURES, PUBLIC_SHEETS)] == [21, 40]


@pytest.mark.parametrize("name", NAMES)
def test_the_changelog_knows_the_version(name: str) -> None:
    changelog = (FOLDER / "CHANGELOG.md").read_text()
    section = next(part for part in changelog.split("\n## ") if name in part.splitlines()[0])
    assert f"### {load_schema(name).version} " in section
