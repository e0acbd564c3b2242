"""A schema is right by its own standard, and says what each field means."""

from pathlib import Path

from frictionless import Schema as Standard

from pleinjour.refdata import schemas
from pleinjour.refdata.schemas import MONTHLY_FIGURES, load_schema

FOLDER = Path(schemas.__file__).parent


def test_the_schema_follows_its_standard() -> None:
    standard = Standard.from_descriptor(str(FOLDER / f"{MONTHLY_FIGURES}.json"))
    assert standard.field_names == [field.name for field in load_schema(MONTHLY_FIGURES).fields]
    assert set(standard.primary_key) <= set(standard.field_names)


def test_every_field_is_explained_once() -> None:
    fields = load_schema(MONTHLY_FIGURES).fields
    assert len({field.name for field in fields}) == len(fields) == 21
    assert all(field.title and field.description.endswith(".") for field in fields)


def test_the_changelog_knows_the_version() -> None:
    assert f"### {load_schema(MONTHLY_FIGURES).version} " in (FOLDER / "CHANGELOG.md").read_text()
