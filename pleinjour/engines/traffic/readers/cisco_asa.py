"""Cisco ASA and Secure Firewall (FTD): `%ASA-5-304001: …` and `%FTD-1-430003: SrcIP: …, URL: …`.

Cisco, *Secure Firewall ASA Series Syslog Messages*; *Secure Firewall Threat Defense Syslog Messages*, "security event"
messages. Values of 43000x hold commas: a pair ends where the next key begins.
"""

import re

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.requests import target_of
from pleinjour.engines.traffic.readers.envelopes.syslog import last_instant
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_HEAD = re.compile(rb"%(?:ASA|FTD|FWSM|PIX|NGIPS)-(?:[a-z]+-)?\d-(\d{6}): ?")
_ACCESSED = re.compile(
    rb"(?:([^\s@]*+)@)?([^\s@(]++)(?:\(([^)\s]*)\))? Accessed (?:JAVA )?URL \S+?:([a-z]{1,10}://\S*|/\S*)"
)
_CLOSED = re.compile(rb"Teardown (?:TCP|UDP) connection \d+ for .{0,300}? to [^\s:]+:([^\s/]+)/\d+(?:\(([^)\s]*)\))?")
_KEY = re.compile(rb"(?:(?<=, )|\A)([A-Z][A-Za-z_]*+(?: [A-Za-z]++){0,4}): ")
_PASSED = (b"allow", b"trust", b"monitor", b"fastpath")
_NOBODY = (b"no authentication required", b"not found", b"unknown", b"no authentication")
_ADDRESS_QUESTIONS = (b"a host address", b"ip6 address")


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        head = _HEAD.search(line)
        if head is None:
            raise Unreadable("shape")
        message = line[head.end() :]
        if head[1] == b"304001":
            return _accessed(message, line, head.start(), tools)
        if head[1] in (b"302014", b"302016"):
            return _closed(message, line, head.start(), tools)
        return _connection(_pairs(message), line, head.start(), tools) if head[1] == b"430003" else None

    return parse


def _accessed(message: bytes, line: bytes, end: int, tools: Tools) -> Entry:
    found = _ACCESSED.match(message)
    if found is None:
        raise Unreadable("shape")
    user, client, named, url = found.groups(b"")
    return tools.entry(last_instant(line, end, tools.clock), client, named or user, target_of(url, b""), b"", "request")


def _closed(message: bytes, line: bytes, end: int, tools: Tools) -> Entry:
    found = _CLOSED.match(message)
    if found is None:
        raise Unreadable("shape")
    client, user = found.groups(b"")
    return tools.entry(last_instant(line, end, tools.clock), client, user, b"", b"", "flow")


def _connection(pairs: Pairs, line: bytes, end: int, tools: Tools) -> Entry | None:
    if pairs.get(b"AccessControlRuleAction", b"").lower() not in _PASSED:
        return None
    question = pairs.get(b"DNSQuery", b"")
    if question and pairs.get(b"DNSRecordType", b"").lower() not in _ADDRESS_QUESTIONS:
        return None
    named = first_of(pairs, (b"ReferencedHost", b"SSLServerName"))
    target = question or target_of(pairs.get(b"URL", b""), named)
    sent = b"" if question else pairs.get(b"InitiatorBytes", b"")
    family: Family = "dns" if question else "flow"
    first, user = pairs.get(b"FirstPacketSecond", b""), pairs.get(b"User", b"")
    instant = tools.clock.iso(first) if first else last_instant(line, end, tools.clock)
    user = b"" if user.lower() in _NOBODY else user
    return tools.entry(instant, pairs.get(b"SrcIP", b""), user, target, sent, family)


def _pairs(message: bytes) -> Pairs:
    pairs: Pairs = {}
    end = len(message)
    for key in reversed(list(_KEY.finditer(message))):
        pairs[key[1]] = message[key.end() : end].rstrip(b", ")
        end = key.start()
    return pairs


READER = Reader(
    name="cisco-asa",
    title="Cisco ASA et Secure Firewall (FTD)",
    families=("request", "dns", "flow"),
    recognises=lambda line: _HEAD.search(line) is not None,
    parser=parse_with,
)
