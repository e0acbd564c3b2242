"""A bounded pipe in memory between the request, which gets bytes, and the engine, which reads them."""

import io
import queue
import threading
from typing import Final

WAITING_CHUNKS: Final = 32
_LOOK_AGAIN_SECONDS: Final = 0.2


class BrokenUpload(OSError):
    """What the engine meets when the bytes stop before their end."""


class Pipe(io.RawIOBase):
    """One thread feeds, another reads. At most WAITING_CHUNKS wait; nothing is ever written to disk."""

    def __init__(self) -> None:
        super().__init__()
        self._chunks: queue.Queue[bytes | None] = queue.Queue(WAITING_CHUNKS)
        self._rest = memoryview(b"")
        self._ended = False
        self._broken = False
        self._reader_left = threading.Event()

    def feed(self, chunk: bytes) -> None:
        """Hand over a chunk, waiting for room; once the reader has left, chunks are dropped."""
        self._put(chunk)

    def end(self) -> None:
        """Say that everything has been fed."""
        self._put(None)

    def break_off(self) -> None:
        """Say that the rest will never come: the reader gets an error, not an end."""
        self._broken = True
        self.end()

    def leave(self) -> None:
        """The reader's last word: who feeds is not kept waiting."""
        self._reader_left.set()

    def _put(self, chunk: bytes | None) -> None:
        while not self._reader_left.is_set():
            try:
                self._chunks.put(chunk, timeout=_LOOK_AGAIN_SECONDS)
            except queue.Full:
                continue
            return

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        """As many bytes as fit, 0 at the end. Raises BrokenUpload."""
        if not self._rest and not self._take_next():
            return 0
        target = memoryview(room)
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def _take_next(self) -> bool:
        if self._ended:
            return False
        chunk = self._chunks.get()
        if self._broken:
            self._ended = True
            raise BrokenUpload
        if chunk is None:
            self._ended = True
            return False
        self._rest = memoryview(chunk)
        return True
