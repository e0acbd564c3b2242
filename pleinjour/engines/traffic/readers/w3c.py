"""Any proxy that writes W3C's extended format with the usual names of fields; times are UTC, as the draft says."""

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.readers.envelopes.requests import account, family_of, refused_by_squid
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_of
from pleinjour.engines.traffic.readers.envelopes.w3c import FIELDS, field_names, w3c_columns
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_CLIENTS = (b"c-ip", b"c-dns")
_TARGETS = (b"cs-host", b"cs(host)", b"cs-uri-host", b"cs-uri", b"cs-url", b"r-host")


def parse_with(tools: Tools) -> Parse:
    columns = w3c_columns()

    def parse(line: bytes) -> Entry | None:
        if columns.takes(line):
            return None
        row = columns.row(line)
        if _refused(row):
            return None
        instant = tools.clock.iso(row.get(b"date", b"") + b" " + row.get(b"time", b"") + b"Z")
        client, user = first_of(row, _CLIENTS), account(row.get(b"cs-username", b""))
        target, sent = first_of(row, _TARGETS), row.get(b"cs-bytes", b"")
        return tools.entry(instant, client, user, target, sent, family_of(row.get(b"cs-method", b"")))

    return parse


def _refused(row: Pairs) -> bool:
    if row.get(b"sc-filter-result", b"").upper() == b"DENIED":
        return True
    return refused_by_squid(row.get(b"s-action", b"").upper(), row.get(b"sc-status", b""))


def _recognises(line: bytes) -> bool:
    names = set(field_names(line))
    return names >= {b"date", b"time"} and not names.isdisjoint(_CLIENTS) and not names.isdisjoint(_TARGETS)


READER = Reader(
    name="w3c",
    title="Format étendu du W3C, tout mandataire",
    families=("request", "tunnel"),
    recognises=_recognises,
    parser=parse_with,
    headings=(FIELDS,),
    is_generic=True,
)
