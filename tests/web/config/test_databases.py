from pathlib import Path

import pytest
from django.db.utils import ConnectionHandler

from pleinjour.web.config.databases import read_database


def test_without_a_url_rows_are_kept_in_a_file_of_the_home() -> None:
    assert read_database("", Path("/srv/pleinjour")).name == "/srv/pleinjour/pleinjour.sqlite3"


def test_a_sqlite_url_names_its_file() -> None:
    assert read_database("sqlite:////srv/autre.sqlite3", Path()).name == "/srv/autre.sqlite3"


def test_a_postgres_url_is_read_with_its_escapes_and_options() -> None:
    found = read_database("postgres://ville:a%40b@bd.example:5433/pleinjour?sslmode=verify-full", Path())
    assert (found.user, found.password, found.host, found.port, found.name) == (
        "ville", "a@b", "bd.example", "5433", "pleinjour",
    )  # fmt: skip
    assert found.options == (("sslmode", "verify-full"),)


def test_a_postgres_url_may_name_a_socket() -> None:
    found = read_database("postgres:///pleinjour?host=/run/postgresql&user=ville", Path())
    assert (found.host, found.user, found.options) == ("/run/postgresql", "ville", ())


def test_a_password_is_not_shown_where_the_database_is_printed() -> None:
    assert "soleil" not in repr(read_database("postgres://ville:soleil@bd/pleinjour", Path()))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1), ("recursive_triggers", 1), ("temp_store", 2)],
)
def test_sqlite_runs_with_the_settings_we_count_on(tmp_path: Path, pragma: str, value: object) -> None:
    connection = ConnectionHandler({"default": read_database("", tmp_path).as_django()})["default"]
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)
    connection.close()
