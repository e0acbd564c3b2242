"""Whatever the stream, its compression and the sizes it is read by, the same bytes give the same lines."""

import bz2
import gzip
import io
import lzma
import threading
from collections.abc import Callable
from typing import BinaryIO, cast

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.engines.traffic import SwollenSource, UnreadableSource, archives
from pleinjour.engines.traffic.blocks import BlockReader, copy_lines
from tests.engines.traffic.runs import read_small_blocks

TEXT = b"".join(b"line %d, worth compressing\n" % number for number in range(5000))


class Dripping(io.RawIOBase):
    """A stream that gives as few bytes as it likes, as a pipe does."""

    def __init__(self, content: bytes, step: int) -> None:
        self._content, self._step = content, step

    def readable(self) -> bool:
        return True

    def readinto(self, room: bytearray) -> int:  # type: ignore[override]
        part = self._content[: min(self._step, len(room))]
        room[: len(part)] = part
        self._content = self._content[len(part) :]
        return len(part)


def read_lines(content: bytes) -> tuple[list[bytes], BlockReader]:
    reader = BlockReader(io.BytesIO(content), "test")
    lines: list[bytes] = []
    for block in reader:
        assert block.buffer[0] == block.buffer[block.length - 1] == 10
        lines += copy_lines(block)
    return lines, reader


def expected_lines(content: bytes) -> list[bytes]:
    lines = content.split(b"\n")
    return lines if lines[-1] else lines[:-1]


@given(
    content=st.lists(st.sampled_from([b"\n", b"a", b"\r\n", b"\0", b"bb ccc", b"\xef\xbb\xbf"])).map(b"".join),
    chunk=st.integers(1, 40),
)
def test_any_chunking_gives_the_same_lines(content: bytes, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        read_small_blocks(patch, chunk)
        lines, reader = read_lines(content)
    assert lines == expected_lines(content)
    assert reader.passage.lines == len(lines)


@given(
    lines=st.lists(st.integers(0, 60).map(lambda length: b"x" * length), max_size=12),
    chunk=st.integers(1, 20),
    final_newline=st.booleans(),
)
def test_a_line_longer_than_the_limit_is_left_out_wherever_blocks_end(
    lines: list[bytes], chunk: int, final_newline: bool
) -> None:
    content = b"\n".join(lines) + (b"\n" if final_newline else b"")
    with pytest.MonkeyPatch.context() as patch:
        read_small_blocks(patch, chunk, longest_line=20)
        read, reader = read_lines(content)
    whole = expected_lines(content)
    assert len(read) == reader.passage.lines == len(whole)
    assert [line for line in read if line.strip()] == [line for line in whole if 0 < len(line) <= 20]
    assert reader.passage.too_long == sum(len(line) > 20 for line in whole)


@given(content=st.binary(max_size=300).map(b"text".__add__), step=st.integers(1, 50), chunk=st.integers(1, 64))
def test_a_stream_that_drips_gives_the_same_blocks(content: bytes, step: int, chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        read_small_blocks(patch, chunk)
        dripped = [bytes(b.buffer[: b.length]) for b in BlockReader(cast(BinaryIO, Dripping(content, step)), "test")]
        whole = [bytes(b.buffer[: b.length]) for b in BlockReader(io.BytesIO(content), "test")]
    assert dripped == whole


def test_an_empty_stream_has_no_block() -> None:
    lines, reader = read_lines(b"")
    assert lines == []
    assert reader.passage.lines == 0
    assert reader.passage.digest


def test_one_line_over_a_mebibyte_is_counted_and_the_next_is_read() -> None:
    content = b"first\n" + b"x" * (1 << 20) + b"y\nlast\n"
    lines, reader = read_lines(content)
    assert (lines[0], lines[-1], len(lines)) == (b"first", b"last", 3)
    assert reader.passage.too_long == 1
    assert not lines[1].strip()


def test_one_line_of_exactly_a_mebibyte_is_read() -> None:
    lines, reader = read_lines(b"x" * (1 << 20) + b"\nlast")
    assert [len(line) for line in lines] == [1 << 20, 4]
    assert reader.passage.too_long == 0


def test_an_endless_line_takes_no_memory() -> None:
    drip = Dripping(b"z" * (5 << 20), 1 << 16)
    reader = BlockReader(cast(BinaryIO, drip), "test")
    assert sum(len(block.buffer) for block in reader) <= 3 << 20
    assert (reader.passage.lines, reader.passage.too_long) == (1, 1)


def two_zstandard_frames(content: bytes) -> bytes:
    half = len(content) // 2
    return b"".join(zstandard.ZstdCompressor().compress(part) for part in (content[:half], content[half:]))


def two_gzip_members(content: bytes) -> bytes:
    return gzip.compress(content[:100], mtime=0) + gzip.compress(content[100:], mtime=0)


COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "gzip, two members": two_gzip_members,
    "zstandard": zstandard.ZstdCompressor().compress,
    "zstandard, two frames": two_zstandard_frames,
    "zstandard, size unknown": lambda content: zstandard.ZstdCompressor(write_content_size=False).compress(content),
    "bzip2": bz2.compress,
    "bzip2, two streams": lambda content: bz2.compress(content[:100]) + bz2.compress(content[100:]),
    "xz": lzma.compress,
    "xz, two streams": lambda content: lzma.compress(content[:100]) + lzma.compress(content[100:]),
}


@pytest.mark.parametrize("name", COMPRESSIONS)
def test_a_compressed_stream_gives_its_content(name: str) -> None:
    plain, plain_reader = read_lines(TEXT)
    lines, reader = read_lines(COMPRESSIONS[name](TEXT))
    assert lines == plain
    assert reader.passage == plain_reader.passage


@pytest.mark.parametrize("name", COMPRESSIONS)
@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_a_truncated_archive_is_unreadable(name: str, kept: float) -> None:
    archive = COMPRESSIONS[name](TEXT)
    with pytest.raises(UnreadableSource):
        read_lines(archive[: int(len(archive) * kept)])


@pytest.mark.parametrize("name", COMPRESSIONS)
def test_an_archive_cut_before_its_last_byte_is_unreadable(name: str) -> None:
    with pytest.raises(UnreadableSource):
        read_lines(COMPRESSIONS[name](TEXT)[:-1])


@pytest.mark.parametrize("name", ["gzip", "bzip2", "xz"])
def test_a_corrupt_archive_is_unreadable(name: str) -> None:
    archive = bytearray(COMPRESSIONS[name](TEXT))
    middle = len(archive) // 2
    archive[middle : middle + 8] = b"\xaa\x55" * 4
    with pytest.raises(UnreadableSource):
        read_lines(bytes(archive))


def test_a_gzip_archive_padded_with_zeros_is_read() -> None:
    assert read_lines(gzip.compress(TEXT) + bytes(512))[0] == read_lines(TEXT)[0]


class Failing(Dripping):
    """A disk that breaks after its first bytes."""

    def readinto(self, room: bytearray) -> int:  # type: ignore[override]
        if not self._content:
            raise OSError(5, "Input/output error")
        return super().readinto(room)


def test_a_failing_disk_makes_an_unreadable_source_that_quotes_nothing_of_the_log() -> None:
    with pytest.raises(UnreadableSource, match="Input/output error") as caught:
        list(BlockReader(cast(BinaryIO, Failing(b"10.0.4.21 agent042\n", 8)), "test"))
    assert "agent042" not in str(caught.value)


def test_a_consumer_that_stops_early_leaves_no_thread() -> None:
    before = threading.active_count()
    blocks = iter(BlockReader(io.BytesIO(b"x\n" * (4 << 20)), "test"))
    next(blocks)
    blocks.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before


def test_an_error_of_the_progress_function_reaches_the_caller() -> None:
    def stop(_taken: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(BlockReader(io.BytesIO(TEXT), "test", progress=stop))


def test_progress_adds_up_to_the_decompressed_size() -> None:
    seen: list[int] = []
    list(BlockReader(io.BytesIO(gzip.compress(TEXT)), "test", progress=seen.append))
    assert sum(seen) == len(TEXT)


def test_the_callers_stream_stays_open() -> None:
    stream = io.BytesIO(TEXT)
    list(BlockReader(stream, "test"))
    assert not stream.closed


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.ZstdCompressor().compress])
def test_an_archive_that_gives_far_more_than_it_takes_is_refused(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = pack(b"\n" * (1 << 20)) * 8
    monkeypatch.setattr(archives, "ALWAYS_GIVEN", 8 << 20)
    assert sum(block.length - 1 for block in BlockReader(io.BytesIO(archive), "test")) == 8 << 20
    monkeypatch.setattr(archives, "ALWAYS_GIVEN", 7 << 20)
    with pytest.raises(SwollenSource, match=r"donne plus de 300 fois sa taille.*décompressez-le"):
        list(BlockReader(io.BytesIO(archive), "test"))


def test_a_log_may_shrink_a_lot(monkeypatch: pytest.MonkeyPatch) -> None:
    """A probe that asks the same thing each second, from the first byte on."""
    monkeypatch.setattr(archives, "ALWAYS_GIVEN", 0)
    probe = b"".join(
        b"%d.000    187 10.0.4.21 TCP_TUNNEL/200 482 CONNECT chatgpt.com:443 -\n" % n for n in range(60_000)
    )
    for pack in (gzip.compress, bz2.compress, zstandard.ZstdCompressor().compress):
        assert read_lines(pack(probe))[1].passage.lines == 60_000
