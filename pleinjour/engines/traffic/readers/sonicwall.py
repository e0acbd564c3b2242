"""SonicWall (SonicOS 6 and 7): `id=firewall sn=… time="…" m=97 src=… dstname=…`.

SonicWall, *SonicOS Log Events Reference Guide*. Message 97 is a web site hit, 537 a connection that ends.
"""

import re

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.keyvalue import quoted_pairs
from pleinjour.engines.traffic.readers.envelopes.requests import refused_by_word
from pleinjour.engines.traffic.readers.envelopes.values import Pairs
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = re.compile(rb"(?<!\S)id=\S{1,64} {1,2}sn=\S{1,64} time=\"")
_HIT, _CLOSED = b"97", b"537"


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        start = _START.search(line)
        if start is None:
            raise Unreadable("shape")
        pairs = quoted_pairs(line[start.start() :])
        get, kind = pairs.get, pairs.get(b"m")
        if kind not in (_HIT, _CLOSED) or refused_by_word(get(b"fw_action", b"")):
            return None
        target = get(b"dstname", b"") if kind == _HIT else b""
        instant, sent = _instant(get(b"time", b""), tools.clock), get(b"sent", b"")
        return tools.entry(instant, _client(pairs), _user(pairs), target, sent, "request" if kind == _HIT else "flow")

    return parse


def _client(pairs: Pairs) -> bytes:
    """The address of `src`, which is followed by a port and an interface; of version 6, that of `srcV6`."""
    address = pairs.get(b"src", b"").partition(b":")[0]
    return address if b"." in address else pairs.get(b"srcV6", b"")


def _user(pairs: Pairs) -> bytes:
    user = pairs.get(b"usr", b"")
    return b"" if user.startswith(b"Unknown") else user


def _instant(text: bytes, clock: Clock) -> float:
    return clock.iso(text.removesuffix(b" UTC") + (b"Z" if text.endswith(b" UTC") else b""))


READER = Reader(
    name="sonicwall",
    title="SonicWall (SonicOS 6 et 7)",
    families=("request", "flow"),
    recognises=lambda line: _START.search(line) is not None,
    parser=parse_with,
)
