"""Reads the mappings from their files and refuses, with the place, whatever breaks their rules."""

from pathlib import Path
from types import MappingProxyType
from typing import Final

from pleinjour.refdata.registers.model import Column, Register, Registers
from pleinjour.refdata.schemas import PUBLIC_SHEETS, load_schema
from pleinjour.refdata.sources import Citations, read_sources, refuse_unused
from pleinjour.refdata.yaml_files import Entry, read_whole

REGISTERS: Final = ("etalab", "nl", "uk")
_FIELDS: Final = ("from", "says", "words", "before", "unknown", "most")


def read_registers(folder: Path) -> Registers:
    """The mappings that stand in `folder`. Raises ReferenceDataError."""
    citations = Citations(read_sources(folder))
    registers = {id_: _register(id_, read_whole(folder / f"{id_}.yaml"), citations) for id_ in REGISTERS}
    appeal = read_whole(folder / "appeal.yaml").part("decision")
    appeal.allow_only("text", "source")
    citations.find(appeal, appeal.text("source"))
    refuse_unused(citations.recorded, citations.cited)
    return Registers(MappingProxyType(registers), appeal.text("text"))


def _register(id_: str, entry: Entry, citations: Citations) -> Register:
    entry.allow_only("title", "file", "schema", "source", "columns")
    columns = entry.part("columns")
    found = tuple(_column(name, columns.part(name)) for name in columns.values)
    schema = entry.text("schema")
    if tuple(column.name for column in found) != tuple(field.name for field in load_schema(schema).fields):
        entry.refuse("les colonnes ne sont pas celles du schéma « {schema} »", schema=schema)
    source = citations.find(entry, entry.text("source"))
    return Register(id_, entry.text("title"), entry.text("file"), schema, source, found)


def _column(name: str, entry: Entry) -> Column:
    entry.allow_only(*_FIELDS)
    from_ = _from(entry)
    if bool(from_) == ("says" in entry.values):
        entry.refuse("une colonne a « from » ou « says », et pas les deux")
    words = entry.part("words") if "words" in entry.values else None
    return Column(
        name=name,
        from_=from_,
        says=entry.optional_text("says") or "",
        words=MappingProxyType({code: words.text(code) for code in words.values} if words else {}),
        before=entry.optional_text("before") or "",
        unknown=entry.optional_text("unknown") or "",
        most=entry.count("most") if "most" in entry.values else None,
    )


def _from(entry: Entry) -> tuple[str, ...]:
    """The fields of our sheets that a column takes."""
    value = entry.values.get("from", [])
    names = (entry.text("from"),) if isinstance(value, str) else entry.texts("from")
    known = {field.name for field in load_schema(PUBLIC_SHEETS).fields}
    for name in names:
        if name not in known:
            entry.refuse("champ inconnu : {fields}", fields=name)
    return names
