"""What the platform does by itself is found by its place, one pass at a time."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from pleinjour.web.organizations import pass_lock
from pleinjour.web.organizations.pass_lock import last_pass, only_pass
from pleinjour.web.organizations.periodic import all_tasks

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.PLEINJOUR_HOME = tmp_path / "home"


def test_the_tasks_of_every_room_are_found() -> None:
    names = [task.name for task in all_tasks()]
    assert "observe.drop_folders" in names
    assert len(set(names)) == len(names)


@pytest.mark.django_db
def test_a_pass_is_alone_until_it_ends() -> None:
    with only_pass(NOW) as first, only_pass(NOW) as second:
        assert (first, second) == (True, False)
    with only_pass(NOW) as alone:
        assert alone


@pytest.mark.django_db
def test_the_last_pass_that_ended_well_is_known() -> None:
    assert last_pass() is None
    with pytest.raises(RuntimeError), only_pass(NOW):
        raise RuntimeError
    assert last_pass() is None
    with only_pass(NOW):
        pass
    assert last_pass() == NOW


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_machines_that_share_a_database_take_turns() -> None:
    other = connection.copy()
    try:
        with other.cursor() as elsewhere:
            elsewhere.execute("SELECT pg_advisory_lock(%s)", [pass_lock._ADVISORY])
            with only_pass(NOW) as alone:
                assert not alone
            elsewhere.execute("SELECT pg_advisory_unlock(%s)", [pass_lock._ADVISORY])
            with only_pass(NOW) as alone:
                assert alone
    finally:
        other.close()


def test_the_lock_is_its_owners_alone(db: None, settings: Settings) -> None:
    with only_pass(NOW):
        pass
    assert os.stat(Path(settings.PLEINJOUR_HOME) / pass_lock.LOCK_FILE).st_mode & 0o077 == 0
