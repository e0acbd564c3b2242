"""Logs in a storage that speaks S3, read as they come: nothing of them touches the disk."""

import io
from typing import BinaryIO, cast

from pleinjour.cli.object_storage.connection import SCHEME, explained, require_bucket, storage

BLOCK = 8 << 20
"""Bytes asked for at once: one request each, tried again when it breaks off."""
_PATTERN = frozenset("*?[")


def is_object(name: str) -> bool:
    """Whether a name is that of something in an object storage."""
    return name.startswith(SCHEME)


def list_objects(name: str) -> list[tuple[str, int]]:
    """The objects that a name, a prefix or a pattern stands for, in order, with their sizes in bytes.

    Hidden ones (a part of the name that starts with a dot, below what was named) are left out. Raises StorageError.
    """
    path = name.removeprefix(SCHEME)
    if not path:
        return []
    with explained(name):
        files = storage()
        listing = files.glob if _PATTERN & set(path) else files.find
        try:
            found = listing(path, detail=True)
        except (FileNotFoundError, ValueError):  # nothing there, or "**" that is not a whole part of the pattern
            found = {}
        if not found:
            require_bucket(files, name)
    objects = ((SCHEME + key, int(entry["size"])) for key, entry in found.items() if entry["type"] == "file")
    return sorted((key, size) for key, size in objects if not _set_aside(key, name))


def open_object(name: str) -> BinaryIO:
    """The bytes of an object, read block by block. Raises StorageError, then and while it is read."""
    return cast(BinaryIO, _Object(name))


class _Object(io.RawIOBase):
    """An object's bytes; whatever breaks while they come is a StorageError."""

    def __init__(self, name: str) -> None:
        self._name = name
        with explained(name):
            self._file = storage().open(name.removeprefix(SCHEME), "rb", block_size=BLOCK, cache_type="readahead")

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        with explained(self._name):
            return int(self._file.readinto(room))

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        if not self.closed and hasattr(self, "_file"):
            self._file.close()
        super().close()


def _set_aside(found: str, asked: str) -> bool:
    """Whether an object is hidden, or only stands for a folder."""
    below = found.removeprefix(asked) if found.startswith(asked) else ""
    return found.endswith("/") or any(part.startswith(".") for part in below.split("/"))
