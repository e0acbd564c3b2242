"""Who stands behind a line: one person in one form, however the log writes them.

Two writings of one person would count as two, and carry a small group over the threshold; two people in one form only
count as one. So what is doubtful is put together.
"""

import ipaddress
import re
import unicodedata
from enum import IntEnum
from typing import NamedTuple
from urllib.parse import unquote

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_WITH_PORT = re.compile(r"\[(?P<inside>[^]]*)\](?:[:#]\d*)?|(?P<bare>[^:#]*)[:#]\d*")
_LAST_WORD = re.compile(r"[^\\/:|]*$")
"""What Windows forbids in the name of an account parts it from a domain, or from the directory that knows it."""
_DISTINGUISHED = re.compile(r"(?:cn|uid)=([^,]+),")
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_-]{1,63})*\.?")
_NUMBER = re.compile(r"[0-9]+|[0-9a-f-]{12,}")
"""What identifies a request, a session or a network card: never the name of a workstation."""

_ONE_NETWORK = 64
"""A workstation takes a new IPv6 address a day inside its network (RFC 8981), whose prefix is of 64 bits (RFC 7421)."""


class Kind(IntEnum):
    """What a person is known by. One person may be known by several, so people of two kinds are never added."""

    ACCOUNT = 0
    IPV4 = 1
    IPV6 = 2
    NAME = 3


class Person(NamedTuple):
    """`name`: the one form of the person among those of its kind."""

    kind: Kind
    name: str


def person_of(client: bytes, user: bytes) -> Person:
    """The person of a line: the account, or the workstation where no account is known.

    An account that is an address, or that of a machine (`PC042$`), is a workstation.
    """
    account, workstation = _text(user), _text(client)
    if account and read_address(account) is None:
        name = one_account(account)
        return Person(Kind.NAME, name[:-1]) if name.endswith("$") else Person(Kind.ACCOUNT, name)
    address = read_address(workstation) or read_address(account)
    if address is None:
        return Person(Kind.NAME, _without_port(workstation).partition(".")[0])
    if address.version == 4:
        return Person(Kind.IPV4, str(address))
    return Person(Kind.IPV6, str(ipaddress.ip_network((address, _ONE_NETWORK), strict=False)))


def one_account(account: str) -> str:
    """`MAIRIE\\agent042`, `agent042@mairie.example`, `CN=Agent042,OU=DSI` → `agent042`."""
    text = unicodedata.normalize("NFKC", unquote(account)).casefold().strip()
    distinguished = _DISTINGUISHED.match(text)
    found = _LAST_WORD.search(distinguished[1] if distinguished else text)
    return (found.group().partition("@")[0].strip() if found else "") or text


def read_address(text: str) -> Address | None:
    """The address in `10.0.0.1:4021`, `[2001:db8::1]:4021`, `fe80::1%eth0` or `::ffff:10.0.0.1`, or None."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        try:
            address = ipaddress.ip_address(_without_port(text))
        except ValueError:
            return None
    return getattr(address, "ipv4_mapped", None) or address


def is_workstation(client: bytes) -> bool:
    """Whether a text is an address or a plain name of a host, rather than something that changes with each request."""
    text = _text(client)
    if read_address(text) is not None:
        return True
    name = _without_port(text)
    return _NAME.fullmatch(name) is not None and _NUMBER.fullmatch(name) is None


def _text(name: bytes) -> str:
    return name.decode(errors="replace").strip().lower()


def _without_port(text: str) -> str:
    found = _WITH_PORT.fullmatch(text)
    return (found["inside"] or found["bare"] or "") if found else text
