"""The register as lines of the file: what leaves is what may come back."""

import json
from collections.abc import Iterable, Iterator

from pleinjour.base.sentences import escape_unseen
from pleinjour.web.registry.exchange.columns import BY_FIELD, COLUMNS, NAMES, SYSTEM, USE, explain, write_cell
from pleinjour.web.registry.models import System, Use
from pleinjour.web.registry.selectors import SystemInForce

Row = tuple[str, ...]


def rows_of(systems: Iterable[SystemInForce]) -> Iterator[Row]:
    """One row for each system, in the order of COLUMNS, followed by one for each of its uses."""
    for system, decision in systems:
        known = {"state_reason": decision.reason, "decided_on": decision.decided_on} if decision else {}
        yield _row(system, {"kind": SYSTEM, **known})
        for use in system.uses.all():
            unit = use.unit.name if use.unit else None
            yield _row(use, {"kind": USE, "name": system.name, "use": use.purpose, "unit": unit, "purpose": None})


def write_json(rows: Iterable[Row], *, whole: bool = False) -> str:
    """The rows as a list of objects, empty cells left out unless they are wanted `whole`."""
    objects = ({name: cell for name, cell in zip(NAMES, row, strict=True) if cell or whole} for row in rows)
    lines = (escape_unseen(json.dumps(each, ensure_ascii=False)) for each in objects)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def explain_columns() -> list[Row]:
    """What each column holds, for a sheet beside the table."""
    return [(column.name, explain(column)) for column in COLUMNS]


def _row(of: System | Use, known: dict[str, object]) -> Row:
    values = {name: known[name] if name in known else getattr(of, name, None) for name in BY_FIELD}
    return tuple(write_cell(column, values[column.field]) for column in COLUMNS)
