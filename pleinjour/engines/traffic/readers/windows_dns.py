"""Windows' DNS server, debug log: `date time thread PACKET id UDP Rcv client xid Q [flags] A (7)chatgpt(3)com(0)`.

Microsoft, DNS server debug logging options. Dates follow the server's regional settings.
"""

import re

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_MARK = b" PACKET "
_PACKET = re.compile(
    rb"(?<!\d)(?P<date>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}) (?P<time>\d{1,2}:\d\d:\d\d)(?: (?P<half>[AP]M))? "
    rb"[0-9A-Fa-f]{3,8} PACKET +[0-9A-Fa-f]{4,16} +(?:UDP|TCP) (?P<way>Rcv|Snd) +(?P<client>\S+) +[0-9A-Fa-f]{4} "
    rb" *(?P<answer>R +)?(?P<operation>[A-Z?]) +\[[^\]]{0,80}+\] +(?P<type>\S+) +(?P<name>\S+)$"
)
_NAME = re.compile(rb"(?:\(\d{1,2}\)[^()]++)++\(0\)$")
_LENGTHS = re.compile(rb"\(\d{1,2}\)")
_DATE_PART = re.compile(rb"[-/.]")
_QUESTIONS = ADDRESS_QUESTIONS | {b"65"}


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        if _MARK not in line:
            return None
        packet = _PACKET.search(line)
        if packet is None:
            raise Unreadable("shape")
        if (packet["way"], packet["answer"], packet["operation"]) != (b"Rcv", None, b"Q"):
            return None
        if packet["type"].upper() not in _QUESTIONS:
            return None
        instant = _instant(packet["date"], packet["time"], packet["half"], tools.clock)
        return tools.entry(instant, packet["client"], b"", _dotted(packet["name"]), b"", "dns")

    return parse


def _instant(date: bytes, time: bytes, half: bytes | None, clock: Clock) -> float:
    """The instant of a date as the server's region writes it: year first, or the day, or the month beside AM or PM."""
    first, second, third = _DATE_PART.split(date)
    if len(first) == 4:
        year, month, day = first, second, third
    elif half:
        month, day, year = first, second, third
    else:
        day, month, year = first, second, third
    hour, _, rest = time.partition(b":")
    if half:
        hour = b"%d" % (int(hour) % 12 + (12 if half == b"PM" else 0)) if 1 <= int(hour) <= 12 else b"99"
    return clock.iso(b"%b-%b-%b %b:%b" % (year, month.zfill(2), day.zfill(2), hour.zfill(2), rest))


def _dotted(name: bytes) -> bytes:
    """`(7)chatgpt(3)com(0)` → `chatgpt.com`; what is written in another way becomes what no host is called."""
    if not _NAME.match(name):
        return b"()"
    return _LENGTHS.sub(b".", name)[1:-1]


def _spell(domain: str) -> str:
    """How Hyperscan finds a domain here: each label behind its length, the root's zero at the end."""
    return "".join(rf"\({len(label)}\){re.escape(label)}" for label in domain.split(".")) + r"\(0\)"


READER = Reader(
    name="windows-dns",
    title="Serveur DNS de Windows, journal de débogage",
    families=("dns",),
    recognises=lambda line: _MARK in line and _PACKET.search(line) is not None,
    parser=parse_with,
    spelling=_spell,
)
