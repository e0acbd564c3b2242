"""AdGuard Home's query log, `querylog.json`: one object a question, with its answer.

AdGuard Team, AdGuardHome, internal/querylog/decode.go for the keys.
"""

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.json_object import JSONObject, json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        asked = json_object(line, line.find(b"{"))
        if "QH" not in asked or "QT" not in asked:
            raise Unreadable("shape")
        kind, dns_class = text_at(asked, "QT").upper(), text_at(asked, "QC").upper()
        if kind not in ADDRESS_QUESTIONS or dns_class != b"IN" or _is_filtered(asked):
            return None
        instant = tools.clock.iso(text_at(asked, "T"))
        client, device = text_at(asked, "IP"), text_at(asked, "CID")
        return tools.entry(instant, client, device, text_at(asked, "QH"), b"", "dns")

    return parse


def _is_filtered(asked: JSONObject) -> bool:
    result = asked.get("Result")
    return isinstance(result, dict) and result.get("IsFiltered") is True


READER = Reader(
    name="adguard",
    title="AdGuard Home, journal des questions",
    families=("dns",),
    recognises=lambda line: b'"QH":' in line and b'"QT":' in line,
    parser=parse_with,
)
