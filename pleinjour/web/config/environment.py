"""Every setting, typed, read once from the environment. docs/exploiter/reglages.md explains each."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pleinjour.base.defaults import THRESHOLD, TIME_ZONE
from pleinjour.base.environment import PREFIX, home_of
from pleinjour.base.sentences import Phrase
from pleinjour.engines.disclosure import LEAST_THRESHOLD
from pleinjour.web.config.databases import Database, read_database
from pleinjour.web.config.errors import MissingSetting, WrongSetting
from pleinjour.web.config.secret_key import read_or_draw_key
from pleinjour.web.config.values import Reader

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
YEAR_SECONDS = 31_536_000


@dataclass(frozen=True, slots=True)
class Email:
    """The server that sends messages. `host` is read from PLEINJOUR_EMAIL_HOST; without one, nothing is sent."""

    host: str
    port: int
    user: str
    password: str
    security: str
    from_: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who answers for the site, as its legal pages say. `contact` is read from PLEINJOUR_CONTACT."""

    name: str
    publisher: str
    publisher_address: str
    publication_director: str
    host: str
    contact: str
    security_contact: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Environment:
    """One field, one setting: `public_url` is read from PLEINJOUR_PUBLIC_URL."""

    home: Path
    secret_key: str
    debug: bool
    demo: bool
    public_url: str
    allowed_hosts: tuple[str, ...]
    database_url: Database
    proxy_count: int
    hsts_seconds: int
    time_zone: str
    session_hours: int
    threshold: int
    drop_folder: Path | None
    drop_settle: int
    desk_months: int
    log_level: str
    catalogue_keys: str
    email: Email
    imprint: Imprint

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def sends_email(self) -> bool:
        return bool(self.email.host)


def read_environment(environ: Mapping[str, str]) -> Environment:
    """The settings that `environ` holds. Raises MissingSetting or WrongSetting."""
    read = Reader(environ)
    home = home_of(environ).absolute()
    public_url = read.address("PUBLIC_URL", "http://127.0.0.1:8000")
    environment = Environment(
        home=home,
        secret_key=read.secret("SECRET_KEY") or read_or_draw_key(home),
        debug=read.flag("DEBUG"),
        demo=read.flag("DEMO"),
        public_url=public_url,
        allowed_hosts=read.words("ALLOWED_HOSTS", (*LOCAL_HOSTS, urlsplit(public_url).hostname or "")),
        database_url=read_database(read.secret("DATABASE_URL"), home),
        proxy_count=read.number("PROXY_COUNT", 0, low=0, high=9),
        hsts_seconds=read.number("HSTS_SECONDS", YEAR_SECONDS, low=0, high=2 * YEAR_SECONDS),
        time_zone=read.zone("TIME_ZONE", TIME_ZONE),
        session_hours=read.number("SESSION_HOURS", 10, low=1, high=168),
        threshold=read.number("THRESHOLD", THRESHOLD, low=LEAST_THRESHOLD, high=1000),
        drop_folder=read.folder("DROP_FOLDER"),
        drop_settle=read.number("DROP_SETTLE", 10, low=0, high=7 * 24 * 60),
        desk_months=read.number("DESK_MONTHS", 12, low=3, high=60),
        log_level=read.choice("LOG_LEVEL", ("INFO", "DEBUG", "WARNING", "ERROR")),
        catalogue_keys=read.public_keys("CATALOGUE_KEYS"),
        email=_read_email(read),
        imprint=_read_imprint(read),
    )
    _refuse_contradictions(environment)
    return environment


def _read_email(read: Reader) -> Email:
    return Email(
        host=read.text("EMAIL_HOST"),
        port=read.number("EMAIL_PORT", 587, low=1, high=65535),
        user=read.text("EMAIL_USER"),
        password=read.secret("EMAIL_PASSWORD"),
        security=read.choice("EMAIL_SECURITY", ("starttls", "tls", "none")),
        from_=read.text("EMAIL_FROM"),
    )


def _read_imprint(read: Reader) -> Imprint:
    return Imprint(
        name=read.text("NAME", "Pleinjour"),
        publisher=read.text("PUBLISHER"),
        publisher_address=read.text("PUBLISHER_ADDRESS"),
        publication_director=read.text("PUBLICATION_DIRECTOR"),
        host=read.text("HOST"),
        contact=read.text("CONTACT"),
        security_contact=read.text("SECURITY_CONTACT"),
        source_url=read.text("SOURCE_URL"),
    )


def _refuse_contradictions(environment: Environment) -> None:
    if len(environment.secret_key) < 32:
        expected = Phrase("écrivez au moins 32 caractères tirés au hasard")
        raise WrongSetting(name=PREFIX + "SECRET_KEY", expected=expected)
    if environment.debug and environment.is_https:
        expected = Phrase("le mode de mise au point ne sert jamais en ligne")
        raise WrongSetting(name=PREFIX + "DEBUG", expected=expected)
    if environment.is_https and not environment.proxy_count:
        # Pleinjour does not speak TLS itself: every request would look clear, and be redirected for ever.
        expected = Phrase("avec une adresse en https://, comptez le serveur web qui porte le certificat")
        raise WrongSetting(name=PREFIX + "PROXY_COUNT", expected=expected)
    if environment.sends_email and not environment.email.from_:
        raise MissingSetting(name=PREFIX + "EMAIL_FROM")
