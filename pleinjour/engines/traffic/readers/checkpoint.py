"""Check Point (R80 and R81): what Log Exporter sends, as `[key:"value"; …]`, CEF or LEEF.

Check Point, *Logging and Monitoring Administration Guide*; sk122323 (Log Exporter), sk144192 (names of fields).
"""

import re

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.cef import cef_event, is_cef
from pleinjour.engines.traffic.readers.envelopes.leef import is_leef, leef_event
from pleinjour.engines.traffic.readers.envelopes.patterns import ESCAPED_TEXT
from pleinjour.engines.traffic.readers.envelopes.requests import family_of, target_of
from pleinjour.engines.traffic.readers.envelopes.stamps import written_instant
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_VENDOR = b"Check Point"
_PAIR = re.compile(rb'(?<![^\s;\[])([\w-]++)::?(?:"(%b)"|("))' % ESCAPED_TEXT, re.DOTALL)
_PRODUCT = re.compile(rb'[;\[] ?product:"')
_BLADES = frozenset(
    (
        b"vpn-1 & firewall-1",
        b"vpn & firewall",
        b"firewall",
        b"url filtering",
        b"application control",
        b"https inspection",
    )
)
_PASSED = frozenset(
    b"accept|allow|bypass|inspect|https bypass|https inspect|detect|monitor|inform user|encrypt|decrypt".split(b"|")
)
_URLS = (b"resource", b"request", b"url")
_NAMES = (b"http_host", b"dhost", b"tls_server_host_name")
_USERS = (b"src_user_name", b"suser", b"usrName", b"user")
_SENT = (b"sent_bytes", b"client_outbound_bytes", b"out", b"srcBytes")


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        pairs, product = _read(line)
        if (pairs.get(b"product") or product).lower() not in _BLADES:
            return None
        if first_of(pairs, (b"action", b"act")).lower() not in _PASSED:
            return None
        target = target_of(first_of(pairs, _URLS), first_of(pairs, _NAMES))
        client, user = pairs.get(b"src", b""), first_of(pairs, _USERS).strip()
        return tools.entry(
            _instant(pairs, line, tools.clock), client, user, target, first_of(pairs, _SENT), _family(pairs)
        )

    return parse


def _read(line: bytes) -> tuple[Pairs, bytes]:
    """The pairs, and the product when the envelope names it."""
    if is_cef(line, _VENDOR):
        event = cef_event(line)
        return event.pairs, event.product
    if is_leef(line, _VENDOR):
        named = leef_event(line)
        return named.pairs, named.product
    pairs: Pairs = {}
    for key, value, unclosed in _PAIR.findall(line):
        if unclosed:
            raise Unreadable("shape")
        pairs.setdefault(key, value)
    if not pairs:
        raise Unreadable("shape")
    return pairs, b""


def _instant(pairs: Pairs, line: bytes, clock: Clock) -> float:
    text = first_of(pairs, (b"time", b"rt", b"devTime"))
    return written_instant(text, clock) if text else leading_instant(line, clock)


def _family(pairs: Pairs) -> Family:
    if first_of(pairs, (*_URLS, b"http_host")):
        return family_of(first_of(pairs, (b"method", b"requestMethod")))
    return "tunnel" if pairs.get(b"tls_server_host_name") else "flow"


def _recognises(line: bytes) -> bool:
    return _PRODUCT.search(line) is not None or is_cef(line, _VENDOR) or is_leef(line, _VENDOR)


READER = Reader(
    name="checkpoint",
    title="Check Point (R80 et R81)",
    families=("request", "tunnel", "flow"),
    recognises=_recognises,
    parser=parse_with,
)
