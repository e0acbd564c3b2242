"""Commands typed in the wrong place leave nothing behind."""

from pathlib import Path

import pytest

from pleinjour.web.config.errors import NoDatabaseHere
from pleinjour.web.config.management import require_database, run


@pytest.mark.parametrize("command", ["open_authority", "access_link", "erase_account", "flush_traces", "shell"])
def test_a_command_without_the_settings_of_the_service_says_so_and_creates_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PLEINJOUR_HOME", "PLEINJOUR_DATABASE_URL", "PLEINJOUR_DATABASE_URL_FILE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(NoDatabaseHere, match="PLEINJOUR_HOME est-il donné"):
        run([command])
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_an_earlier_mistake_left_empty_is_none(tmp_path: Path) -> None:
    database = tmp_path / "pleinjour.sqlite3"
    database.touch()
    with pytest.raises(NoDatabaseHere):
        require_database({"PLEINJOUR_HOME": str(tmp_path)})
    database.write_bytes(b"SQLite format 3")
    require_database({"PLEINJOUR_HOME": str(tmp_path)})


def test_a_server_is_asked_only_by_the_command_itself(tmp_path: Path) -> None:
    require_database({"PLEINJOUR_HOME": str(tmp_path), "PLEINJOUR_DATABASE_URL": "postgres://compte@nulle-part/base"})
