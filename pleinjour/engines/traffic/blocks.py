"""A stream of bytes → blocks of whole lines, read and decompressed ahead, in a thread of its own."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

import numpy as np

from pleinjour.base.sentences import Phrase
from pleinjour.engines.traffic.archives import BROKEN, MOST_TIMES, SwollenArchive, decompressed, is_archive
from pleinjour.engines.traffic.errors import BrokenSource, FailingSource, SwollenSource, UnreadableSource
from pleinjour.engines.traffic.starts import ContentDigest, Starts

CHUNK = 1 << 18
LONGEST_LINE = 1 << 20
_WAITING = 6


@dataclass(slots=True)
class Block:
    """`buffer[:length]` starts with a newline, ends with one, and holds whole lines.

    unread: what the passage still has to learn of, None when it has. spoiled: whether the first line is one too long.
    known: where what was counted before ends in the buffer, 0 when it does not.
    """

    buffer: bytearray
    length: int = 0
    unread: tuple[int, int] | None = None
    spoiled: bool = False
    lines: int = 0
    known: int = 0


@dataclass(slots=True)
class Passage:
    """What is learnt of a stream while it passes; complete when the last block has been taken.

    `lines` and `too_long` leave out what was counted before; `length`, `head` and `digest` are those of the whole.
    """

    lines: int = 0
    too_long: int = 0
    length: int = 0
    head: str = ""
    digest: str = ""


@dataclass
class BlockReader:
    """Iterates once over the blocks of `stream`; a block is valid until the next one is asked for.

    Raises BrokenSource or FailingSource when the stream breaks off (truncated or corrupt archive, failing disk).
    """

    stream: BinaryIO
    name: str
    progress: Callable[[int], None] | None = None
    starts: Starts | None = None
    passage: Passage = field(default_factory=Passage)
    _hash: ContentDigest = field(init=False, repr=False)
    _amid: bool = field(default=False, init=False, repr=False)
    """Whether what was counted before ends in a line that the next block begins with."""

    def __post_init__(self) -> None:
        self._hash = ContentDigest(self.starts)

    def __iter__(self) -> Iterator[Block]:
        with _breaks_told(self.name):
            filler = _Filler(self.stream, self._hash, self.progress)
        block = Block(bytearray())
        self._fill(filler, block)
        yield from self._finished(block)
        if filler.is_long:
            yield from self._read_ahead(filler)
        else:  # a thread would cost a small file more than it spares
            self._fill(filler, block)
            yield from self._finished(block)
        content = self._hash
        self.passage.length, self.passage.head = content.length, content.head
        self.passage.digest = content.hexdigest()

    def _read_ahead(self, filler: "_Filler") -> Iterator[Block]:
        filled: queue.Queue[Block | BaseException | None] = queue.Queue()
        # The last block given back is taken first: of a file that ends soon, only those it needs are ever made.
        free: queue.Queue[Block | None] = queue.LifoQueue()
        for _ in range(_WAITING):
            free.put(Block(bytearray()))
        producer = threading.Thread(target=self._produce, args=(filler, free, filled), daemon=True)
        producer.start()
        try:
            while (block := filled.get()) is not None:
                if isinstance(block, BaseException):
                    raise block
                yield from self._finished(block)
                free.put(block)
        finally:
            free.put(None)
            producer.join()

    def _finished(self, block: Block) -> Iterator[Block]:
        """The block, ready to be read; nothing when it holds no line."""
        if block.unread is not None:
            start, end = block.unread
            known = self._hash.update(memoryview(block.buffer)[start:end])
            block.known = start + known if known else 0
            block.lines = _count_newlines(block.buffer, 1, block.length)
        self.passage.lines += block.lines
        if block.spoiled:
            self.passage.too_long += 1
            _blank_first_line(block)
        self._leave_out_known(block)
        if block.length > 1:
            yield block

    def _leave_out_known(self, block: Block) -> None:
        """Takes `known` to the end of the line it stands in, and counts anew from there."""
        first = block.known or int(self._amid)
        if not first:
            return
        line_end = block.buffer.find(b"\n", max(first - 1, 1), block.length)
        self._amid = line_end < 0
        block.known = block.length if self._amid else line_end + 1
        self.passage.lines = _count_newlines(block.buffer, block.known, block.length)
        self.passage.too_long = 0

    def _produce(
        self,
        filler: "_Filler",
        free: "queue.Queue[Block | None]",
        filled: "queue.Queue[Block | BaseException | None]",
    ) -> None:
        try:
            more = True
            while more and (block := free.get()) is not None:
                more = self._fill(filler, block)
                filled.put(block)
            filled.put(None)
        except BaseException as error:  # noqa: BLE001 - handed over to the thread that iterates, which raises it
            filled.put(error)

    def _fill(self, filler: "_Filler", block: Block) -> bool:
        with _breaks_told(self.name):
            return filler.fill(block)


@contextmanager
def _breaks_told(name: str) -> Iterator[None]:
    """What a stream that breaks off raises, as an UnreadableSource, which quotes nothing of it."""
    try:
        yield
    except SwollenArchive:
        why = Phrase(
            "l’archive donne plus de {times} fois sa taille. Si c’est bien un journal, décompressez-le d’abord",
            times=MOST_TIMES,
        )
        raise SwollenSource(name=name, why=why) from None
    except BROKEN as error:
        raise _unreadable(name, error) from None


def _unreadable(name: str, error: BaseException) -> UnreadableSource:
    if isinstance(error, OSError) and error.strerror:
        return FailingSource(name=name, why=Phrase("le système répond « {reply} »", reply=error.strerror))
    if isinstance(error, EOFError):
        return BrokenSource(name=name, why=Phrase("il s’arrête avant la fin, l’archive est tronquée"))
    return BrokenSource(name=name, why=Phrase("l’archive est abîmée ou d’un autre type que son début l’annonce"))


class _Filler:
    """Fills blocks, one after the other, carrying the unfinished line from each to the next."""

    def __init__(self, stream: BinaryIO, digest: ContentDigest, progress: Callable[[int], None] | None) -> None:
        self._source = decompressed(stream)
        self._progress = progress
        # Decompressing costs more than scanning: the thread that scans then takes the digest and counts the lines.
        self._hash = None if is_archive(self._source) else digest
        self._tail = b""
        self._skipping = False
        self.is_long = False
        """Whether the last block was filled up: the stream may have more than the end of a line to give."""

    def fill(self, block: Block) -> bool:
        """Fills the block; whether another one follows."""
        block.buffer = block.buffer or bytearray(CHUNK + LONGEST_LINE + 2)
        start = 1 + len(self._tail)
        block.buffer[0:start] = b"\n" + self._tail
        taken = self._read_into(memoryview(block.buffer)[start : start + CHUNK])
        self.is_long = taken == CHUNK
        block.unread, block.known = (start, start + taken), 0
        if self._hash is not None:
            known = self._hash.update(memoryview(block.buffer)[start : start + taken])
            block.unread, block.known = None, start + known if known else 0
        self._cut(block, start, start + taken, at_end=not taken)
        return taken > 0

    def _read_into(self, room: memoryview) -> int:
        """Fills the room, but at the end of the stream: where blocks end must not depend on how a pipe drips."""
        taken = 0
        while taken < len(room):
            step = self._source.readinto(room[taken:])  # type: ignore[attr-defined]  # typeshed leaves it out
            if not step:
                break
            taken += step
        if self._progress is not None:
            self._progress(taken)
        return taken

    def _cut(self, block: Block, start: int, end: int, *, at_end: bool) -> None:
        """Keeps the whole lines of buffer[:end]; what follows the last newline waits for the next block."""
        buffer = block.buffer
        if at_end and (end > 1 or self._skipping):
            buffer[end] = 10
            end += 1
            start = end - 1
        cut = buffer.rfind(b"\n", start, end) + 1
        self._keep_tail(buffer, cut or 1, end)
        if self._hash is not None:
            block.lines = _count_newlines(buffer, start, cut)
        block.length = cut
        block.spoiled = cut > 0 and (self._skipping or buffer.find(b"\n", 1, cut) - 1 > LONGEST_LINE)
        if block.spoiled:
            self._skipping = False

    def _keep_tail(self, buffer: bytearray, cut: int, end: int) -> None:
        self._tail = bytes(memoryview(buffer)[cut:end])
        if len(self._tail) > LONGEST_LINE:
            self._tail, self._skipping = b"", True


def _blank_first_line(block: Block) -> None:
    """Turns what stands of a line that is too long into spaces, so that no reader takes it for a line."""
    line_end = block.buffer.find(b"\n", 1, block.length)
    block.buffer[1:line_end] = b" " * (line_end - 1)


def _count_newlines(buffer: bytearray, start: int, end: int) -> int:
    if end <= start:
        return 0
    return int(np.count_nonzero(np.frombuffer(buffer, np.uint8, end - start, start) == 10))


def copy_lines(block: Block) -> Iterator[bytes]:
    """Every line of the block, its newline left out."""
    for start, end in line_spans(block):
        yield bytes(memoryview(block.buffer)[start:end])


def line_spans(block: Block) -> Iterator[tuple[int, int]]:
    """Where every line of the block begins, and where its newline stands."""
    start = 1
    while start < block.length:
        end = block.buffer.index(b"\n", start, block.length)
        yield start, end
        start = end + 1
