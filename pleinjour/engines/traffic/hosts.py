"""Names of hosts: how logs write them, and the service that a name belongs to.

A host is looked up by exact label suffix: `api.openai.com` belongs to `openai.com`, `notopenai.com` and
`openai.com.evil.fr` do not. Syntax of authorities: RFC 3986 section 3.2; of names: RFC 1035, with the underscore.
"""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.remembered import Remembered

ABSENT = (b"", b"-")
_SCHEME = re.compile(rb"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_AUTHORITY = re.compile(rb"[^/?#]*")
_PORT = re.compile(rb":\d*$")
_LABELS = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_BYTE = rb"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_IPV4 = re.compile(rb"%b(?:\.%b){3}" % (_BYTE, _BYTE))
_LONGEST_NAME = 253
_HOSTS_REMEMBERED = 1 << 16
_LONGEST_REMEMBERED = 512
_LONGEST_WRITTEN = 4096
"""Bytes of a name with all its escapes: what is longer is no name, and international ones are slow to convert."""


@dataclass(frozen=True, slots=True)
class Domains:
    """Domains and the service each belongs to; None marks names that must not be counted.

    Names are ASCII and lower case, punycode where they are international. `version` names the catalogue's edition.
    """

    services: Mapping[str, str | None]
    version: str

    def service_of(self, host: str) -> str | None:
        """The service that the longest label suffix of `host` names, or None."""
        while host:
            if host in self.services:
                return self.services[host]
            host = host.partition(".")[2]
        return None


def has_scheme(target: bytes) -> bool:
    """Whether a URL says its scheme, and so its host."""
    return _SCHEME.match(target) is not None


def authority_of(target: bytes) -> bytes:
    """The authority (`user@host:port`) of a URL, with or without its scheme."""
    scheme = _SCHEME.match(target)
    authority = _AUTHORITY.match(target, scheme.end() if scheme else 0)
    return authority.group() if authority else b""


def normalise_host(authority: bytes) -> str:
    """The host of `user@host:port`: user-info, port and final dot off, percent-decoded, lower case, punycode.

    "" when there is none (empty, or `-`). Raises Unreadable("host") when what remains is no host name.
    """
    host = without_port(authority.rpartition(b"@")[2])
    if host in ABSENT:
        return ""
    if len(host) > _LONGEST_WRITTEN:
        raise Unreadable("host")
    name = _to_ascii(unquote_to_bytes(host)).lower().removesuffix(".")
    if not (_is_name(name) or is_address(name.encode())):
        raise Unreadable("host")
    return name


def without_port(host: bytes) -> bytes:
    """A host alone: an IPv6 address may stand between brackets, or bare when no port follows."""
    if host.count(b":") > 1 and is_address(host):
        return host
    host = _PORT.sub(b"", host)
    return host[1:-1] if host.startswith(b"[") and host.endswith(b"]") else host


def _to_ascii(host: bytes) -> str:
    try:
        return host.decode("ascii") if host.isascii() else host.decode("utf-8").lower().encode("idna").decode("ascii")
    except UnicodeError:
        raise Unreadable("host") from None


def _is_name(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and _LABELS.fullmatch(name) is not None


def is_address(word: bytes) -> bool:
    """Whether a word is an IP address, of either version."""
    if _IPV4.fullmatch(word):
        return True
    try:
        ipaddress.ip_address(word.decode("ascii", errors="replace"))
    except ValueError:
        return False
    return True


class HostReader:
    """Normalised hosts, remembered: a log repeats the same few authorities millions of times."""

    def __init__(self) -> None:
        self._known = Remembered[bytes, str](_HOSTS_REMEMBERED)

    def host_of(self, target: bytes) -> str:
        """The host of a URL, with or without its scheme, or of `host:port`; "" when there is none.

        Raises Unreadable("host").
        """
        known = self._known.get(target)
        if known is not None:
            return known
        authority = authority_of(target)
        known = self._known.get(authority)
        if known is not None:
            return known
        host = normalise_host(authority)
        if len(authority) <= _LONGEST_REMEMBERED:
            self._known.keep(authority, host)
        return host
