"""Logs written to exhaust the machine: whatever a line or an archive holds, time and memory stay bounded."""

import io
import lzma
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest

from pleinjour.engines.traffic import UnreadableSource, all_readers
from pleinjour.engines.traffic.blocks import BlockReader
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.counting import HitCounter
from pleinjour.engines.traffic.detection import telling_lines
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import HostReader, normalise_host
from pleinjour.engines.traffic.readers.reader import Parse, Tools
from pleinjour.engines.traffic.summary import Rows, unpack
from pleinjour.engines.traffic.units import Units
from tests.engines.traffic.formats import samples
from tests.engines.traffic.runs import summary_of, tallies_of

LENGTH = 1 << 16
SECONDS = 1.0
"""A line of 64 KiB takes some milliseconds; one that is searched again from each of its bytes takes half a minute."""

SQUID = b"1770000000.123 5 10.0.0.1 TCP_MISS/200 5 GET "
COMMON = b'10.0.0.1 - - [14/Mar/2026:09:26:53 +0100] "GET http://chatgpt.com/ HTTP/1.1" 200 5 '
REPEATED = {
    "a word": (b"", b"a"),
    "a number": (b"", b"1"),
    "dashes": (b"", b"a-"),
    "blanks": (b"x", b" "),
    "tabulations": (b"x", b"\t"),
    "tabulations alone": (b"", b"\t"),
    "quotes": (b"", b'"'),
    "braces": (b"", b'{"'),
    "an unclosed view": (b"", b"client a#1 ("),
    "an escaped text": (COMMON, b'\\"'),
    "an international name": (SQUID, "é".encode()),
    "pairs without an equal sign": (b"date=1 type=utm subtype=webfilter ", b"a"),
    "fields of a firewall": (b"id=firewall ", b"a"),
    "unclosed values": (b"id=firewall ", b'a="'),
    "open lists": (b'{"event_type":', b"["),
}

OF_A_FORMAT = {(name, shape): line for name, each in samples().items() for shape, line in each.hostile.items()}


def reader_of(name: str) -> Parse:
    return all_readers()[name].parser(Tools(Clock("Europe/Paris", date(2026, 11, 22)), HostReader()))


def seconds_to_read(name: str, start: bytes, piece: bytes) -> float:
    """What it costs one reader to look at a long line, then to take it apart."""
    line = start + piece * (LENGTH // len(piece))
    parse = reader_of(name)
    before = time.process_time()
    all_readers()[name].recognises(line)
    with suppress(Unreadable):
        parse(line)
    return time.process_time() - before


@pytest.mark.parametrize("shape", REPEATED)
@pytest.mark.parametrize("name", sorted(all_readers()))
def test_a_line_is_read_in_a_time_that_grows_with_its_length(name: str, shape: str) -> None:
    assert seconds_to_read(name, *REPEATED[shape]) < SECONDS


@pytest.mark.parametrize(("name", "shape"), OF_A_FORMAT)
def test_what_could_hold_one_reader_up_does_not(name: str, shape: str) -> None:
    assert seconds_to_read(name, *OF_A_FORMAT[name, shape]) < SECONDS


@pytest.mark.parametrize("name", sorted(all_readers()))
def test_what_could_hold_another_reader_up_is_looked_at_as_quickly(name: str) -> None:
    recognises = all_readers()[name].recognises
    for start, piece in OF_A_FORMAT.values():
        line = start + piece * (LENGTH // len(piece))
        before = time.process_time()
        recognises(line)
        assert time.process_time() - before < SECONDS, line[:80]


def test_a_quote_that_is_never_closed_hides_no_refusal_before_it() -> None:
    refused = COMMON + b'"-" "agent" TCP_DENIED:HIER_NONE "unclosed \\"'
    assert reader_of("squid-common")(refused) is None
    assert reader_of("squid-common")(refused.replace(b"DENIED", b"MISS")) is not None


@pytest.mark.parametrize("line", [b"\n", b"#\n", b" \r\n", b"\0\n", b"\xef\xbb\xbf# x\n"])
def test_a_mebibyte_that_says_nothing_is_passed_over_in_one_go(line: bytes) -> None:
    tracemalloc.start()
    assert telling_lines(line * ((1 << 20) // len(line))) == []
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 4 << 20


def test_lines_that_say_something_are_found_behind_those_that_say_nothing() -> None:
    assert telling_lines(b"\n#c\n\0\n\xef\xbb\xbf\n #x\n\0\xef\n#d\ny\n") == [b" #x", b"\xef", b"y"]


@pytest.mark.parametrize(("client", "user"), [(b"1" * 600, b""), (b"10.0.0.1", b"u" * 600)])
def test_a_name_that_fills_the_memory_is_unreadable(client: bytes, user: bytes) -> None:
    tools = Tools(Clock("Europe/Paris", date(2026, 11, 22)), HostReader())
    with pytest.raises(Unreadable) as refusal:
        tools.entry(1_770_000_000.0, client, user, b"chatgpt.com", b"", "request")
    assert refusal.value.reason == "client"


def held(made: Iterator[object]) -> int:
    """Bytes that stay once everything was made."""
    tracemalloc.start()
    for _one in made:
        pass
    now, _most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return now


def test_long_writings_of_a_host_are_not_remembered() -> None:
    hosts = HostReader()
    assert held(hosts.host_of(b"%d" % n + b"u" * 65_536 + b"@chatgpt.com") for n in range(100)) < 1 << 20
    assert hosts.host_of(b"agent@chatgpt.com") == "chatgpt.com"


def test_long_writings_of_a_minute_are_not_remembered() -> None:
    clock = Clock("Europe/Paris", date(2026, 11, 22))
    assert held(clock.syslog(b"Mar" + b" " * (65_536 + n) + b"14 09:26:53") for n in range(100)) < 1 << 20


def test_a_name_is_judged_before_it_is_converted() -> None:
    with pytest.raises(Unreadable):
        normalise_host("é".encode() * 5_000)


def test_callers_met_are_remembered_up_to_a_limit_and_counted_beyond(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pleinjour.engines.traffic.counting._CALLERS_REMEMBERED", 2)
    counter = HitCounter(bytes(32), Clock("Europe/Paris", date(2026, 11, 22)), Units())
    for user in (b"a", b"b", b"c", b"a", b"b"):
        counter.add(Entry(1_770_000_000.0, b"10.0.0.1", user, "chatgpt.com", None, "request"), "chatgpt")
    assert len(counter.people()) == 3
    assert sorted(counter.rows().connections) == [1, 2, 2]


def test_an_archive_that_asks_for_too_much_memory_is_refused() -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 29}]
    packed = lzma.compress(b"a line\n" * 100, filters=filters)
    with pytest.raises(UnreadableSource):
        list(BlockReader(io.BytesIO(packed), "test"))


def test_archives_put_end_to_end_are_read_to_the_end() -> None:
    packed = lzma.compress(b"one\n", preset=9) + bytes(8) + lzma.compress(b"two\n") + bytes(4)
    blocks = [bytes(block.buffer[1 : block.length]) for block in BlockReader(io.BytesIO(packed), "test")]
    assert blocks == [b"one\ntwo\n"]


def test_a_sum_of_forged_sizes_still_fits_in_a_database() -> None:
    line = 'id=firewall time="2026-03-14 09:26:53" src=10.0.4.{} dstname=claude.ai sent=999999999999999 logtype="ssl"\n'
    log = "".join(line.format(person) * 1200 for person in range(10)).encode()
    summary = summary_of(log)
    sums = {tally.bytes_sent for tally in tallies_of(summary)}
    assert sums == {1 << 60}
    twice = Rows.added([unpack(summary).rows] * 2)
    assert int(twice.sent.max()) <= 1 << 60
