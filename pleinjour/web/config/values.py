"""Text of the environment → typed values. Each reader raises WrongSetting with what it expected."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pleinjour.base.environment import PREFIX, secret_of
from pleinjour.base.sentences import Phrase
from pleinjour.refdata.services.errors import WrongTrustedKey
from pleinjour.refdata.services.signed import read_trusted_keys
from pleinjour.web.config.errors import WrongSetting

YES = frozenset({"1", "oui", "yes", "true", "on"})
NO = frozenset({"0", "non", "no", "false", "off", ""})


class Reader:
    """Reads one environment. A secret may stand in a file: `NAME_FILE` gives its path."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def text(self, name: str, default: str = "") -> str:
        return self._environ.get(PREFIX + name, default).strip()

    def folder(self, name: str) -> Path | None:
        """An absolute path, or None when nothing is said; whether it is there is seen when it is used."""
        value = self.text(name)
        if value and not Path(value).is_absolute():
            raise WrongSetting(name=PREFIX + name, expected=Phrase("écrivez un chemin qui commence par /"))
        return Path(value) if value else None

    def secret(self, name: str) -> str:
        try:
            return secret_of(self._environ, name)
        except (OSError, ValueError):
            expected = Phrase("ce fichier ne peut pas être lu")
            raise WrongSetting(name=f"{PREFIX}{name}_FILE", expected=expected) from None

    def secret_place(self, name: str) -> str:
        """Where whoever opens files itself finds a secret: the path in `NAME_FILE`; without one, the secret's text."""
        return self.text(f"{name}_FILE") or self.text(name)

    def public_keys(self, name: str) -> str:
        """Public keys of those who publish the catalogue; empty when nobody is trusted."""
        text = self.secret(name)
        try:
            read_trusted_keys(text)
        except WrongTrustedKey as error:
            expected = Phrase("« {key} » n’est pas une clé publique Ed25519 en base64", **error.fields)
            raise WrongSetting(name=PREFIX + name, expected=expected) from None
        return text

    def flag(self, name: str) -> bool:
        value = self.text(name).lower()
        if value in YES:
            return True
        if value in NO:
            return False
        raise WrongSetting(name=PREFIX + name, expected=Phrase("écrivez « oui » ou « non »"))

    def number(self, name: str, default: int, *, low: int, high: int) -> int:
        text = self.text(name, str(default))
        if text.isdecimal() and low <= int(text) <= high:
            return int(text)
        expected = Phrase("écrivez un nombre entre {low} et {high}", low=low, high=high)
        raise WrongSetting(name=PREFIX + name, expected=expected)

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """One of `choices`; the first when nothing is said."""
        value = self.text(name, choices[0]) or choices[0]
        if value in choices:
            return value
        expected = Phrase("choisissez entre {choices}", choices=", ".join(choices))
        raise WrongSetting(name=PREFIX + name, expected=expected)

    def words(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Values separated by commas."""
        found = tuple(word.strip() for word in self.text(name).split(",") if word.strip())
        return found or default

    def address(self, name: str, default: str) -> str:
        """The origin of a site: scheme, host and port, without a final slash."""
        value = self.text(name, default).rstrip("/")
        parts = urlsplit(value)
        if parts.scheme in {"http", "https"} and parts.hostname and not parts.path and not parts.query:
            return value
        expected = Phrase("écrivez une adresse comme https://pleinjour.exemple.fr")
        raise WrongSetting(name=PREFIX + name, expected=expected)

    def zone(self, name: str, default: str) -> str:
        value = self.text(name, default)
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            expected = Phrase("écrivez un fuseau comme Europe/Paris")
            raise WrongSetting(name=PREFIX + name, expected=expected) from None
        return value
