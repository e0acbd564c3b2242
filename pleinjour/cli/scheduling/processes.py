"""Several processes of this machine, each reading one log at a time.

A process that is killed is replaced and its log read again, once. However we leave, no process stays behind: we end
ours, and each ends by itself when it no longer has a parent.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from pleinjour.base.errors import PleinjourError
from pleinjour.cli.scheduling.errors import ReaderDied
from pleinjour.cli.scheduling.orders import Order, Progress, take
from pleinjour.cli.sources import STANDARD_INPUT, Source
from pleinjour.engines.traffic import unseal

WORTH_SHARING = 256 << 20
"""Bytes of logs under which starting processes, a second of work, would cost more than it spares."""
_TRIES = 2
_SECONDS_BETWEEN_STEPS = 0.2


def choose_jobs(asked: int | None, sources: Sequence[Source]) -> int:
    """How many processes read: as many as asked, or one a core where logs are several and large; never idle ones."""
    logs = sum(source.name != STANDARD_INPUT for source in sources)
    large = sum(source.size for source in sources) >= WORTH_SHARING
    wanted = asked or (len(os.sched_getaffinity(0)) if large else 1)
    return max(1, min(wanted, logs))


def read_in_processes(names: Sequence[str], order: Order, jobs: int, progress: Progress) -> Iterator[bytes]:
    """The summaries of `names`, in the order in which they are ready. Raises PleinjourError; then all has stopped."""
    crew = _Crew(order, progress)
    try:
        crew.hire(jobs)
        yield from crew.read(names)
    finally:
        crew.dismiss()


@dataclass
class _Hand:
    """One process, and the log that it is reading."""

    process: BaseProcess
    pipe: Connection
    name: str | None = None


class _Crew:
    def __init__(self, order: Order, progress: Progress) -> None:
        self._order, self._progress = order, progress
        self._hands: list[_Hand] = []
        self._tries: Counter[str] = Counter()

    def hire(self, count: int) -> None:
        """Starts processes. None of them hears Ctrl-C, which is for us: they are born with it blocked."""
        spawning = multiprocessing.get_context("spawn")
        resource_tracker.ensure_running()  # it unblocks the signal as it starts: that must come first
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            for _ in range(count):
                ours, theirs = spawning.Pipe()
                process = spawning.Process(target=_serve, args=(theirs, self._order), daemon=True)
                process.start()
                theirs.close()
                self._hands.append(_Hand(process, ours))
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def read(self, names: Sequence[str]) -> Iterator[bytes]:
        waiting = deque(names)
        while waiting or any(hand.name for hand in self._hands):
            for hand in list(self._hands):
                if hand.name is None and waiting:
                    self._give(hand, waiting)
            ready = connection.wait([hand.pipe for hand in self._hands if hand.name])
            for hand in [hand for hand in self._hands if hand.pipe in ready]:
                yield from self._listen(hand, waiting)

    def dismiss(self) -> None:
        for hand in self._hands:
            hand.process.kill()
        for hand in self._hands:
            hand.process.join()
            hand.pipe.close()

    def _give(self, hand: _Hand, waiting: deque[str]) -> None:
        hand.name = waiting.popleft()
        with suppress(OSError):  # it died while it had nothing to do: listening will tell
            hand.pipe.send(hand.name)

    def _listen(self, hand: _Hand, waiting: deque[str]) -> Iterator[bytes]:
        try:
            said: int | bytes | PleinjourError = hand.pipe.recv()
        except (EOFError, OSError):
            self._replace(hand, waiting)
            return
        if isinstance(said, int):
            self._progress(said)
            return
        hand.name = None
        if isinstance(said, PleinjourError):
            raise said
        yield unseal(said, self._order.key)

    def _replace(self, hand: _Hand, waiting: deque[str]) -> None:
        """Another process for one that died; what it was reading is read again first. Raises ReaderDied."""
        self._hands.remove(hand)
        hand.process.join()
        hand.pipe.close()
        name = str(hand.name)
        self._tries[name] += 1
        if self._tries[name] == _TRIES:
            raise ReaderDied(name=name)
        waiting.appendleft(name)
        self.hire(1)


def _serve(pipe: Connection, order: Order) -> None:
    """What a process does: reads each log that it is given, until there is nobody to give any."""
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            name, steps = pipe.recv(), _Steps(pipe)
            outcome = take(order, name, steps)
            steps.tell()
            pipe.send(outcome)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class _Steps:
    """Says on a pipe how many bytes were read, some times a second at most."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._untold, self._next = pipe, 0, time.monotonic()

    def __call__(self, count: int) -> None:
        self._untold += count
        if time.monotonic() >= self._next:
            self.tell()

    def tell(self) -> None:
        self._pipe.send(self._untold)
        self._untold, self._next = 0, time.monotonic() + _SECONDS_BETWEEN_STEPS
