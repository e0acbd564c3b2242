"""Events of the Open Cybersecurity Schema Framework: network, HTTP and DNS activity, one JSON object a line.

OCSF, schema 1.x, classes 4001, 4002 and 4003.
"""

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.json_object import JSONObject, json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.envelopes.requests import family_of
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_NETWORK, _HTTP, _DNS = b"4001", b"4002", b"4003"
_DENIED, _BLOCKED = b"2", b"2"
_OPEN, _FAIL, _REFUSE = b"1", b"4", b"5"
_RESPONSE = b"2"


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        event = json_object(line, line.find(b"{"))
        if "class_uid" not in event:
            raise Unreadable("shape")
        seen = _seen(event)
        if seen is None or text_at(event, "action_id") == _DENIED or text_at(event, "disposition_id") == _BLOCKED:
            return None
        target, family = seen
        client = text_at(event, "src_endpoint", "ip") or text_at(event, "src_endpoint", "hostname")
        sent = text_at(event, "traffic", "bytes_out")
        return tools.entry(_instant(event, tools.clock), client, _user(event), target, sent, family)

    return parse


def _seen(event: JSONObject) -> tuple[bytes, Family] | None:
    """What was asked for, and how; None for a class, or an activity, that is no use."""
    kind, activity = text_at(event, "class_uid"), text_at(event, "activity_id")
    if kind == _HTTP:
        url = text_at(event, "http_request", "url", "hostname") or text_at(event, "http_request", "url", "url_string")
        target = url or text_at(event, "dst_endpoint", "hostname")
        return target, family_of(text_at(event, "http_request", "http_method"))
    if kind == _DNS and activity != _RESPONSE:
        question = text_at(event, "query", "hostname")
        return (question, "dns") if text_at(event, "query", "type").upper() in ADDRESS_QUESTIONS else None
    if kind == _NETWORK and activity not in (_OPEN, _FAIL, _REFUSE):
        return text_at(event, "tls", "sni") or text_at(event, "dst_endpoint", "hostname"), "flow"
    return None


def _user(event: JSONObject) -> bytes:
    return text_at(event, "actor", "user", "name") or text_at(event, "src_endpoint", "owner", "name")


def _instant(event: JSONObject, clock: Clock) -> float:
    """`time` is in milliseconds since 1970; `time_dt`, an optional profile, in ISO 8601."""
    milliseconds = text_at(event, "time")
    if milliseconds:
        return clock.milliseconds(milliseconds)
    return clock.iso(text_at(event, "time_dt"))


READER = Reader(
    name="ocsf",
    title="Open Cybersecurity Schema Framework (OCSF), JSON",
    families=("request", "tunnel", "dns", "flow"),
    recognises=lambda line: b'"class_uid"' in line and b"{" in line,
    parser=parse_with,
    is_generic=True,
)
