"""PowerDNS: questions of the recursor (`quiet=no`), as text or structured, and of the authoritative server.

PowerDNS, Operating PowerDNS Recursor, "Logging"; pdns_server's `log-dns-queries`.
"""

import re

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import without_port
from pleinjour.engines.traffic.readers.envelopes.keyvalue import escaped_pairs
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_STRUCTURED = b'msg="Question"'
_RECURSOR = re.compile(rb"question for '([^'|\s]++)\|([^'|\s]++)' from (\S+)")
_SERVER = re.compile(rb"Remote (\S+) wants '([^'|\s]++)\|([^'|\s]++)'")
_OURS = re.compile(rb"pdns|subsystem=\"")

_Asked = tuple[bytes, bytes, bytes]
"""Client, name, type."""


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        stamp = b""
        if _STRUCTURED in line:
            asked, stamp = _structured(line)
        else:
            found = _written(line)
            if found is None:
                return None
            asked = found
        client, name, kind = asked
        if kind.upper() not in ADDRESS_QUESTIONS:
            return None
        return tools.entry(_instant(stamp, line, tools.clock), without_port(client), b"", name, b"", "dns")

    return parse


def _structured(line: bytes) -> tuple[_Asked, bytes]:
    pairs = escaped_pairs(line[line.find(_STRUCTURED) :])
    if b"qname" not in pairs:
        raise Unreadable("shape")
    return (pairs.get(b"remote", b""), pairs[b"qname"], pairs.get(b"qtype", b"")), pairs.get(b"ts", b"")


def _written(line: bytes) -> _Asked | None:
    recursor = _RECURSOR.search(line)
    if recursor is not None:
        return recursor[3], recursor[1], recursor[2]
    server = _SERVER.search(line)
    if server is not None:
        return server[1], server[2], server[3]
    if _OURS.search(line):
        return None
    raise Unreadable("shape")


def _instant(stamp: bytes, line: bytes, clock: Clock) -> float:
    return clock.epoch(stamp) if stamp else leading_instant(line, clock)


def _recognises(line: bytes) -> bool:
    return _STRUCTURED in line or _RECURSOR.search(line) is not None or _SERVER.search(line) is not None


READER = Reader(
    name="powerdns",
    title="PowerDNS, journal des questions",
    families=("dns",),
    recognises=_recognises,
    parser=parse_with,
)
