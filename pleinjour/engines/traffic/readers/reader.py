"""What a reader is: how to recognise a format, and how to parse one of its lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pleinjour.base.tallies import Family
from pleinjour.engines.traffic.clocks import END_OF_INSTANTS, FIRST_INSTANT, Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import ABSENT, HostReader

Parse = Callable[[bytes], Entry | None]
"""A line, newline off → its entry, or None when it is readable but not counted (a refusal, an answer).

Raises Unreadable with its reason. What is wrong is looked for in this order: shape, whether it counts, time, client,
host, bytes."""


_MOST_DIGITS = 15
"""A line that says more than a petabyte is mistaken, and sums must hold in 64 bits."""
_LONGEST_CALLER = 512
"""Bytes. Names are kept in memory while a file is read: one that fills a line would fill the machine."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a parser may lean on while it reads one file."""

    clock: Clock
    hosts: HostReader

    def entry(self, instant: float, client: bytes, user: bytes, target: bytes, sent: bytes, family: Family) -> Entry:
        """The entry of a line; `target` is a URL or `host:port`, `sent` digits, each b"" or `-` when unknown.

        Raises Unreadable("time" | "client" | "host" | "bytes").
        """
        if not FIRST_INSTANT <= instant < END_OF_INSTANTS:
            raise Unreadable("time")
        client = b"" if client in ABSENT else client
        user = b"" if user in ABSENT else user
        if not (client or user) or len(client) > _LONGEST_CALLER or len(user) > _LONGEST_CALLER:
            raise Unreadable("client")
        return Entry(instant, client, user, self.hosts.host_of(target), _number(sent), family)


@dataclass(frozen=True, slots=True)
class Reader:
    """One format of log.

    name: as `--format` takes it. recognises: whether a line, taken alone, has this format. parser: makes the parser
    of one file.

    headings: how lines begin that say how those after them are written (`#Fields:`, the first row of a CSV). The parser
    gets each of them, wherever it stands, and answers None; the lines under one that is recognised are recognised too.
    spelling: the pattern, edges included, by which Hyperscan finds a domain in a format that cuts names its own way.
    is_generic: an envelope that many products write, chosen only where no reader of a product knows the file.
    """

    name: str
    title: str
    families: tuple[Family, ...]
    recognises: Callable[[bytes], bool]
    parser: Callable[[Tools], Parse]
    headings: tuple[bytes, ...] = ()
    spelling: Callable[[str], str] | None = None
    is_generic: bool = False

    def recognises_all(self, lines: Sequence[bytes]) -> bool:
        """Whether every line has this format; mostly known from the first one."""
        return bool(lines) and self.recognises(lines[0]) and self.count_recognised(lines) == len(lines)

    def count_recognised(self, lines: Sequence[bytes]) -> int:
        """How many of the lines, in the order of the file, have this format."""
        if not self.headings:
            return sum(map(self.recognises, lines))
        count, is_under = 0, False
        for line in lines:
            if line.startswith(self.headings):
                is_under = self.recognises(line)
                count += is_under
            else:
                count += is_under or self.recognises(line)
        return count


def _number(text: bytes) -> int | None:
    if text in ABSENT:
        return None
    if not text.isdigit() or len(text) > _MOST_DIGITS:
        raise Unreadable("bytes")
    return int(text)
