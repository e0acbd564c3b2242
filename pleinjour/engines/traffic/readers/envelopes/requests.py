"""The request line between quotes, and how a proxy's answer is told from a use: shared by proxies' access logs."""

import re
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.hosts import ABSENT, has_scheme
from pleinjour.engines.traffic.readers.envelopes.patterns import ESCAPED_TEXT

_QUOTED = re.compile(rb'(%b)"' % ESCAPED_TEXT, re.DOTALL)
_HOST_LIKE = re.compile(rb"[\w.%-]*\.[\w%-]*[a-z][\w%-]*\.?(?::\d+)?", re.IGNORECASE)
_ESCAPED_DOT = re.compile(rb"%2e", re.IGNORECASE)
_LONGEST_HOST = 300
_ADDRESS = re.compile(rb"(?:[a-z]+://)?(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])(?::\d+)?(?=[/?#]|$)", re.IGNORECASE)
_REFUSAL = re.compile(
    rb"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?<!(?i:not)[ _-])(?<!(?i:non)[ _-])"
    rb"(?i:block|den(?:y|ied)|drop(?:ped|ping)?(?![a-z])|reject|reset|prevent|redirect|refus|forbid|bloqu)"
)


def request_line(text: bytes, start: int) -> tuple[bytes, bytes, int]:
    """(method, URL, end) of the request whose first byte is at `start`; b"" where a part is missing.

    `end` is the place after the closing quote, -1 when no quote closes the request.
    """
    quoted = _QUOTED.match(text, start)
    if quoted is None:
        return b"", b"", -1
    words = quoted.group(1).split()
    if len(words) > 1 and words[-1].startswith(b"HTTP/"):
        words.pop()
    return (words[0], words[1], quoted.end()) if len(words) > 1 else (b"", b"", quoted.end())


def family_of(method: bytes) -> Family:
    """A CONNECT opens a tunnel; every other method is a request that the proxy saw."""
    return "tunnel" if method.upper() == b"CONNECT" else "request"


def is_host_like(word: bytes) -> bool:
    """Whether a word that a log writes somewhere can only be the name of a host: a dot, and a letter in what follows
    the last one. Addresses, versions (`TLSv1.3`), URLs and texts are none.
    """
    return len(word) <= _LONGEST_HOST and _HOST_LIKE.fullmatch(_ESCAPED_DOT.sub(b".", word)) is not None


def first_host_like(words: Iterable[bytes]) -> bytes:
    """The first word that can only be the name of a host; b"" when none is."""
    return next((word for word in words if is_host_like(word)), b"")


def names_no_site(url: bytes) -> bool:
    """Whether a URL is the proxy's own (`error:…`, a bare path) or none."""
    return url in ABSENT or url.startswith((b"error:", b"/"))


def names_an_address(url: bytes) -> bool:
    """Whether a URL, or `host:port`, asks for an IP address, which names no service."""
    return _ADDRESS.match(url) is not None


def target_of(url: bytes, name: bytes) -> bytes:
    """The URL when it is whole, else the name of the destination, else the URL without its scheme; b"" for none."""
    return url if has_scheme(url) else name or (b"" if url.startswith(b"/") else url)


def account(name: bytes) -> bytes:
    """An account as proxies write it, percent-decoded once; b"" for `-`."""
    if name in ABSENT:
        return b""
    return unquote_to_bytes(name) if b"%" in name else name


def refused_by_squid(code: bytes, status: bytes) -> bool:
    """Whether a Squid result code (`TCP_DENIED`) or status says that nothing reached the service."""
    if status == b"407" or code.startswith(b"UDP"):
        return True
    return (b"DENIED" in code or b"REDIRECT" in code) and bool({b"DENIED", b"REDIRECT"} & set(code.split(b"_")))


def refused_by_word(action: bytes) -> bool:
    """Whether an action, as products name theirs (`Blocked`, `deny`, `reset-both`), stopped what was asked.

    A word begins it, after `_` or in `UrlBlocked` too; `not blocked` and `dropbox` are no refusals.
    """
    return _REFUSAL.search(action) is not None
