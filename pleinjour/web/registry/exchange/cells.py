"""One line of a file, cell by cell: what it says, what it changes, and what is wrong in it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from pleinjour.engines.tables import Line
from pleinjour.web.registry.errors import CellRefused
from pleinjour.web.registry.exchange.columns import BY_FIELD, SYSTEM, USE, Column, Value, read_cell, says
from pleinjour.web.registry.exchange.fates import Fate, Outcome, Problem
from pleinjour.web.registry.exchange.known import key_of

_KINDS: Final[Mapping[str, str]] = {key_of(kind): kind for kind in (SYSTEM, USE)}


class Cells:
    """One line of the file by field: what its cells say, and what is wrong in them."""

    def __init__(self, line: Line, columns: Sequence[Column]) -> None:
        self.number = line.number
        self.problems: list[Problem] = []
        self.texts = {column.field: cell for column, cell in zip(columns, line.cells, strict=False) if cell}
        if any(line.cells[len(columns) :]):
            self.report("", _("La ligne a plus de cases que de colonnes."))

    def report(self, field: str, sentence: str) -> None:
        """Something is wrong in the cell of this field; empty, in the whole line."""
        self.problems.append(Problem(BY_FIELD[field].name if field else "", sentence))

    def read(self, field: str) -> Value:
        """What the cell says; None when it is empty or refused."""
        if field not in self.texts:
            return None
        try:
            return read_cell(BY_FIELD[field], self.texts[field])
        except CellRefused as error:
            self.report(field, error.explain(_))
            return None

    def changes(self, fields: Sequence[str], now: Callable[[str], object]) -> dict[str, Value]:
        """The values that are not those of `now`, by field."""
        told = [name for name in fields if name in self.texts]
        changed = [name for name in told if not says(BY_FIELD[name], self.texts[name], now(name))]
        values = {name: self.read(name) for name in changed}
        return {name: value for name, value in values.items() if value is not None}

    def kind(self) -> str:
        """What the line describes."""
        if "kind" not in self.texts:
            return USE if "use" in self.texts else SYSTEM
        kind = _KINDS.get(key_of(self.texts["kind"]))
        if kind is None:
            self.report("kind", _("Écrivez « système » ou « usage »."))
        return kind or SYSTEM

    def forbid(self, fields: Sequence[str], sentence: str) -> None:
        """These cells are not for this kind of line: said once, with all their columns."""
        if found := [BY_FIELD[name].name for name in fields if name in self.texts]:
            self.problems.append(Problem(", ".join(found), sentence))

    def end(self, kind: str, name: str, columns: Sequence[str], *, is_new: bool) -> Fate:
        """What becomes of the line, once it has been judged."""
        outcome = Outcome.CREATED if is_new else Outcome.UPDATED if columns else Outcome.UNCHANGED
        if self.problems:
            return Fate(self.number, kind, name, Outcome.REFUSED, (), tuple(self.problems))
        names = () if is_new else tuple(BY_FIELD[column].name for column in columns)
        return Fate(self.number, kind, name, outcome, names)
