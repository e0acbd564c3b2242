"""Django's own commands (migrate, createcachetable…), behind `pleinjour manage`."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from django.core.management import execute_from_command_line

from pleinjour.base.environment import home_of
from pleinjour.web.config.databases import SQLITE, read_database
from pleinjour.web.config.errors import NoDatabaseHere
from pleinjour.web.config.values import Reader

_WITHOUT_DATABASE: Final = frozenset({"check", "help", "makemigrations", "migrate", "version"})


def run(argv: Sequence[str]) -> None:
    """Run one command: `run(["migrate", "--noinput"])`. Raises NoDatabaseHere, WrongSetting."""
    if argv and argv[0] not in _WITHOUT_DATABASE and not {"-h", "--help", "--version"} & set(argv):
        require_database(os.environ)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pleinjour.web.config.settings")
    execute_from_command_line(["pleinjour manage", *argv])


def require_database(environ: Mapping[str, str]) -> None:
    """Before anything is created: a command without the settings of the service would leave an empty database and a new
    key wherever it is typed. Raises NoDatabaseHere, WrongSetting.
    """
    read = Reader(environ)
    database = read_database(read.secret("DATABASE_URL"), home_of(environ).absolute())
    if database.engine == SQLITE and not _holds_something(Path(database.name)):
        raise NoDatabaseHere(path=database.name)


def _holds_something(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
