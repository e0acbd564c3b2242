"""What `pleinjour doctor` looks at. Each check answers with a finding; none changes anything."""

import os
import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from pleinjour import __version__
from pleinjour.base.environment import home_of
from pleinjour.base.sentences import french
from pleinjour.cli.language import translate
from pleinjour.cli.starting import start_django

_GIGABYTE = 1 << 30
_ENOUGH_DISK = 2 * _GIGABYTE
_FIRST_PLAUSIBLE_YEAR = 2026
_LATE = timedelta(hours=1)
_OLDEST_SQLITE = (3, 37, 0)
_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen. `what` and `remedy` are French sentences to translate; `detail` is a value, shown as it is."""

    level: Literal["good", "advice", "problem"]
    what: str
    detail: str = ""
    remedy: str = ""


def examine() -> Iterator[Finding]:
    """Every finding, in the order in which a person would look."""
    checks: list[Callable[[], Finding]] = [_python, _sqlite, _reader, _catalogue, _translations, _clock, _disk]
    for check in checks:
        yield check()
    yield from _web()


def _python() -> Finding:
    return Finding("good", french("Pleinjour et Python :"), f"{__version__}, {platform.python_version()}")


def _sqlite() -> Finding:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        remedy = french("Installez SQLite 3.37 ou plus récent, ou utilisez PostgreSQL.")
        return Finding("problem", french("SQLite est trop ancien :"), sqlite3.sqlite_version, remedy)
    return Finding("good", french("SQLite :"), sqlite3.sqlite_version)


def _reader() -> Finding:
    """Whether this processor can run Hyperscan, by compiling and running one pattern."""
    try:
        from pleinjour.engines.traffic.scan import Scanner

        block = bytearray(b"\nchatgpt.com \n")
        found = list(Scanner(["chatgpt.com"]).candidates(block, len(block)))
    except Exception as error:  # noqa: BLE001 - whatever stops the library, the answer to the person is the same
        remedy = french("La lecture rapide demande un processeur x86-64 avec SSE4.2, ou ARM 64 bits.")
        return Finding("problem", french("La lecture des journaux ne marche pas :"), type(error).__name__, remedy)
    if len(found) != 1:
        return Finding(
            "problem",
            french("La lecture des journaux ne trouve pas son exemple."),
            "",
            french("Réinstallez Pleinjour."),
        )
    return Finding("good", french("Lecture des journaux : prête."))


def _catalogue() -> Finding:
    from pleinjour.base.errors import PleinjourError
    from pleinjour.refdata.services import load_catalogue, refused_update

    try:
        catalogue = load_catalogue()
    except PleinjourError as error:
        return Finding(
            "problem",
            french("Le catalogue des services ne se lit pas :"),
            error.explain(translate),
            french("Réinstallez Pleinjour."),
        )
    if refused := refused_update():
        remedy = french("Chargez une autre mise à jour, ou retirez-la : pleinjour services update --revert.")
        what = french("La mise à jour du catalogue ne sert pas :")
        return Finding("advice", what, refused.explain(translate), remedy)
    detail = f"{len(catalogue.services)} ({catalogue.edition}, {catalogue.version})"
    return Finding("good", french("Catalogue des services :"), detail)


def _translations() -> Finding:
    if any(_PACKAGE.glob("locale/*/LC_MESSAGES/*.mo")):
        return Finding("good", french("Traductions : prêtes."))
    remedy = french("Lancez bin/setup. Sans elles, les pages restent en français.")
    return Finding("advice", french("Les traductions ne sont pas compilées."), "", remedy)


def _clock() -> Finding:
    now = datetime.now(UTC)
    if now.year < _FIRST_PLAUSIBLE_YEAR:
        remedy = french("Réglez la date de la machine : les mois comptés et les sessions en dépendent.")
        return Finding("problem", french("L’horloge retarde :"), f"{now:%Y-%m-%d}", remedy)
    return Finding("good", french("Horloge :"), _minute(now))


def _disk() -> Finding:
    home = home_of(os.environ).absolute()
    there = next(folder for folder in (home, *home.parents) if os.path.exists(folder))
    free = shutil.disk_usage(there).free
    if free < _ENOUGH_DISK:
        return Finding(
            "advice",
            french("Le disque est presque plein :"),
            f"{free / _GIGABYTE:.1f} Gio",
            french("Faites de la place."),
        )
    return Finding("good", french("Place libre :"), f"{free / _GIGABYTE:.0f} Gio")


def _web() -> Iterator[Finding]:
    """Settings first: without them there is no database to look at. Reading them would draw a first secret key, and
    opening the database would create it: neither is done where nothing is installed yet.
    """
    from pleinjour.web.config.environment import read_environment
    from pleinjour.web.config.errors import SettingError

    home = home_of(os.environ).absolute()
    if not os.path.exists(home):
        remedy = french("Lancez « make run », ou « pleinjour manage migrate ».")
        yield Finding("advice", french("Rien n’est encore installé dans :"), str(home), remedy)
        return
    try:
        read_environment(os.environ)
    except SettingError as error:
        yield Finding(
            "problem",
            french("Un réglage ne va pas :"),
            error.explain(translate),
            french("Voyez docs/exploiter/reglages.md."),
        )
        return
    yield Finding("good", french("Réglages : lus."))
    yield _home(home)
    yield _database()
    yield from _passes()


def _home(home: Path) -> Finding:
    from pleinjour.web.config.secret_key import KEY_FILE

    if not os.access(home, os.W_OK):
        remedy = french("Donnez le droit d’écrire dans ce dossier, ou changez PLEINJOUR_HOME.")
        return Finding("problem", french("Le dossier de travail ne peut pas être écrit :"), str(home), remedy)
    key = home / KEY_FILE
    if key.exists() and key.stat().st_mode & 0o077:
        remedy = french("Retirez ces droits : chmod 600.")
        return Finding("problem", french("La clé secrète peut être lue par d’autres :"), str(key), remedy)
    return Finding("good", french("Dossier de travail :"), str(home))


def _database() -> Finding:
    start_django()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import Error

    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        remedy = french("Vérifiez que le serveur de base de données tourne, et PLEINJOUR_DATABASE_URL.")
        return Finding("problem", french("La base de données ne répond pas :"), type(error).__name__, remedy)
    if missing:
        count = str(len(missing))
        return Finding(
            "problem",
            french("La base attend des mises à jour :"),
            count,
            french("Lancez « pleinjour manage migrate »."),
        )
    return Finding("good", french("Base de données : à jour."))


def _passes() -> Iterator[Finding]:
    """Whether `pleinjour tick` runs, where something waits for it."""
    from django.conf import settings

    from pleinjour.web.organizations.pass_lock import last_pass

    folder: Path | None = settings.PLEINJOUR_DROP_FOLDER
    if folder is None:
        return
    if not folder.is_dir():
        remedy = french("Créez-le, donnez le droit de le lire, ou changez PLEINJOUR_DROP_FOLDER.")
        yield Finding("problem", french("Le dossier de dépôt n’existe pas :"), str(folder), remedy)
    last = last_pass()
    remedy = french("Mettez en route le minuteur de « pleinjour tick » : docs/exploiter/depot.md.")
    if last is None:
        yield Finding("advice", french("Aucun passage de « pleinjour tick » n’a eu lieu ici."), "", remedy)
    elif datetime.now(UTC) - last > _LATE:
        yield Finding("advice", french("Les passages de « pleinjour tick » se sont arrêtés :"), _minute(last), remedy)
    else:
        yield Finding("good", french("Dernier passage :"), _minute(last))


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
