"""The tables that the database guards: how one tries to change them, and how to change them all the same."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Final, Protocol

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Model, QuerySet

from pleinjour.web.decide.guards import BACKINGS
from pleinjour.web.decide.guards import GUARDS as DECIDED
from pleinjour.web.observe.ledger_guard import LEDGER
from pleinjour.web.organizations.journal_guard import JOURNAL
from pleinjour.web.publish.guards import GUARDS as PUBLISHED
from pleinjour.web.publish.guards import SHEET
from pleinjour.web.registry.deployment_guard import DEPLOYMENT, SUPERVISOR
from pleinjour.web.registry.history_guard import HISTORY

GUARDED: Final = (JOURNAL, *HISTORY, DEPLOYMENT, SUPERVISOR, *DECIDED, *PUBLISHED, *LEDGER)
_REPLACE: Final = {
    "sqlite": "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "postgresql": "INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id",
}
ATTEMPTS: Final[Mapping[str, Callable[[QuerySet[Model]], object]]] = {
    "QuerySet.update": lambda rows: rows.update(authority=F("authority")),
    "QuerySet.delete": lambda rows: rows.delete(),
    "UPDATE": lambda rows: _run("UPDATE {table} SET authority_id = authority_id", rows),
    "DELETE": lambda rows: _run("DELETE FROM {table}", rows),
    "REPLACE": lambda rows: _run(_REPLACE[connection.vendor], rows),
}


class Guard(Protocol):
    """What a room installs in the database."""

    def install(self, connection: BaseDatabaseWrapper) -> None: ...
    def remove(self, connection: BaseDatabaseWrapper) -> None: ...


@contextmanager
def without(*guards: Guard) -> Iterator[None]:
    """What somebody who owns the database server could do."""
    for guard in guards:
        guard.remove(connection)
    yield
    for guard in guards:
        guard.install(connection)


def unguarded() -> AbstractContextManager[None]:
    return without(*GUARDED)


def unbacked() -> AbstractContextManager[None]:
    """Conditions of deployment that no object of a verb meets; a supervisor is the register's own."""
    return without(SHEET, *BACKINGS)


def expect_refusal(attempt: str, rows: QuerySet[Model]) -> None:
    """The database itself refuses the attempt, and the rows are as they were."""
    before = list(rows.order_by("pk").values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ATTEMPTS[attempt](rows)
    assert before
    assert list(rows.order_by("pk").values()) == before


def _run(statement: str, rows: QuerySet[Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=rows.model._meta.db_table))
