"""Logs that come through a named pipe: a test knows when one is being read, by whom, and for how long."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_PATIENCE = 60


@contextmanager
def fed(
    pipe: Path, content: bytes, *, kills: int = 0, meanwhile: Callable[[int], object] = lambda _pid: None
) -> Iterator[None]:
    """Meanwhile, whoever reads the pipe is killed as it begins, so many times; the next one gets the content, once
    `meanwhile` has been called with its number.
    """

    def feed() -> None:
        for _ in range(kills):
            with being_read(pipe) as stream:
                stream.write(content[:500])
                pid = reader_of(pipe)
                _renew(pipe)
                os.kill(pid, signal.SIGKILL)
                wait_until_gone(pid)
        if content:
            with being_read(pipe) as stream:
                meanwhile(reader_of(pipe))
                with suppress(BrokenPipeError):
                    stream.write(content)

    thread = threading.Thread(target=feed, daemon=True)
    thread.start()
    yield
    thread.join(_PATIENCE)
    assert not thread.is_alive()


@contextmanager
def being_read(pipe: Path) -> Iterator[BinaryIO]:
    """Waits for a process to read the pipe, and gives the end to write in; closed, the log is over."""
    limit = time.monotonic() + _PATIENCE
    while True:
        try:
            writing = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:
            assert time.monotonic() < limit, "nobody reads"
            time.sleep(0.02)
    os.set_blocking(writing, True)
    with os.fdopen(writing, "wb", buffering=0) as stream:
        yield stream


def reader_of(pipe: Path) -> int:
    """The process that reads the pipe, other than this one."""
    limit = time.monotonic() + _PATIENCE
    while time.monotonic() < limit:
        for pid in (int(name) for name in os.listdir("/proc") if name.isdecimal()):
            if pid != os.getpid() and _has_open(Path(f"/proc/{pid}/fd"), pipe):
                return pid
        time.sleep(0.02)
    raise AssertionError("nobody reads")


def is_running(pid: int) -> bool:
    """Whether a process is there, and not only its remains: each of its threads holds its files until it ends."""
    try:
        return len(os.listdir(f"/proc/{pid}/task")) > 1 or ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def wait_until_gone(pid: int) -> None:
    limit = time.monotonic() + _PATIENCE
    while is_running(pid):
        assert time.monotonic() < limit, "it stayed"
        time.sleep(0.02)


def _renew(pipe: Path) -> None:
    """Another pipe under the same name: whoever comes next reads none of what was written for the one killed."""
    fresh = pipe.with_suffix(".fresh")
    os.mkfifo(fresh)
    fresh.replace(pipe)


def _has_open(folder: Path, pipe: Path) -> bool:
    try:
        return any(os.readlink(entry) == str(pipe) for entry in folder.iterdir())
    except OSError:
        return False
