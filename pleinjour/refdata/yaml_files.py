"""The frame that every folder of reference data shares: strict YAML, entries that refuse what they don't know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from pleinjour.base.sentences import Field, Phrase
from pleinjour.base.strict_yaml import NOT_YAML, line_of, load_strictly
from pleinjour.refdata.errors import ReferenceDataError


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a data file. Each getter refuses, with the place, a value of another kind."""

    file: str
    name: str
    values: Mapping[str, object]

    def refuse(self, reason: str, /, **fields: Field) -> NoReturn:
        """Raises ReferenceDataError at this place; `reason` is a French template that `fields` fill."""
        raise ReferenceDataError(file=self.file, entry=self.name, reason=Phrase(reason, **fields))

    def allow_only(self, *keys: str) -> None:
        """Refuses a key that is none of `keys`: most often a slip of the pen."""
        unknown = sorted(str(key) for key in self.values.keys() - set(keys))
        if unknown:
            self.refuse("champ inconnu : {fields}", fields=", ".join(unknown))

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            self.refuse("« {key} » doit être un texte (entre guillemets si YAML y voit autre chose)", key=key)
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, or None when the key is absent."""
        return self.text(key) if key in self.values else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when the key is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.refuse("« {key} » doit être une liste de textes", key=key)
        return tuple(value)

    def count(self, key: str) -> int:
        """A whole number above zero."""
        value = self.values.get(key)
        # True is an int too.
        if type(value) is not int or value < 1:
            self.refuse("« {key} » doit être un nombre entier, au-dessus de zéro", key=key)
        return value

    def day(self, key: str) -> date:
        """A date, written 2026-11-22."""
        value = self.values.get(key)
        # A datetime is a date too, and YAML makes one of "2026-11-22 10:00".
        if type(value) is not date:
            self.refuse("« {key} » doit être une date, écrite 2026-11-22", key=key)
        return value

    def link(self, key: str) -> str:
        """An https address."""
        value = self.text(key)
        if " " in value or not value.startswith("https://"):
            self.refuse("« {key} » doit être une adresse en https://", key=key)
        return value

    def optional_link(self, key: str) -> str | None:
        """An https address, or None when the key is absent."""
        return self.link(key) if key in self.values else None

    def part(self, key: str) -> "Entry":
        """The mapping under `key`, as an entry of its own."""
        return as_entry(self.file, f"{self.name}, {key}", self.values.get(key))

    def parts(self, key: str) -> list["Entry"]:
        """The mappings listed under `key`, each an entry of its own; none when the key is absent."""
        values = self.values.get(key, [])
        if not isinstance(values, list):
            self.refuse("« {key} » doit être une liste", key=key)
        return [as_entry(self.file, f"{self.name}, {key} n° {rank}", value) for rank, value in enumerate(values, 1)]


def as_entry(file: str, name: str, value: object) -> Entry:
    """The entry that `value` holds. Raises ReferenceDataError when it is no mapping."""
    if not isinstance(value, dict):
        raise ReferenceDataError(file=file, entry=name, reason=Phrase("il faut des champs « nom: valeur »"))
    return Entry(file, name, value)


def read_whole(path: Path) -> Entry:
    """The whole file as one entry: a mapping from name to value."""
    return as_entry(path.name, "-", _parse(path))


def read_mapping(path: Path) -> list[Entry]:
    """The entries of a file whose top level is a mapping from name to entry."""
    return [as_entry(path.name, str(name), value) for name, value in read_whole(path).values.items()]


def read_list(path: Path, named_by: str) -> list[Entry]:
    """The entries of a file whose top level is a list; each is called by its field `named_by`, or its rank."""
    document = _parse(path)
    if not isinstance(document, list):
        raise ReferenceDataError(file=path.name, entry="-", reason=Phrase("il faut une liste d’entrées"))
    entries = (as_entry(path.name, f"n° {rank}", value) for rank, value in enumerate(document, 1))
    return [Entry(entry.file, str(entry.values.get(named_by, entry.name)), entry.values) for entry in entries]


def _parse(path: Path) -> object:
    try:
        return load_strictly(path.read_bytes())
    except OSError as error:
        raise ReferenceDataError(file=path.name, entry="-", reason=Phrase("fichier illisible")) from error
    except NOT_YAML as error:
        line = line_of(error)
        place = f"ligne {line}" if line else "-"
        raise ReferenceDataError(file=path.name, entry=place, reason=Phrase("YAML mal formé")) from error
