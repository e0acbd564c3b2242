"""The database that a URL names, as Django wants it."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from pleinjour.base.sentences import Phrase
from pleinjour.web.config.errors import WrongSetting

# WAL: readers and the writer do not wait for each other. secure_delete: what is erased is overwritten.
# recursive_triggers: rows that INSERT OR REPLACE would remove meet the triggers that refuse removals.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA temp_store=MEMORY",
)
SQLITE = "django.db.backends.sqlite3"
POSTGRES_SCHEMES = frozenset({"postgres", "postgresql"})


@dataclass(frozen=True, slots=True)
class Database:
    """Where the rows are kept. `options` go to the driver."""

    engine: str
    name: str
    user: str = ""
    password: str = field(default="", repr=False)
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str | int], ...] = ()

    def as_django(self) -> dict[str, object]:
        return {
            "ENGINE": self.engine,
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": self.port,
            "OPTIONS": dict(self.options),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }


def read_database(url: str, home: Path) -> Database:
    """The database of `url`; a SQLite file in `home` when the URL is empty. Raises WrongSetting."""
    if not url:
        return sqlite_database(home / "pleinjour.sqlite3")
    scheme = url.partition(":")[0]
    if scheme in POSTGRES_SCHEMES:
        return _postgres_database(url)
    if scheme == "sqlite" and url.startswith("sqlite:///"):
        return sqlite_database(Path(unquote(url.removeprefix("sqlite:///"))))
    raise _wrong_url()


def sqlite_database(path: Path) -> Database:
    # IMMEDIATE: a transaction that will write waits at its start, instead of failing in its middle.
    options = (
        ("transaction_mode", "IMMEDIATE"),
        ("timeout", 20),
        ("init_command", ";".join(SQLITE_PRAGMAS)),
    )
    return Database(engine=SQLITE, name=str(path.absolute()), options=options)


def _postgres_database(url: str) -> Database:
    try:
        parts = urlsplit(url)
        port = parts.port
        options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    except ValueError:
        raise _wrong_url() from None
    if len(parts.path) < 2:
        raise _wrong_url()
    return Database(
        engine="django.db.backends.postgresql",
        name=unquote(parts.path[1:]),
        user=unquote(parts.username or options.pop("user", "")),
        password=unquote(parts.password or ""),
        host=parts.hostname or options.pop("host", ""),
        port=str(port or options.pop("port", "")),
        options=tuple(sorted(options.items())),
    )


def _wrong_url() -> WrongSetting:
    expected = Phrase("écrivez postgres://compte:secret@serveur:5432/base ou sqlite:///chemin")
    return WrongSetting(name="PLEINJOUR_DATABASE_URL", expected=expected)
