"""What every test stands on: a database of its own, SQLite or PostgreSQL.

With PLEINJOUR_TEST_POSTGRES (a URL, see bin/postgres-for-tests) the whole run uses that server instead of SQLite;
tests marked `postgres` run only then.
"""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management.commands import flush as flush_command
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as examples
from pytest_django.fixtures import Settings

from pleinjour.web.config.databases import read_database
from tests.passwords import QUICK_HASHERS
from tests.web.guards import unguarded

POSTGRES_URL = os.environ.get("PLEINJOUR_TEST_POSTGRES", "")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A file, not memory: threads must meet in it. Its name is this run's own, so that runs do not collide."""
    default = connections["default"].settings_dict
    if not POSTGRES_URL:
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    else:
        suffix = os.environ.get("PYTEST_XDIST_WORKER", "")
        default["TEST"]["NAME"] = f"test_pleinjour_{os.getpid()}{suffix}"


# Time is measured by benches: a test that is slow where much else runs has found nothing wrong.
examples.register_profile("house", suppress_health_check=[HealthCheck.too_slow], deadline=None)
examples.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    _choose_database()
    _let_guarded_tables_be_flushed()


def _choose_database() -> None:
    url = POSTGRES_URL or "sqlite:///" + str(Path(settings.PLEINJOUR_HOME) / "unused-by-tests.sqlite3")
    settings.DATABASES["default"] = read_database(url, Path()).as_django()
    # Django may have looked at the first settings already: forget what it made of them.
    connections.__dict__.pop("settings", None)
    with suppress(AttributeError):
        del connections["default"]


def _let_guarded_tables_be_flushed() -> None:
    """Tests with real transactions empty every table afterwards; the guards would refuse."""
    flush = flush_command.Command.handle

    def flush_unguarded(self: flush_command.Command, **options: object) -> None:
        with unguarded():
            flush(self, **options)

    flush_command.Command.handle = flush_unguarded  # type: ignore[method-assign]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if POSTGRES_URL:
        return
    absent = pytest.mark.skip(reason="PLEINJOUR_TEST_POSTGRES names no PostgreSQL server")
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(absent)


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASHERS
