"""All that is known of one system, as JSON. No account is in it: people in charge are functions."""

import json
from collections.abc import Iterable
from typing import Final

from django.db.models import Model

from pleinjour.base.sentences import escape_unseen
from pleinjour.web.registry.selectors import SystemRecord

VERSION: Final = 1
_HIDDEN: Final = ("id", "authority", "system", "account", "content", "unit")


def write_record(record: SystemRecord) -> str:
    """The file of a system: its description, what it misses, uses, people, evidence, decisions and history."""
    system = record.system
    written = {
        "version_du_format": VERSION,
        "systeme": {"numero": system.pk, **_fields(system)},
        "conditions_manquantes": [str(need) for need in record.missing],
        "charges": _all(record.people),
        "usages": [{"service": use.unit.name if use.unit else None, **_fields(use)} for use in record.uses],
        "pieces": _all(record.evidence),
        "decisions": _all(record.decisions),
        "passages": _all(record.passages),
        "versions": _all(record.versions),
    }
    return escape_unseen(json.dumps(written, ensure_ascii=False, default=str))


def _all(rows: Iterable[Model]) -> list[dict[str, object]]:
    return [_fields(row) for row in rows]


def _fields(row: Model) -> dict[str, object]:
    """The fields of the row by name, as the register's code writes them."""
    fields = [field.attname for field in row._meta.fields if field.name not in _HIDDEN]
    return {name: getattr(row, name) for name in fields}
