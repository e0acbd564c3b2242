"""A description → a reader like the others, made of the same envelopes."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.custom.description import Description
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import ABSENT
from pleinjour.engines.traffic.people import is_workstation
from pleinjour.engines.traffic.readers.envelopes.headed import HeadedColumns
from pleinjour.engines.traffic.readers.envelopes.json_object import json_object, text_at
from pleinjour.engines.traffic.readers.envelopes.keyvalue import escaped_pairs
from pleinjour.engines.traffic.readers.envelopes.separated import separated_values
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools

_Find = Callable[[str], bytes]
"""The value of a column, b"" when it has none."""
_Take = Callable[[bytes], _Find]
"""A line taken apart. Raises Unreadable("shape")."""


def custom_reader(description: Description) -> Reader:
    """The reader of what `description` describes."""
    heading = description.heading.encode()
    return Reader(
        name=description.name,
        title=description.title,
        families=(description.family,),
        recognises=_recogniser(description),
        parser=lambda tools: _parser(description, tools),
        headings=(heading,) if heading else (),
        is_generic=True,
    )


def recognising_by_reading(description: Description, tools: Tools) -> Reader:
    """The reader, which recognises the lines that it can read through, those that `keep` leaves out included.

    A likeness (as many columns, a key of that name) would be enough to take the log of another product.
    """
    parse = _parser(replace(description, keep={}), tools)

    def recognises(line: bytes) -> bool:
        try:
            parse(line)
        except Unreadable:
            return False
        return True

    return replace(custom_reader(description), recognises=recognises)


def _recogniser(description: Description) -> Callable[[bytes], bool]:
    heading, take = description.heading.encode(), _taker(description)

    def recognises(line: bytes) -> bool:
        if heading:
            return line.startswith(heading)
        try:
            return bool(take(line)(description.time[0]))
        except Unreadable:
            return False

    return recognises


def _parser(description: Description, tools: Tools) -> Parse:
    take, instant_of = _taker(description), _clock_reader(description, tools.clock)
    keep = tuple(description.keep.items())
    heading = description.heading.encode()

    def parse(line: bytes) -> Entry | None:
        find = take(line)
        if heading and line.startswith(heading):
            return None
        if any(find(column).decode(errors="replace").lower() not in values for column, values in keep):
            return None
        instant = instant_of(b" ".join(map(find, description.time)))
        client, user, host = find(description.client), find(description.user), find(description.host)
        # A column that changes with each request would count one person as many.
        if client not in ABSENT and not is_workstation(client):
            raise Unreadable("client")
        return tools.entry(instant, client, user, host, find(description.bytes_sent), description.family)

    return parse


def _taker(description: Description) -> _Take:
    if description.lines == "json":
        return _take_json
    if description.lines == "pairs":
        return _take_pairs
    return _column_taker(description)


def _take_json(line: bytes) -> _Find:
    found = json_object(line, line.find(b"{"))
    return lambda path: text_at(found, *path.split(".")) if path else b""


def _take_pairs(line: bytes) -> _Find:
    pairs = escaped_pairs(line)
    if not pairs:
        raise Unreadable("shape")
    return lambda key: pairs.get(key.encode(), b"")


def _column_taker(description: Description) -> _Take:
    split: Mapping[str, Callable[[bytes], list[bytes]]] = {
        "csv": lambda line: separated_values(line, description.separator),
        "tabs": lambda line: line.split(b"\t"),
        "blanks": bytes.split,
    }
    parted, heading = split[description.lines], description.heading.encode()
    columns = HeadedColumns((heading,) if heading else (), parted, parted)
    columns.head(name.encode() for name in description.columns)

    def take(line: bytes) -> _Find:
        columns.takes(line)
        row = columns.row(line)
        return lambda column: row.get(column.lower().encode(), b"")

    return take


def _clock_reader(description: Description, clock: Clock) -> Callable[[bytes], float]:
    readings: Mapping[str, Callable[[bytes], float]] = {
        "iso": clock.iso,
        "epoch": clock.epoch,
        "epoch-ms": clock.milliseconds,
        "apache": clock.apache,
        "syslog": clock.syslog,
        "ctime": clock.ctime,
    }
    read = readings[description.time_format]
    return (lambda text: read(text + b"Z")) if description.utc else read
