"""The public register as files: rows in the order of a schema, and the package that describes them."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from pleinjour.refdata.registers import Register, load_registers, map_record
from pleinjour.refdata.schemas import PUBLIC_SHEETS, load_schema
from pleinjour.web.organizations.models import Authority
from pleinjour.web.publish.content import UNKNOWN
from pleinjour.web.publish.records import Record

LICENCE: Final = {
    "name": "etalab-2.0",
    "title": "Licence Ouverte 2.0",
    "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
}


def columns(schema: str = PUBLIC_SHEETS) -> tuple[str, ...]:
    """The names of the columns, in the order of the schema."""
    return tuple(field.name for field in load_schema(schema).fields)


def rows_of(records: Iterable[Record]) -> Iterator[tuple[str, ...]]:
    """A row for each sheet; what nobody has said is "inconnu", never blank."""
    for record in records:
        yield tuple(value or UNKNOWN for value in record.values())


def mapped_rows(register: Register, records: Iterable[Record]) -> Iterator[tuple[str, ...]]:
    """A row for each sheet, in the columns of another register."""
    for record in records:
        yield map_record(register, record)


def write_json(records: Iterable[Record]) -> str:
    """A list with one object for each sheet; what nobody has said is null."""
    whole = {field.name for field in load_schema(PUBLIC_SHEETS).fields if field.type == "integer"}
    typed = [
        {name: (int(value) if name in whole else value) if value else None for name, value in record.items()}
        for record in records
    ]
    return json.dumps(typed, ensure_ascii=False, indent=1)


def write_package(authority: Authority) -> str:
    """The data package (Frictionless) of the register and of its mappings, in JSON."""
    schema = load_schema(PUBLIC_SHEETS)
    files = [register.file for register in load_registers().registers.values()]
    package = {
        "profile": "tabular-data-package",
        "name": f"registre-{authority.slug}",
        "title": schema.title,
        "description": schema.description,
        "version": schema.version,
        "licenses": [LICENCE],
        "contributors": [{"title": authority.name, "role": "publisher"}],
        "resources": [_resource("fiches", "fiches.csv", "schema.json"), *map(_mapped, files)],
    }
    return json.dumps(package, ensure_ascii=False, indent=2)


def _mapped(file: str) -> dict[str, str]:
    return _resource(file, f"{file}.csv", f"{file}.schema.json")


def _resource(name: str, path: str, schema: str) -> dict[str, str]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
