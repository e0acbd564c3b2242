"""Answers of `named` as Infoblox NIOS and EfficientIP SOLIDserver write them: question and answer in one line.

`[07-Apr-2026 08:08:10.043] client address#port: UDP: query: name class type response: NOERROR flags records…`.
Infoblox, *Capturing DNS Queries and Responses*; Sekoia.io's samples of SOLIDserver DDI.
"""

import re

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_ANSWER = re.compile(
    rb"(?P<date>(?<!\d)\d\d-[A-Za-z]{3}-\d{4} \d\d:\d\d:\d\d(?:\.\d+)? )?"
    rb"client (?:@0x[0-9a-fA-F]+ )?(?P<client>[^\s#]+)#\d+(?: \([^)]{0,1100}+\))?:? (?:UDP|TCP): "
    rb"query: (?P<name>\S+) (?P<class>\S+) (?P<type>\S+) response: (?P<code>[A-Z]+)"
)
_OTHER_MESSAGE = re.compile(rb"client |named|dhcpd")


def parse_with(tools: Tools) -> Parse:
    def parse(line: bytes) -> Entry | None:
        answer = _ANSWER.search(line)
        if answer is None:
            if b"response:" not in line and _OTHER_MESSAGE.search(line):
                return None
            raise Unreadable("shape")
        asked_for_use = answer["class"].upper() == b"IN" and answer["type"].upper() in ADDRESS_QUESTIONS
        if not asked_for_use or answer["code"] != b"NOERROR":
            return None
        instant = _instant(answer["date"], line, tools.clock)
        return tools.entry(instant, answer["client"], b"", answer["name"], b"", "dns")

    return parse


def _instant(date: bytes | None, line: bytes, clock: Clock) -> float:
    """The instant that `named` wrote beside its message; else the one at the start of the line."""
    return clock.apache(date.strip()) if date else leading_instant(line, clock)


READER = Reader(
    name="infoblox",
    title="Infoblox NIOS et EfficientIP SOLIDserver, journal des réponses",
    families=("dns",),
    recognises=lambda line: _ANSWER.search(line) is not None,
    parser=parse_with,
)
