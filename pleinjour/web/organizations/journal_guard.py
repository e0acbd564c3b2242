"""Triggers by which the database itself refuses to change the journal, whoever asks."""

from collections.abc import Mapping
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE: Final = "organizations_journalentry"
REFUSAL: Final = "the journal is append-only"

INSTALL: Final[Mapping[str, tuple[str, ...]]] = {
    "sqlite": tuple(
        f"CREATE TRIGGER IF NOT EXISTS journal_no_{event.lower()} BEFORE {event} ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for event in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        "CREATE OR REPLACE TRIGGER journal_no_change BEFORE UPDATE OR DELETE "
        f"ON {TABLE} FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
        "CREATE OR REPLACE TRIGGER journal_no_truncate BEFORE TRUNCATE "
        f"ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    ),
}
REMOVE: Final[Mapping[str, tuple[str, ...]]] = {
    "sqlite": ("DROP TRIGGER IF EXISTS journal_no_update", "DROP TRIGGER IF EXISTS journal_no_delete"),
    "postgresql": (
        f"DROP TRIGGER IF EXISTS journal_no_change ON {TABLE}",
        f"DROP TRIGGER IF EXISTS journal_no_truncate ON {TABLE}",
        "DROP FUNCTION IF EXISTS journal_refuse()",
    ),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Guard the journal. Raises KeyError for a database that Pleinjour does not know."""
    _run(connection, INSTALL[connection.vendor])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away: only a reversed migration does, and the tests that tamper on purpose."""
    _run(connection, REMOVE[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
