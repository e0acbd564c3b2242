"""Zeek: ssl, quic, http, dns and conn logs, tabulated or in JSON; columns or keys tell which log it is.

Zeek Project, *Zeek Log Formats and Inspection*, and the log reference of each protocol.
"""

from collections.abc import Callable

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.headed import HeadedColumns
from pleinjour.engines.traffic.readers.envelopes.json_object import json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_FIELDS = b"#fields\t"
_CLIENT = b"id.orig_h"
_EMPTY = (b"", b"-", b"(empty)")

_Find = Callable[[str], bytes]
"""The value of a field, b"" when it has none."""
_Seen = tuple[bytes, bytes, bytes, Family]
"""Account, target, bytes sent, family."""


def parse_with(tools: Tools) -> Parse:
    columns = HeadedColumns((_FIELDS,), lambda line: line[len(_FIELDS) :].split(b"\t"), lambda line: line.split(b"\t"))

    def parse(line: bytes) -> Entry | None:
        if columns.takes(line):
            return None
        find, names = _in_json(line) if b"{" in line[:256] else _in_columns(columns, line)
        seen = _seen(find, names)
        if seen is None:
            return None
        user, target, sent, family = seen
        return tools.entry(_instant(find("ts"), tools.clock), find("id.orig_h"), user, target, sent, family)

    return parse


def _in_columns(columns: HeadedColumns, line: bytes) -> tuple[_Find, frozenset[str]]:
    row = columns.row(line)

    def find(name: str) -> bytes:
        value = row.get(name.encode(), b"")
        return b"" if value in _EMPTY else value

    return find, frozenset(name.decode(errors="replace") for name in row)


def _in_json(line: bytes) -> tuple[_Find, frozenset[str]]:
    found = json_object(line, line.find(b"{"))
    if "id.orig_h" not in found:
        raise Unreadable("shape")
    return lambda name: text_at(found, name), frozenset(found)


def _seen(find: _Find, names: frozenset[str]) -> _Seen | None:
    """What the line says, by the fields that its log has; None for a log of another protocol."""
    if "server_name" in names:
        return b"", find("server_name"), b"", "flow"
    if "qtype_name" in names:
        kind = find("qtype_name").upper()
        return (b"", find("query"), b"", "dns") if kind in ADDRESS_QUESTIONS else None
    if "method" in names:
        return find("username"), find("host"), find("request_body_len"), family_of(find("method"))
    if "conn_state" in names:
        return b"", b"", find("orig_bytes"), "flow"
    return None


def _instant(text: bytes, clock: Clock) -> float:
    return clock.iso(text) if b"T" in text else clock.epoch(text)


def _recognises(line: bytes) -> bool:
    if line.startswith(_FIELDS):
        return _CLIENT in line
    return b'"id.orig_h":' in line and b"{" in line[:256]


READER = Reader(
    name="zeek",
    title="Zeek : ssl, quic, http, dns et conn",
    families=("request", "tunnel", "dns", "flow"),
    recognises=_recognises,
    parser=parse_with,
    headings=(_FIELDS,),
)
