"""Tables that are only added to: triggers by which the database itself refuses to change them, whoever asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class AppendOnlyTable:
    """`name` begins the names of the triggers and stands in the refusal.

    A later migration that rebuilds the table on SQLite drops its triggers: it must install them again.
    """

    name: str
    table: str

    @property
    def refusal(self) -> str:
        return f"append-only: {self.name}"

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Guard the table. Raises KeyError for a database that Pleinjour does not know."""
        run_statements(connection, self._installing()[connection.vendor])

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        """Take the guard away: only a reversed migration does, and the tests that tamper on purpose."""
        run_statements(connection, self._removing()[connection.vendor])

    def _installing(self) -> Mapping[str, Iterable[str]]:
        name, table = self.name, self.table
        return {
            "sqlite": (
                f"CREATE TRIGGER IF NOT EXISTS {name}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
                for event in ("UPDATE", "DELETE")
            ),
            "postgresql": (
                f"CREATE OR REPLACE FUNCTION {name}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{self.refusal}'; END $$",
                f"CREATE OR REPLACE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE "
                f"ON {table} FOR EACH ROW EXECUTE FUNCTION {name}_refuse()",
                f"CREATE OR REPLACE TRIGGER {name}_no_truncate BEFORE TRUNCATE "
                f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}_refuse()",
            ),
        }

    def _removing(self) -> Mapping[str, Iterable[str]]:
        name, table = self.name, self.table
        return {
            "sqlite": (f"DROP TRIGGER IF EXISTS {name}_no_{event}" for event in ("update", "delete")),
            "postgresql": (
                f"DROP TRIGGER IF EXISTS {name}_no_change ON {table}",
                f"DROP TRIGGER IF EXISTS {name}_no_truncate ON {table}",
                f"DROP FUNCTION IF EXISTS {name}_refuse()",
            ),
        }


def run_statements(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    """Runs each statement, in order."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
