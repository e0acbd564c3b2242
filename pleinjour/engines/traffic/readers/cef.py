"""Any product that writes CEF: requests (`request`, `dhost`) and connections, whoever made it.

The keys are those of ArcSight's dictionary; docs/dpo-rssi/formats/cef.md.
"""

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.readers.envelopes.cef import CEFEvent, cef_event, cef_instant, is_cef
from pleinjour.engines.traffic.readers.envelopes.requests import family_of, refused_by_word, target_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        event = cef_event(line)
        target = target_of(event.first(b"request"), event.first(b"dhost", b"destinationDnsDomain"))
        if refused_by_word(event.first(b"act")) or not (target or event.first(b"dst")):
            return None
        client, user = event.first(b"src", b"c6a2", b"shost"), event.first(b"suser", b"suid")
        instant = cef_instant(event, line, tools.clock)
        return tools.entry(instant, client, user, target, event.first(b"out"), _family(event))

    return parse


def _family(event: CEFEvent) -> Family:
    """An event that tells a request is one; the others are flows."""
    return family_of(event.first(b"requestMethod")) if event.first(b"request", b"requestMethod") else "flow"


READER = Reader(
    name="cef",
    title="CEF, tout produit",
    families=("request", "tunnel", "flow"),
    recognises=is_cef,
    parser=parse_with,
    is_generic=True,
)
