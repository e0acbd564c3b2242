"""A stream of log lines → a summary, or its lines one by one for an administrator to check."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from pleinjour.base.defaults import TIME_ZONE
from pleinjour.base.sentences import Phrase
from pleinjour.engines.traffic.blocks import Block, BlockReader, Passage, copy_lines, line_spans
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.counting import HitCounter
from pleinjour.engines.traffic.coverage import Coverage
from pleinjour.engines.traffic.custom import parse_custom_reader, tried_reader
from pleinjour.engines.traffic.detection import check_reader, clean_line, detect_reader, is_comment, telling_lines
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Reason, Unreadable, UnreadableSource
from pleinjour.engines.traffic.hosts import Domains, HostReader
from pleinjour.engines.traffic.merging import key_check
from pleinjour.engines.traffic.readers import all_readers, reader_named
from pleinjour.engines.traffic.readers.reader import Parse, Reader, Tools
from pleinjour.engines.traffic.remembered import Remembered
from pleinjour.engines.traffic.scan import Scanner
from pleinjour.engines.traffic.starts import Starts
from pleinjour.engines.traffic.strangers import name_stranger
from pleinjour.engines.traffic.summary import FileTaken, Header, Summary, pack
from pleinjour.engines.traffic.units import Units

NO_FORMAT = "empty"
_HOSTS_REMEMBERED = 1 << 16


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a file: everything but its bytes.

    read_on: the day of reading, for logs without a year. scan_cache: folder for compiled scanners, None to keep none.
    format: a reader's name, None to detect it. customs: the YAML of custom readers, each of its own name. `format`
    may be one of these names; where the format is detected, they are tried as the envelopes of many products are.
    zone: of local times, and of the days and months that are counted.
    """

    domains: Domains
    read_on: date
    units: Units = field(default_factory=Units)
    format: str | None = None
    zone: str = TIME_ZONE
    scan_cache: Path | None = None
    customs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One line as its reader understood it; `service` is None when the host is in no entry of the catalogue."""

    line: int
    entry: Entry
    service: str | None


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """One line that its reader can't read."""

    line: int
    reason: Reason


def summarise(
    stream: BinaryIO,
    reading: Reading,
    *,
    key: bytes,
    name: str = "-",
    progress: Callable[[int], None] | None = None,
    starts: Starts | None = None,
) -> bytes:
    """The summary of one file, plain or compressed, as bytes for `merge` and `figures`.

    `key`: the run's secret, 32 bytes. `name` stands in errors only. `progress` is told how many decompressed bytes
    each step read. `starts`: contents counted before; what begins with one of them counts from its end on.
    Raises UnknownFormat, UnknownReader or UnreadableSource.
    """
    blocks = BlockReader(stream, name, progress, starts)
    run = _Run(reading, key, name)
    for block in blocks:
        run.take(block)
    return run.pack(blocks.passage)


def check_lines(stream: BinaryIO, reading: Reading, *, name: str = "-") -> Iterator[CheckedLine | UnreadLine]:
    """Every line that the reader reads or can't read, counted from 1, hit or not.

    Lines that are readable but not counted (comments, refusals, answers) are left out. Raises as `summarise`.
    """
    clock = Clock(reading.zone, reading.read_on)
    parser: _LineParser | None = None
    number = itertools.count(1)
    for block in BlockReader(stream, name):
        if parser is None and (reader := _reader_of(block, reading, name)):
            parser = _LineParser.of(reader, clock)
        for line in copy_lines(block):
            place = next(number)
            if parser is not None:
                yield from _checked(place, line, parser, reading.domains)


def _checked(number: int, line: bytes, parser: "_LineParser", domains: Domains) -> Iterator[CheckedLine | UnreadLine]:
    try:
        entry = parser.parse(line)
    except Unreadable as error:
        yield UnreadLine(number, error.reason)
        return
    if entry is not None:
        yield CheckedLine(number, entry, domains.service_of(entry.host))


@dataclass(frozen=True, slots=True)
class _LineParser:
    """A reader's parser of one file, spared what every format passes over."""

    parse_cleaned: Parse
    headings: tuple[bytes, ...]

    @classmethod
    def of(cls, reader: Reader, clock: Clock) -> "_LineParser":
        return cls(reader.parser(Tools(clock, HostReader())), reader.headings)

    def parse(self, line: bytes) -> Entry | None:
        cleaned = clean_line(line)
        if not cleaned or is_comment(cleaned, self.headings):
            return None
        return self.parse_cleaned(cleaned)


def _reader_of(block: Block, reading: Reading, name: str) -> Reader | None:
    """The reader of a file that starts with `block`; None while it has had nothing but blank lines and comments."""
    head = bytes(memoryview(block.buffer)[1 : block.length])
    if stranger := name_stranger(head):
        raise UnreadableSource(name=name, why=Phrase(stranger))
    lines = telling_lines(head)
    # A heading that no reader knows is one more comment, as long as nothing stands under it.
    if not any(map(_tells_alone, lines)):
        return None
    if reading.format:
        return check_reader(_reader_named(reading.format, reading), lines, name)
    tools = Tools(Clock(reading.zone, reading.read_on), HostReader())
    return detect_reader(lines, name, [tried_reader(text, tools) for text in reading.customs])


def _reader_named(name: str, reading: Reading) -> Reader:
    customs = map(parse_custom_reader, reading.customs)
    return next((reader for reader in customs if reader.name == name), None) or reader_named(name)


def _tells_alone(line: bytes) -> bool:
    return line[:1] != b"#" or any(reader.recognises(line) for reader in all_readers().values())


class _Run:
    """One file being summarised. The first block with something to read tells its format, and is read in full, so that
    a file of the wrong shape shows at once; after it, only headings and the lines that may name a service are parsed.
    """

    def __init__(self, reading: Reading, key: bytes, name: str) -> None:
        self._reading, self._key, self._name = reading, key, name
        self._clock = Clock(reading.zone, reading.read_on)
        self._counter = HitCounter(key, self._clock, reading.units)
        self._service_of = Remembered[str, str | None](_HOSTS_REMEMBERED)
        self._parser: _LineParser
        self._reader: Reader
        self._scanner: Scanner | None = None
        self._coverage = Coverage()
        self.format = NO_FORMAT
        self.unreadable: Counter[str] = Counter()

    def take(self, block: Block) -> None:
        if self.format == NO_FORMAT:
            reader = _reader_of(block, self._reading, self._name)
            if reader is None:
                return
            self._start(reader)
        if self._coverage.needs_more():
            self._take_lines(block, line_spans(block), in_full=True)
        else:
            self._take_candidates(block)
        self._look_at(self._coverage.pass_by(block))

    def _take_candidates(self, block: Block) -> None:
        if block.buffer.find(b"\0", 0, block.length) >= 0:
            # Readers leave NUL bytes out: a name that they cut, or a log in UTF-16, is found by no pattern.
            self._take_lines(block, line_spans(block))
            return
        self._scanner = self._scanner or self._make_scanner()
        self._take_lines(block, self._scanner.candidates(block.buffer, block.length))

    def _take_lines(self, block: Block, spans: Iterable[tuple[int, int]], *, in_full: bool = False) -> None:
        """What was counted before is read too, for its headings, then forgotten."""
        known = block.known
        for start, end in spans:
            if known and start >= known:
                self._forget()
                known = 0
            entry = self._take_line(bytes(memoryview(block.buffer)[start:end]))
            if in_full and entry:
                self._coverage.note(self._clock.day_of(entry.time))
        if known:
            self._forget()

    def _forget(self) -> None:
        self._counter = HitCounter(self._key, self._clock, self._reading.units)
        self.unreadable.clear()

    def _look_at(self, lines: Iterable[bytes]) -> None:
        """Learns the day of the first of the lines that has one. Hits are no help: a month must not show by them."""
        for line in lines:
            with suppress(Unreadable):
                if not line.startswith(self._reader.headings) and (entry := self._parser.parse(line)):
                    self._coverage.note(self._clock.day_of(entry.time))
                    return

    def _start(self, reader: Reader) -> None:
        self.format = reader.name
        self._reader = reader
        self._parser = _LineParser.of(reader, self._clock)

    def _make_scanner(self) -> Scanner:
        names, cache = self._reading.domains.services, self._reading.scan_cache
        return Scanner(names, cache, headings=self._reader.headings, spelling=self._reader.spelling)

    def _take_line(self, line: bytes) -> Entry | None:
        try:
            entry = self._parser.parse(line)
        except Unreadable as error:
            self.unreadable[error.reason] += 1
            return None
        service = self._service(entry.host) if entry else None
        if entry and service is not None:
            self._counter.add(entry, service)
        return entry

    def _service(self, host: str) -> str | None:
        if host in self._service_of:
            return self._service_of[host]
        return self._service_of.keep(host, self._reading.domains.service_of(host))

    def pack(self, passage: Passage) -> bytes:
        """The summary, once the last block was taken."""
        is_known = self.format != NO_FORMAT
        if is_known:
            self._look_at(self._coverage.last_lines())
        unreadable = self.unreadable + Counter({"too-long": passage.too_long})
        taken = FileTaken(
            passage.digest,
            self.format,
            passage.lines,
            dict(sorted((+unreadable).items())),
            passage.length,
            passage.head,
            self._coverage.months(),
            list(self._reader.families) if is_known else [],
            self._coverage.days(),
        )
        header = Header(
            key_check=key_check(self._key),
            zone=self._reading.zone,
            domains_version=self._reading.domains.version,
            services=self._counter.services,
            units=self._counter.units,
            files=[taken],
        )
        return pack(Summary(header, self._counter.people(), self._counter.rows()))
