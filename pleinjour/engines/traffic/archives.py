"""A stream → its decompressed content, when its first bytes say that it is an archive.

gzip (RFC 1952), Zstandard (RFC 8878), bzip2, xz. The name of a file says nothing: only its content counts.

Eight hundred bytes of bzip2 may stand for 450 MiB, and as many more as one puts end to end. So what an archive gives is
bounded by what it takes: SwollenArchive beyond.
"""

import bz2
import io
import lzma
from typing import BinaryIO, Final, cast

import zstandard
from isal import igzip

BROKEN = (EOFError, OSError, zstandard.ZstdError, lzma.LZMAError, ValueError)
"""What a reader of archives may raise on a truncated or corrupt one."""

MOST_TIMES: Final = 300
"""How many bytes an archive may give for one of its own. Logs of people give 10 to 60; that of a probe, which asks the
same thing each second, gave 37 to 103 by gzip, 93 to 316 by bzip2, 137 to 319 by Zstandard, and more by xz."""
ALWAYS_GIVEN: Final = 1 << 26
"""Bytes that any archive may give, however small: two days of such a probe, some seconds of reading."""

_ROOM = 1 << 20
_MOUTHFUL = 1 << 10
"""Compressed bytes given at once to Zstandard: four of them may stand for 128 KiB, which bounds memory to 32 MiB."""
_XZ_MEMORY = 1 << 27
"""What an xz archive may ask for: `xz -9` takes half of it, a forged archive would take 4 GiB."""


def decompressed(stream: BinaryIO) -> BinaryIO:
    """The stream itself, or its decompressed content when its first bytes say so. Never closes `stream`."""
    peekable = stream if hasattr(stream, "peek") else io.BufferedReader(_Borrowed(stream), _ROOM)
    head = peekable.peek(6)[:6]
    taken = _Borrowed(peekable)
    if head.startswith(b"\x1f\x8b"):
        return _bounded(igzip.IGzipFile(fileobj=taken, mode="rb"), taken)  # type: ignore[no-untyped-call]
    if head.startswith((b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18")):
        return _bounded(_Zstandard(taken), taken)
    if head.startswith(b"BZh"):
        return _bounded(bz2.BZ2File(taken), taken)
    if head.startswith(b"\xfd7zXZ\x00"):
        return _bounded(_XZ(taken), taken)
    return peekable


def _bounded(content: io.BufferedIOBase | io.RawIOBase, taken: "_Borrowed") -> BinaryIO:
    return cast(BinaryIO, _Bounded(content, taken))


def is_archive(source: BinaryIO) -> bool:
    """Whether a stream that `decompressed` gave decompresses."""
    return isinstance(source, _Bounded)


class SwollenArchive(Exception):
    """The archive gives more than MOST_TIMES what it takes."""


class _Bounded(io.RawIOBase):
    """An archive's content. Raises SwollenArchive."""

    def __init__(self, content: io.BufferedIOBase | io.RawIOBase, taken: "_Borrowed") -> None:
        self._content, self._taken, self._given = content, taken, 0

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        size = int(self._content.readinto(room) or 0)
        self._given += size
        if self._given > max(ALWAYS_GIVEN, MOST_TIMES * self._taken.size):
            raise SwollenArchive
        return size


class _Borrowed(io.RawIOBase):
    """Somebody else's stream: closing this one leaves it open. `size`: bytes taken so far."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        taken = int(self._stream.readinto(room) or 0)  # type: ignore[attr-defined]  # typeshed leaves it out
        self.size += taken
        return taken


class _XZ(io.RawIOBase):
    """Streams one after the other, each within the memory allowed; Python's own file has no such limit."""

    def __init__(self, stream: "_Borrowed") -> None:
        self._stream = stream
        self._part = self._begin()
        self._ahead = b""

    @staticmethod
    def _begin() -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        """Raises EOFError when the last stream is unfinished."""
        taken = b""
        while room and not taken:
            if self._part.eof and not self._next_part():
                return 0
            if self._part.needs_input and not self._ahead:
                self._ahead = self._stream.read(_ROOM)
                if not self._ahead:
                    raise EOFError
            compressed, self._ahead = self._ahead, b""
            taken = self._part.decompress(compressed, len(room))
        room[: len(taken)] = taken
        return len(taken)

    def _next_part(self) -> bool:
        """Whether another stream follows; zeros may stand between them."""
        rest = self._part.unused_data.lstrip(b"\0")
        while not rest:
            more = self._stream.read(_ROOM)
            if not more:
                return False
            rest = more.lstrip(b"\0")
        self._part, self._ahead = self._begin(), rest
        return True


class _Zstandard(io.RawIOBase):
    """Frames one after the other; unlike zstandard's own stream, it raises EOFError when the last is unfinished."""

    def __init__(self, stream: "_Borrowed") -> None:
        self._stream = stream
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._ahead = b""
        self._pending = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        while not len(self._pending):
            if not self._take():
                return 0
        taken = min(len(room), len(self._pending))
        room[:taken], self._pending = self._pending[:taken], self._pending[taken:]
        return taken

    def _take(self) -> bool:
        """Decompresses a mouthful; False at the end of the stream, which must be the end of a frame."""
        compressed = self._ahead or self._stream.read(_MOUTHFUL)
        if self._frame.eof:
            if not compressed:
                return False
            self._frame = zstandard.ZstdDecompressor().decompressobj()
        elif not compressed:
            raise EOFError
        self._pending = memoryview(self._frame.decompress(compressed))
        self._ahead = self._frame.unused_data if self._frame.eof else b""
        return True
