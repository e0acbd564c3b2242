"""FortiGate (FortiOS 6 and 7): webfilter and forward traffic, as `date=… time=… key=value …` or in CEF.

Fortinet, FortiOS Log Message Reference.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.readers.envelopes.cef import cef_event, is_cef
from pleinjour.engines.traffic.readers.envelopes.fortinet import FORTIPROXY, fortinet_pairs, is_fortinet, web_or_flow
from pleinjour.engines.traffic.readers.envelopes.values import Pairs
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_SUBTYPE = re.compile(rb"[\s,]subtype=")
_PRODUCT = (b"Fortinet", b"Fortigate")
_OF_CEF = {
    b"eventtime": (b"FTNTFGTeventtime",),
    b"logid": (b"FTNTFGTlogid",),
    b"srcip": (b"src",),
    b"user": (b"suser", b"duser", b"FTNTFGTuser"),
    b"unauthuser": (b"FTNTFGTunauthuser",),
    b"hostname": (b"dhost",),
    b"url": (b"request",),
    b"sentbyte": (b"out",),
    b"action": (b"act",),
    b"utmaction": (b"FTNTFGTutmaction",),
}
"""FortiOS's names of fields, and those of CEF that hold the same."""


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        pairs = _from_cef(line) if is_cef(line, *_PRODUCT) else fortinet_pairs(line)
        return web_or_flow(pairs, line, tools)

    return parse


def _from_cef(line: bytes) -> Pairs:
    """The pairs of an event, under FortiOS's names."""
    event = cef_event(line)
    kind, _colon, subtype = event.first(b"cat").partition(b":")
    return {name: event.first(*keys) for name, keys in _OF_CEF.items()} | {b"type": kind, b"subtype": subtype}


def _recognises(line: bytes) -> bool:
    if is_cef(line, *_PRODUCT):
        return True
    return is_fortinet(line) and _SUBTYPE.search(line) is not None and FORTIPROXY.search(line) is None


READER = Reader(
    name="fortigate",
    title="FortiGate (FortiOS 6 et 7)",
    families=("request", "flow"),
    recognises=_recognises,
    parser=parse_with,
)
