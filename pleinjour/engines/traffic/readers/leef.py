"""Any product that writes LEEF: requests (`url`) and connections, whoever made it.

The keys are IBM's predefined ones, and those that products add most; docs/dpo-rssi/formats/leef.md.
"""

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.readers.envelopes.leef import LEEFEvent, is_leef, leef_event, leef_instant
from pleinjour.engines.traffic.readers.envelopes.requests import family_of, refused_by_word, target_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_URLS = (b"url", b"request")
_METHODS = (b"method", b"requestMethod")


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        event = leef_event(line)
        target = target_of(event.first(*_URLS), event.first(b"dhost", b"dstHostName", b"domain"))
        if refused_by_word(event.first(b"action", b"act")) or not (target or event.first(b"dst")):
            return None
        instant = leef_instant(event, line, tools.clock)
        client, user, sent = event.first(b"src", b"identSrc"), event.first(b"usrName"), event.first(b"srcBytes")
        return tools.entry(instant, client, user, target, sent, _family(event))

    return parse


def _family(event: LEEFEvent) -> Family:
    return family_of(event.first(*_METHODS)) if event.first(*_URLS, *_METHODS) else "flow"


READER = Reader(
    name="leef",
    title="LEEF, tout produit",
    families=("request", "tunnel", "flow"),
    recognises=is_leef,
    parser=parse_with,
    is_generic=True,
)
