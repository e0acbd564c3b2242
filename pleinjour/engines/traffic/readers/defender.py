"""Microsoft Defender for Endpoint: exports of the table DeviceNetworkEvents, as CSV or through the streaming API.

Microsoft, *DeviceNetworkEvents table in the advanced hunting schema*. Times are UTC.
"""

from collections.abc import Callable

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.headed import HeadedColumns
from pleinjour.engines.traffic.readers.envelopes.json_object import json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.separated import separated_values
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_HEADINGS = (b"Timestamp,", b'"Timestamp",', b"TimeGenerated,", b'"TimeGenerated",')
_TABLE = b"DeviceNetworkEvents"
_COUNTED = b"connectionsuccess"
_SYSTEM = frozenset((b"system", b"local service", b"network service", b"root"))

_Find = Callable[[str], bytes]
"""The value of a column, b"" when it has none."""


def parse_with(tools: Tools) -> Parse:
    columns = HeadedColumns(_HEADINGS, separated_values, separated_values)

    def parse(line: bytes) -> Entry | None:
        if columns.takes(line):
            return None
        find = _in_json(line) if line.startswith(b"{") else _in_columns(columns, line)
        if find("ActionType").lower() != _COUNTED:
            return None
        written = (find("Timestamp") or find("TimeGenerated")).removesuffix(b"Z")
        account = find("InitiatingProcessAccountName")
        user = b"" if account.lower() in _SYSTEM else account
        client = find("LocalIP") or find("DeviceName")
        return tools.entry(tools.clock.iso(written + b"Z"), client, user, find("RemoteUrl"), b"", "flow")

    return parse


def _in_columns(columns: HeadedColumns, line: bytes) -> _Find:
    row = columns.row(line)
    return lambda name: row.get(name.lower().encode(), b"")


def _in_json(line: bytes) -> _Find:
    event = json_object(line, 0)
    properties = event.get("properties")
    if not isinstance(properties, dict) or _TABLE not in text_at(event, "category"):
        raise Unreadable("shape")
    return lambda name: text_at(event, "properties", name)


def _recognises(line: bytes) -> bool:
    if line.startswith(_HEADINGS):
        return b"RemoteUrl" in line and b"ActionType" in line
    return line.startswith(b"{") and _TABLE in line


READER = Reader(
    name="defender",
    title="Microsoft Defender, DeviceNetworkEvents",
    families=("flow",),
    recognises=_recognises,
    parser=parse_with,
    headings=_HEADINGS,
)
