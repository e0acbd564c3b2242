"""BIND 9's query log: `client [@0x…] address#port (name): [view …: ]query: name class type flags (server)`.

ISC, BIND 9 Administrator Reference Manual, logging category `queries`. Flags that start with `-` mark a question that
another server asked, not a person.
"""

import re

from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.questions import ADDRESS_QUESTIONS
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_QUERY = re.compile(
    rb"client (?:@0x[0-9a-fA-F]+ )?(?P<client>[^\s#]+)#\d+(?:/key \S+)?(?: \([^)]{0,1100}+\))?: (?:view [^:]+: )?"
    rb"query: (?P<name>\S+) (?P<class>\S+) (?P<type>\S+) (?P<flags>\S+)"
)
_OTHER_MESSAGE = re.compile(
    rb"client |named|(?<![\w-])-*+\w[\w-]*+: (?:info|notice|warning|error|critical|debug \d+): "
)


def parse_with(tools: Tools) -> Parse:
    clock, entry = tools.clock, tools.entry

    def parse(line: bytes) -> Entry | None:
        query = _QUERY.search(line)
        if query is None:
            if b"query: " not in line and _OTHER_MESSAGE.search(line):
                return None
            raise Unreadable("shape")
        client, name, dns_class, kind, flags = query.groups()
        if flags[:1] != b"+" or dns_class.upper() != b"IN" or kind.upper() not in ADDRESS_QUESTIONS:
            return None
        return entry(leading_instant(line, clock), client, b"", name, b"", "dns")

    return parse


READER = Reader(
    name="bind",
    title="BIND 9, journal des questions",
    families=("dns",),
    recognises=lambda line: _QUERY.search(line) is not None,
    parser=parse_with,
)
