"""What is fed with hostile bytes. A target may refuse its input by an error of ours, and by no other."""

import io
from collections.abc import Callable
from datetime import date

from pleinjour.engines.traffic import (
    CheckedLine,
    Domains,
    Reading,
    SummaryError,
    TrafficError,
    all_readers,
    check_lines,
    describe,
    figures,
    merge,
    parse_units,
    summarise,
)

DOMAINS = Domains({"chatgpt.com": "chatgpt", "claude.ai": "claude", "status.claude.ai": None}, "fuzz")
CATEGORIES = {"chatgpt": "assistants", "claude": "assistants"}
KEY = bytes(32)
READ_ON = date(2026, 11, 22)


def reading_of(name: str) -> Reading:
    """How to read: in the named format, or detecting it where no format has that name."""
    return Reading(domains=DOMAINS, read_on=READ_ON, format=name if name in all_readers() else None)


def log(data: bytes) -> None:
    """A log whose first line names its format. What is counted agrees with what is read line by line."""
    name, _, lines = data.partition(b"\n")
    reading = reading_of(name.decode(errors="replace"))
    try:
        summary = summarise(io.BytesIO(lines), reading, key=KEY)
        found = list(check_lines(io.BytesIO(lines), reading))
    except TrafficError:
        return
    assert merge(summary, summary) == summary
    assert describe(summary).lines >= len(found)
    people = {tally.people for tally in figures(summary, CATEGORIES)}
    hits = [line for line in found if isinstance(line, CheckedLine) and line.service]
    assert bool(people) == bool(hits)


def summary(data: bytes) -> None:
    """Bytes that claim to be a summary."""
    try:
        describe(data)
        figures(data, CATEGORIES)
        merge(data, data)
    except SummaryError:
        return


def units(data: bytes) -> None:
    """A file of units."""
    try:
        parse_units(data.decode(errors="replace"))
    except TrafficError:
        return


TARGETS: dict[str, Callable[[bytes], None]] = {"log": log, "summary": summary, "units": units}


def target_named(name: str) -> Callable[[bytes], None]:
    """A target of `TARGETS`, or `log:squid`: the lines of a log that one reader reads."""
    kind, _, reader = name.partition(":")
    if not reader:
        return TARGETS[kind]
    return lambda lines: TARGETS[kind](reader.encode() + b"\n" + lines)
