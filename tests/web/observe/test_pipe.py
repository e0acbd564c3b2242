"""The pipe between a request and the engine: bounded, and never left waiting."""

import io
import threading
from collections.abc import Iterator

import pytest

from pleinjour.web.observe.pipe import WAITING_CHUNKS, BrokenUpload, Pipe


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    opened = Pipe()
    yield opened
    opened.leave()


def feed_all(pipe: Pipe, chunks: list[bytes]) -> threading.Thread:
    def run() -> None:
        for chunk in chunks:
            pipe.feed(chunk)
        pipe.end()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_what_is_fed_is_read_in_order(pipe: Pipe) -> None:
    chunks = [bytes([number % 256]) * (number + 1) for number in range(WAITING_CHUNKS * 3)]
    thread = feed_all(pipe, chunks)
    assert io.BufferedReader(pipe).read() == b"".join(chunks)
    thread.join()


def test_an_upload_that_breaks_is_an_error_and_not_an_end(pipe: Pipe) -> None:
    pipe.feed(b"deb")
    pipe.break_off()
    with pytest.raises(BrokenUpload):
        pipe.readinto(memoryview(bytearray(10)))


def test_who_feeds_is_not_kept_waiting_by_a_reader_that_left(pipe: Pipe) -> None:
    pipe.leave()
    thread = feed_all(pipe, [b"x"] * (WAITING_CHUNKS * 2))
    thread.join(timeout=5)
    assert not thread.is_alive()


def test_the_end_stays_the_end(pipe: Pipe) -> None:
    pipe.end()
    room = memoryview(bytearray(4))
    assert [pipe.readinto(room), pipe.readinto(room)] == [0, 0]
