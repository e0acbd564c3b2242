"""Cato Networks' event feed: one JSON object a line, of which the Internet firewall's are read.

Cato Networks, *eventsFeed*, fields of security events.
"""

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.json_object import first_text, json_object, text_at
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_READ = b"internet firewall"
_PASSED = frozenset((b"allow", b"monitor"))
_ACCOUNTS = ("user_name", "vpn_user_email")
_TARGETS = ("domain_name", "url", "full_path_url")


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        event = json_object(line, line.find(b"{"))
        if "event_sub_type" not in event:
            raise Unreadable("shape")
        if text_at(event, "event_sub_type").lower() != _READ or text_at(event, "action").lower() not in _PASSED:
            return None
        user, target = first_text(event, _ACCOUNTS), first_text(event, _TARGETS)
        instant = _instant(text_at(event, "time"), text_at(event, "event_time"), tools.clock)
        return tools.entry(instant, text_at(event, "src_ip"), user, target, b"", "flow")

    return parse


def _instant(milliseconds: bytes, written: bytes, clock: Clock) -> float:
    return clock.milliseconds(milliseconds) if milliseconds else clock.iso(written)


READER = Reader(
    name="cato",
    title="Cato Networks, flux d’événements",
    families=("flow",),
    recognises=lambda line: b'"event_sub_type"' in line and b'"src_ip"' in line and b"{" in line,
    parser=parse_with,
)
