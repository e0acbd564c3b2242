"""Netskope: web transactions in JSON or W3C's format, page events in JSON.

https://docs.netskope.com/en/transaction-events/; Netskope, Get Events Data.
"""

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.readers.envelopes.json_object import json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.requests import family_of, refused_by_word
from pleinjour.engines.traffic.readers.envelopes.values import Pairs
from pleinjour.engines.traffic.readers.envelopes.w3c import FIELDS, field_names, w3c_columns
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_NOTHING = (b"", b"-", b"notchecked", b"notavailable", b"null", b"unknown")
_STAMP, _METHOD = b"x-cs-timestamp", b"x-cs-access-method"
_PAGES = (b"page", b"connection")


def parse_with(tools: Tools) -> Parse:
    columns = w3c_columns()

    def parse(line: bytes) -> Entry | None:
        if columns.takes(line):
            return None
        start = line.find(b"{")
        row = columns.row(line) if start < 0 else _flat(line, start)
        return _transaction(row, tools) if start < 0 or _STAMP in row else _page(row, tools)

    return parse


def _flat(line: bytes, start: int) -> Pairs:
    found = json_object(line, start)
    return {key.encode(errors="replace"): text_at(found, key) for key in found}


def _transaction(row: Pairs, tools: Tools) -> Entry | None:
    target = _first(row, b"cs-host", b"x-cs-sni", b"x-cs-url")
    is_stopped = refused_by_word(_first(row, b"x-policy-action")) or row.get(b"sc-status") == b"407"
    if is_stopped or _says(row, b"x-cs-ssl-engine-action", b"block") or not target:
        return None
    client, user = _first(row, b"x-cs-userip", b"x-cs-src-ip", b"c-ip"), _first(row, b"cs-username")
    is_bypassed = _says(row, b"x-ssl-bypass", b"yes")
    family: Family = "tunnel" if is_bypassed else family_of(row.get(b"cs-method", b""))
    return tools.entry(_instant(row, tools.clock), client, user, target, _first(row, b"cs-bytes"), family)


def _page(row: Pairs, tools: Tools) -> Entry | None:
    target = _first(row, b"domain", b"page", b"url")
    if row.get(b"type") not in _PAGES or refused_by_word(_first(row, b"action")) or not target:
        return None
    client, user = _first(row, b"userip", b"srcip"), _first(row, b"user", b"ur_normalized")
    family: Family = "tunnel" if _says(row, b"bypass_traffic", b"yes") else "request"
    instant = tools.clock.epoch(row.get(b"timestamp", b""))
    return tools.entry(instant, client, user, target, _first(row, b"client_bytes"), family)


def _instant(row: Pairs, clock: Clock) -> float:
    stamp = _first(row, _STAMP)
    return clock.epoch(stamp) if stamp else clock.iso(row.get(b"date", b"") + b" " + row.get(b"time", b"") + b"Z")


def _first(row: Pairs, *keys: bytes) -> bytes:
    return next((value for key in keys if (value := row.get(key, b"")).lower() not in _NOTHING), b"")


def _says(row: Pairs, key: bytes, word: bytes) -> bool:
    return row.get(key, b"").lower() == word


def _recognises(line: bytes) -> bool:
    if line.startswith(FIELDS):
        return not {_STAMP, _METHOD}.isdisjoint(field_names(line))
    if b"{" not in line:
        return False
    return b'"x-cs-timestamp"' in line or (
        b'"access_method"' in line and (b'"ccl"' in line or b'"client_bytes"' in line)
    )


READER = Reader(
    name="netskope",
    title="Netskope, transactions et pages",
    families=("request", "tunnel"),
    recognises=_recognises,
    parser=parse_with,
    headings=(FIELDS,),
)
