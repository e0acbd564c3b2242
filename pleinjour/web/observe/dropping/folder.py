"""The files of a folder that may be logs. No symbolic link is followed, and nothing but regular files is opened."""

import errno
import os
import re
import stat
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final, Literal

DEEPEST: Final = 16
"""Folders within folders; beyond, something is mounted in itself."""

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# A pipe that takes a file's place between two looks must not hold the pass up.
_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
# Removed, or become a link, a socket, a device that nobody drives.
_GONE: Final = frozenset({errno.ENOENT, errno.ELOOP, errno.ENXIO})
_UNFINISHED: Final = (".filepart", ".part", ".partial", ".tmp", ".temp", ".swp", ".lock", ".crdownload", "~")
_COMPRESSED: Final = (".gz", ".zst", ".bz2", ".xz")
# access.log.1, access.log-20260301, access-2026-03-01.log
_ROTATED: Final = re.compile(r"(?P<stem>.+?)[.-]\d[\d.T_-]*(?P<end>\.[A-Za-z]+)?")

# 2100-01-01, in seconds: whoever drops a file writes its date, and some file systems keep any year.
_LATEST: Final = 4_102_444_800

PassedOver = Literal["hidden", "link", "special", "empty", "deep", "closed"]


class FileChanged(Exception):
    """The file is not any more what it was when it was listed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A regular file. It can be opened until the next one is asked for.

    `is_live`: another file of the folder has its name with a number or a date, as a log being written has.
    """

    status: os.stat_result
    is_live: bool
    _name: str
    _folder: int

    @property
    def changed_at(self) -> datetime:
        """When its content or its name last changed, by the clock of its file system: nobody can set it back."""
        return datetime.fromtimestamp(self.status.st_ctime, UTC)

    @property
    def modified_at(self) -> datetime:
        """When its content last changed, as whoever wrote it says, brought back between 1970 and 2100."""
        return datetime.fromtimestamp(min(max(self.status.st_mtime, 0), _LATEST), UTC)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Its bytes. Raises FileChanged, at the end too when they changed meanwhile, and OSError."""
        try:
            descriptor = os.open(self._name, _FILE, dir_fd=self._folder)
        except OSError as error:
            if error.errno in _GONE:
                raise FileChanged from None
            raise
        with os.fdopen(descriptor, "rb") as stream:
            self._refuse_change(stream)
            yield stream
            self._refuse_change(stream)

    def _refuse_change(self, stream: BinaryIO) -> None:
        if identity(os.fstat(stream.fileno())) != identity(self.status):
            raise FileChanged


def identity(status: os.stat_result) -> tuple[int, ...]:
    """What changes when a file is written, even if its size and date are set back; renaming it changes it too."""
    return status.st_mode, status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def walk(path: Path, passed_over: Counter[PassedOver]) -> Iterator[Found]:
    """The files of a folder and of its folders, in the order of their names; what is left alone is counted.

    Raises OSError when the folder itself can't be read, or is a link.
    """
    folder = os.open(path, _FOLDER)
    try:
        yield from _walk(folder, passed_over, DEEPEST)
    finally:
        os.close(folder)


def _walk(folder: int, passed_over: Counter[PassedOver], depth: int) -> Iterator[Found]:
    with os.scandir(folder) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    live = live_names(entry.name for entry in entries)
    for entry in entries:
        if _is_hidden(entry.name):
            passed_over["hidden"] += 1
            continue
        try:
            status = os.stat(entry.name, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _enter(entry.name, folder, passed_over, depth - 1)
        elif left := _why_passed_over(status):
            passed_over[left] += 1
        else:
            yield Found(status, entry.name in live, entry.name, folder)


def _enter(name: str, parent: int, passed_over: Counter[PassedOver], depth: int) -> Iterator[Found]:
    if not depth:
        passed_over["deep"] += 1
        return
    try:
        folder = os.open(name, _FOLDER, dir_fd=parent)
    except OSError:
        passed_over["closed"] += 1
        return
    try:
        yield from _walk(folder, passed_over, depth)
    finally:
        os.close(folder)


def _is_hidden(name: str) -> bool:
    """Whether a name says that the file is a copy under way, or none of our business."""
    return name.startswith(".") or name == "lost+found" or name.lower().endswith(_UNFINISHED)


def _why_passed_over(status: os.stat_result) -> PassedOver | None:
    if stat.S_ISLNK(status.st_mode):
        return "link"
    if not stat.S_ISREG(status.st_mode):
        return "special"
    return None if status.st_size else "empty"


def live_names(names: Iterator[str]) -> Collection[str]:
    """The names of which another is a rotation: a log that is still being written has one of them."""
    live: set[str] = set()
    for name in names:
        for end in _COMPRESSED:
            name = name.removesuffix(end)
        rotated = _ROTATED.fullmatch(name)
        if rotated:
            live |= {rotated["stem"], rotated["stem"] + (rotated["end"] or "")}
    return live
