"""A stream → its decompressed content, when its first bytes say that it is an archive.

gzip (RFC 1952), Zstandard (RFC 8878), bzip2, xz. The name of a file says nothing: only its content counts.
"""

import bz2
import io
import lzma
from typing import BinaryIO, cast

import zstandard
from isal import igzip

BROKEN = (EOFError, OSError, zstandard.ZstdError, lzma.LZMAError, ValueError)
"""What a reader of archives may raise on a truncated or corrupt one."""

_ROOM = 1 << 20
_MOUTHFUL = 1 << 10
"""Compressed bytes given at once to Zstandard: four of them may stand for 128 KiB, which bounds memory to 32 MiB."""
_XZ_MEMORY = 1 << 27
"""What an xz archive may ask for: `xz -9` takes half of it, a forged archive would take 4 GiB."""


def decompressed(stream: BinaryIO) -> BinaryIO:
    """The stream itself, or its decompressed content when its first bytes say so. Never closes `stream`."""
    peekable = stream if hasattr(stream, "peek") else io.BufferedReader(_Borrowed(stream), _ROOM)
    head = peekable.peek(6)[:6]
    if head.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, igzip.IGzipFile(fileobj=peekable, mode="rb"))  # type: ignore[no-untyped-call]
    if head.startswith((b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18")):
        return cast(BinaryIO, _Zstandard(peekable))
    if head.startswith(b"BZh"):
        return cast(BinaryIO, bz2.open(peekable))
    if head.startswith(b"\xfd7zXZ\x00"):
        return cast(BinaryIO, _XZ(peekable))
    return peekable


def is_archive(source: BinaryIO) -> bool:
    """Whether a stream that `decompressed` gave decompresses."""
    return isinstance(source, igzip.IGzipFile | bz2.BZ2File | lzma.LZMAFile | _Zstandard)


class _Borrowed(io.RawIOBase):
    """Somebody else's stream: closing this one leaves it open."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        return int(self._stream.readinto(room) or 0)  # type: ignore[attr-defined]  # typeshed leaves it out


class _XZ(io.RawIOBase):
    """Streams one after the other, each within the memory allowed; Python's own file has no such limit."""

    def __init__(self, stream: BinaryIO) -> None:
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

    def __init__(self, stream: BinaryIO) -> None:
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
