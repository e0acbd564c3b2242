"""Contents that were counted before, so that a log which has grown since, even compressed, counts from there on.

A log taken in too early comes back longer: still written, then renamed, then compressed, then copied. Its name and its
place have changed; its first bytes have not. BLAKE3 gives its digest at any length on the way, without reading twice.
"""

from collections.abc import Callable
from typing import Final

from blake3 import blake3

HEAD: Final = 1 << 10
"""First bytes by which contents that may begin alike are told apart: few lines, and few digests taken for nothing."""


class Starts:
    """Contents known by their length and digest. `veil` hides a digest as those that are added were hidden."""

    def __init__(self, veil: Callable[[str], str] = str) -> None:
        self._veil = veil
        self._held: set[tuple[int, str]] = set()
        self._short: set[int] = set()
        self._long: dict[str, set[int]] = {}

    def add(self, length: int, head: str, digest: str) -> None:
        """A content of `length` bytes, not kept when this is 0, unknown; `head` is the digest of its first HEAD."""
        if not length:
            return
        self._held.add((length, digest))
        (self._short if length <= HEAD else self._long.setdefault(head, set())).add(length)

    def lengths(self, head: bytes) -> list[int]:
        """Lengths at which a content that starts with `head` may be one of these, the longest first."""
        alike = self._long.get(self._veil(blake3(head).hexdigest()), set()) if len(head) == HEAD else set()
        return sorted(self._short | alike, reverse=True)

    def holds(self, length: int, digest: str) -> bool:
        return (length, self._veil(digest)) in self._held


class ContentDigest:
    """The digest of a content taken piece by piece; the first piece has HEAD bytes at least, or all of them."""

    def __init__(self, starts: Starts | None) -> None:
        self._starts = starts
        self._hash = blake3()
        self._ends: list[int] = []
        self.length = 0
        self.head = ""

    def update(self, piece: memoryview) -> int:
        """Where the longest known content that ends in the piece does; 0 when none does."""
        if not self.length:
            self._begin(bytes(piece[:HEAD]))
        known = done = 0
        while self._ends and self._ends[-1] <= self.length + len(piece):
            end = self._ends.pop() - self.length
            self._hash.update(piece[done:end])
            done = end
            if self._starts is not None and self._starts.holds(self.length + end, self.hexdigest()):
                known = end
        self._hash.update(piece[done:])
        self.length += len(piece)
        return known

    def _begin(self, head: bytes) -> None:
        self.head = blake3(head).hexdigest()
        self._ends = self._starts.lengths(head) if self._starts is not None else []

    def hexdigest(self) -> str:
        return str(self._hash.hexdigest())
