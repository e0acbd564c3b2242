"""Stormshield Network Security: `id=firewall key=value …`, log types web, ssl, connection and plugin.

https://documentation.stormshield.eu/SNS/v4/fr/Content/Description_of_Audit_logs/.
"""

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import has_scheme
from pleinjour.engines.traffic.readers.envelopes.keyvalue import quoted_pairs
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.envelopes.values import Pairs
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_START = b"id=firewall"
_OF_SONICWALL = b" sn="
_FLOWS = (b"connection", b"plugin")


def parse_with(tools: Tools) -> Parse:
    clock, entry = tools.clock, tools.entry

    def parse(line: bytes) -> Entry | None:
        start = line.find(_START)
        if start < 0:
            raise Unreadable("shape")
        pairs = quoted_pairs(line[start:])
        get = pairs.get
        family = _family(pairs)
        if family is None or get(b"action", b"").lower() not in (b"pass", b""):
            return None
        stamp = get(b"startime") or get(b"time", b"")
        instant = clock.iso(stamp + _offset(get(b"tz", b"")))
        return entry(instant, get(b"src", b""), get(b"user", b""), _target(pairs), get(b"sent", b""), family)

    return parse


def _log_type(pairs: Pairs) -> bytes:
    named = pairs.get(b"logtype")
    if named is not None:
        return named
    if b"op" in pairs:
        return b"web"
    return b"connection" if b"sent" in pairs else b""


def _family(pairs: Pairs) -> Family | None:
    log_type = _log_type(pairs)
    if log_type == b"web":
        return family_of(pairs.get(b"op", b""))
    if log_type == b"ssl":
        return "tunnel"
    return "flow" if log_type in _FLOWS else None


def _target(pairs: Pairs) -> bytes:
    argument, name = pairs.get(b"arg", b""), pairs.get(b"dstname", b"")
    if _log_type(pairs) != b"web":
        return name
    tunnel = pairs.get(b"op", b"").upper() == b"CONNECT"
    return argument if has_scheme(argument) or (argument and tunnel) else name


def _offset(zone: bytes) -> bytes:
    return zone if len(zone) == 5 and zone[:1] in (b"+", b"-") and zone[1:].isdigit() else b""


READER = Reader(
    name="stormshield",
    title="Stormshield Network Security",
    families=("request", "tunnel", "flow"),
    recognises=lambda line: _START in line and _OF_SONICWALL not in line,
    parser=parse_with,
)
