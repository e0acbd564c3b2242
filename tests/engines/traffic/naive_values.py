"""What the naive reader makes of one line, and the small readings that every format shares.

Nothing here is fast, and nothing here comes from the engine: the two must be able to disagree.
"""

import ipaddress
import re
import urllib.parse
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from pleinjour.base.tallies import Family

ABSENT = ("", "-")


@dataclass(frozen=True)
class NaiveEntry:
    """A line that is read. Texts are lower case; None is unknown."""

    time: datetime
    client: str | None
    user: str | None
    host: str | None
    method: str | None
    bytes_sent: int | None
    family: Family


@dataclass(frozen=True)
class Unreadable:
    """A line that can't be read."""

    reason: str


class BadLine(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Fields:
    """The texts that a format gives, before they are understood. `when` None: no possible date."""

    when: datetime | None
    family: Family
    client: str = ""
    user: str = ""
    address: str = ""
    method: str = ""
    sent: object = ""

    def understood(self) -> NaiveEntry:
        if self.when is None:
            raise BadLine("time")
        client, user = person_part(self.client), person_part(self.user)
        if client is None and user is None:
            raise BadLine("client")
        host = host_of(self.address)
        return NaiveEntry(self.when, client, user, host, self.method.upper() or None, bytes_of(self.sent), self.family)


def words(text: str) -> list[str]:
    return [word for word in re.split("[ \t]+", text) if word]


def person_part(text: str) -> str | None:
    return None if text in ABSENT else text.lower()


def bytes_of(value: object) -> int | None:
    if value is None or value in ABSENT:
        return None
    if isinstance(value, str) and re.fullmatch("[0-9]+", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise BadLine("bytes")


@cache
def is_ip_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def has_scheme(url: str) -> bool:
    return re.match("[a-z][a-z0-9+.-]*://", url, flags=re.IGNORECASE) is not None


def target_of(url: str, name: str = "") -> str:
    """The URL if it has a scheme, else the name, else the URL unless it is a bare path."""
    if has_scheme(url):
        return url
    return name or ("" if url.startswith("/") else url)


def is_host_like(name: str) -> bool:
    """Letters, figures and `._-%`, a letter after the last dot, perhaps a port."""
    if len(name.encode()) > 300 or not re.fullmatch(r"[A-Za-z0-9._%-]+(:[0-9]+)?", name):
        return False
    bare = name.partition(":")[0].removesuffix(".")
    *before, last = re.split(r"\.|%2E", bare, flags=re.IGNORECASE)
    return bool(before) and bool(re.search("[A-Za-z]", last))


@lru_cache(maxsize=100_000)
def host_of(address: str) -> str | None:
    """The host that a URL, a `host:port` or a bare name designates, None when there is none."""
    without_scheme = re.sub("^[a-z][a-z0-9+.-]*://", "", address, flags=re.IGNORECASE)
    authority = re.split("[/?#]", without_scheme)[0].rpartition("@")[2]
    name = without_port(authority)
    if name in ABSENT:
        return None
    name = urllib.parse.unquote(name).lower()
    if is_ip_address(name):
        return name
    return checked_name(in_ascii(name[:-1] if name.endswith(".") else name))


def without_port(authority: str) -> str:
    if is_ip_address(authority):
        return authority
    bare = re.sub(":[0-9]*$", "", authority)
    inside = bare[1:-1]
    return inside if bare == f"[{inside}]" and is_ip_address(inside) else bare


def in_ascii(name: str) -> str:
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise BadLine("host") from None


def checked_name(name: str) -> str:
    label = "[a-z0-9_-]{1,63}"
    if len(name) > 253 or not re.fullmatch(rf"{label}(\.{label})*", name):
        raise BadLine("host")
    return name
