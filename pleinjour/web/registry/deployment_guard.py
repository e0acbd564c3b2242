"""Nothing is deployed before its conditions are met: the database itself refuses, whoever asks and however.

Each system in the stage "déployé" has every `Need` met for its basis. Conditions are added, withdrawn once, never
changed nor removed; those of a deployed system are not withdrawn before it has been stopped, nor does the last person
who supervises it leave. A condition is added, and a system deployed, only where the object that meets it is there: each
verb installs a `Backing` for its needs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

from pleinjour.web.organizations.append_only import run_statements
from pleinjour.web.registry.models.condition import Need
from pleinjour.web.registry.models.person import Duty
from pleinjour.web.registry.models.system import Stage

SYSTEMS: Final = "registry_system"
CONDITIONS: Final = "registry_metcondition"
PEOPLE: Final = "registry_personincharge"
NOT_DEPLOYABLE: Final = "not deployable"
NOT_BACKED: Final = "not backed"
NOT_SUPERVISED: Final = "not supervised"
APPEND_ONLY: Final = "append-only: conditions"
_KEPT: Final = ("id", "authority_id", "system_id", "basis", "need", "backed_by", "met_at")

# Only names and words of ours go into these statements.
_MISSES_ONE: Final = (
    f"NEW.stage = '{Stage.DEPLOYED}' AND (SELECT COUNT(*) FROM {CONDITIONS} "  # noqa: S608
    f"WHERE system_id = NEW.id AND basis = NEW.basis AND withdrawn_at IS NULL) < {len(Need)}"
)
_IS_A_WITHDRAWAL: Final = (
    "OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND "
    + " AND ".join(f"NEW.{column} = OLD.{column}" for column in _KEPT)
)  # fmt: skip
_HOLDS_A_DEPLOYMENT: Final = (
    f"EXISTS (SELECT 1 FROM {SYSTEMS} "  # noqa: S608
    f"WHERE id = OLD.system_id AND basis = OLD.basis AND stage = '{Stage.DEPLOYED}')"
)


_IS_DEPLOYING: Final = f"NEW.stage = '{Stage.DEPLOYED}' AND (OLD.stage <> '{Stage.DEPLOYED}' OR OLD.basis <> NEW.basis)"


@dataclass(frozen=True, slots=True)
class Backing:
    """The object without which a condition is not met: `exists` is a SQL condition on `{system}` and `{basis}`.

    It is asked when the condition is added, and again when the system is deployed: an opinion may have come since.
    """

    need: Need
    exists: str

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Guard the need. Raises KeyError for a database that Pleinjour does not know."""
        for name, event, table, refused, refusal in self._triggers():
            installing = {
                "sqlite": (_sqlite(name, event, table, refused, refusal),),
                "postgresql": _postgresql(name, event, table, ((refused, refusal),)),
            }
            run_statements(connection, installing[connection.vendor])

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        """Take the guard away: a reversed migration does, a verb that brings a better one, and tests that tamper."""
        for name, _event, table, _refused, _refusal in self._triggers():
            _remove(connection, name, table)

    def _triggers(self) -> tuple[tuple[str, str, str, str, str], ...]:
        """Name, event, table, what is refused and by which words."""
        added = f"NEW.need = '{self.need}' AND NOT ({self.exists.format(system='NEW.system_id', basis='NEW.basis')})"
        deployed = f"{_IS_DEPLOYING} AND NOT ({self.exists.format(system='NEW.id', basis='NEW.basis')})"
        return (
            (f"backing_{self.need}", "INSERT", CONDITIONS, added, NOT_BACKED),
            (f"deploying_{self.need}", "UPDATE", SYSTEMS, deployed, NOT_DEPLOYABLE),
        )


_SUPERVISES: Final = f"{{row}}duty = '{Duty.SUPERVISOR}' AND {{row}}until IS NULL AND {{row}}account_id IS NOT NULL"
_SUPERVISED: Final = f"EXISTS (SELECT 1 FROM {PEOPLE} WHERE system_id = {{system}} AND {_SUPERVISES.format(row='')}"  # noqa: S608
SUPERVISOR: Final = Backing(Need.SUPERVISOR, f"{_SUPERVISED})")
NO_SHEET_YET: Final = Backing(Need.SHEET, "1 = 0")
"""Nobody may claim a public sheet before `publish` brings its own backing: its migration takes this one away."""


class DeploymentGuard:
    """The triggers on systems, on conditions and on the people in charge.

    A later migration that rebuilds one of the tables on SQLite drops its triggers: it must install them again.
    """

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Guard both tables. Raises KeyError for a database that Pleinjour does not know."""
        run_statements(connection, _INSTALLING[connection.vendor])

    def remove(self, connection: BaseDatabaseWrapper, *only: str) -> None:
        """Take the guard away, or some of its triggers: a reversed migration does, and tests that tamper on purpose."""
        for name in only or _TRIGGERS:
            _remove(connection, name, _TRIGGERS[name])


DEPLOYMENT: Final = DeploymentGuard()


def _sqlite(name: str, event: str, table: str, refused: str, refusal: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} WHEN {refused} "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
    )


def _postgresql(
    name: str, event: str, table: str, refusals: Iterable[tuple[str, str]], *, first: str = "", row: str = "NEW"
) -> tuple[str, ...]:
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    checks = " ".join(f"IF {refused} THEN RAISE EXCEPTION '{refusal}'; END IF;" for refused, refusal in refusals)
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {first} {checks} RETURN {row}; END $$",
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()",
    )


def _remove(connection: BaseDatabaseWrapper, name: str, table: str) -> None:
    removing = {
        "sqlite": (f"DROP TRIGGER IF EXISTS {name}",),
        "postgresql": (f"DROP TRIGGER IF EXISTS {name} ON {table}", f"DROP FUNCTION IF EXISTS {name}()"),
    }
    run_statements(connection, removing[connection.vendor])


# Two transactions, one that deploys and one that withdraws, must meet: the second waits for the row of the system.
_WAIT: Final = f"PERFORM 1 FROM {SYSTEMS} WHERE id = OLD.system_id FOR SHARE;"
_IS_NEW: Final = f"NEW.stage = '{Stage.DEPLOYED}'"
_STAYS: Final = f"NEW.system_id = OLD.system_id AND {_SUPERVISES.format(row='NEW.')}"
_WAS_THE_LAST: Final = (
    f"{_SUPERVISES.format(row='OLD.')} AND NOT {_SUPERVISED.format(system='OLD.system_id')} AND id <> OLD.id) "  # noqa: S608
    f"AND EXISTS (SELECT 1 FROM {SYSTEMS} WHERE id = OLD.system_id AND stage = '{Stage.DEPLOYED}')"
)
_LEAVES: Final = f"{_WAS_THE_LAST} AND NOT ({_STAYS})"
_TRIGGERS: Final = {
    "deployment_added": SYSTEMS,
    "deployment_changed": SYSTEMS,
    "condition_changed": CONDITIONS,
    "condition_withdrawn": CONDITIONS,
    "condition_removed": CONDITIONS,
    "condition_truncated": CONDITIONS,
    "supervisor_left": PEOPLE,
    "supervisor_removed": PEOPLE,
}
_INSTALLING: Final[Mapping[str, tuple[str, ...]]] = {
    "sqlite": (
        _sqlite("deployment_added", "INSERT", SYSTEMS, _IS_NEW, NOT_DEPLOYABLE),
        _sqlite("deployment_changed", "UPDATE", SYSTEMS, _MISSES_ONE, NOT_DEPLOYABLE),
        _sqlite("condition_changed", "UPDATE", CONDITIONS, f"NOT ({_IS_A_WITHDRAWAL})", APPEND_ONLY),
        _sqlite("condition_withdrawn", "UPDATE", CONDITIONS, _HOLDS_A_DEPLOYMENT, NOT_DEPLOYABLE),
        _sqlite("condition_removed", "DELETE", CONDITIONS, "1", APPEND_ONLY),
        _sqlite("supervisor_left", "UPDATE", PEOPLE, _LEAVES, NOT_SUPERVISED),
        _sqlite("supervisor_removed", "DELETE", PEOPLE, _WAS_THE_LAST, NOT_SUPERVISED),
    ),
    "postgresql": (
        *_postgresql("deployment_added", "INSERT", SYSTEMS, ((_IS_NEW, NOT_DEPLOYABLE),)),
        *_postgresql("deployment_changed", "UPDATE", SYSTEMS, ((_MISSES_ONE, NOT_DEPLOYABLE),)),
        *_postgresql("condition_changed", "UPDATE", CONDITIONS, ((f"NOT ({_IS_A_WITHDRAWAL})", APPEND_ONLY),)),
        *_postgresql(
            "condition_withdrawn", "UPDATE", CONDITIONS, ((_HOLDS_A_DEPLOYMENT, NOT_DEPLOYABLE),), first=_WAIT
        ),
        *_postgresql("condition_removed", "DELETE", CONDITIONS, (("TRUE", APPEND_ONLY),), row="OLD"),
        *_postgresql("condition_truncated", "TRUNCATE", CONDITIONS, (("TRUE", APPEND_ONLY),), row="NULL"),
        *_postgresql("supervisor_left", "UPDATE", PEOPLE, ((_LEAVES, NOT_SUPERVISED),), first=_WAIT),
        *_postgresql(
            "supervisor_removed", "DELETE", PEOPLE, ((_WAS_THE_LAST, NOT_SUPERVISED),), first=_WAIT, row="OLD"
        ),
    ),
}
