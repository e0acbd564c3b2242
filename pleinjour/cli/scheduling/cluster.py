"""Workers on other machines, through a Dask scheduler: each reads one log at a time and gives back a sealed summary.

What is sent: names of logs, the order, and the run's key, over mutual TLS. Dask moves all of it as pickles: whoever
has a certificate of the cluster may run what they want on its machines, so the certificates are the border.

When a worker dies, Dask gives what it was reading, and what it had read and nobody fetched yet, to another. A log that
was read twice has the same digest, and counts once.
"""

import logging
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from itertools import count
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from pleinjour.base.errors import PleinjourError
from pleinjour.cli.scheduling.addresses import Cluster, require_safe_workers
from pleinjour.cli.scheduling.errors import (
    EditionsDiffer,
    NotForOthers,
    NoWorker,
    ReaderDied,
    ReadingBroke,
    SchedulerLost,
    SchedulerUnreachable,
)
from pleinjour.cli.scheduling.orders import Order, Progress, edition, take
from pleinjour.cli.sources import STANDARD_INPUT, Source
from pleinjour.engines.traffic import unseal

if TYPE_CHECKING:
    from distributed import Client, Future

_IN_FLIGHT = 256
"""Logs asked for at once: enough for as many workers, few enough for a scheduler to hold their orders."""
_SECONDS_TO_CONNECT = 15
_SECONDS_WITHOUT_WORKER = 30
_SECONDS_BETWEEN_LOOKS = 2


def read_on_cluster(sources: Sequence[Source], order: Order, cluster: Cluster, progress: Progress) -> Iterator[bytes]:
    """The summaries of `sources`, as they are ready. Raises PleinjourError; then what was asked is cancelled."""
    if any(source.name == STANDARD_INPUT for source in sources):
        raise NotForOthers
    client = _connect(cluster)
    work = _Work(client, order, cluster.address)
    try:
        for source, sealed in work.read(sources):
            progress(source.size)
            yield unseal(sealed, order.key)
    finally:
        work.stop()


def _connect(cluster: Cluster) -> "Client":
    security = cluster.security()
    from distributed import Client

    _silence()
    try:
        return Client(cluster.address, security=security, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError):
        raise SchedulerUnreachable(address=cluster.address) from None


def _silence() -> None:
    """What the library says for itself would stand beside our sentences, and quote what it was told."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in {"distributed", "tornado"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


class _Work:
    """What a scheduler was asked for and has not given yet."""

    def __init__(self, client: "Client", order: Order, address: str) -> None:
        self._client, self._order, self._address = client, order, address
        self._asked: dict[Future[bytes | PleinjourError], Source] = {}
        self._ready: SimpleQueue[Future[bytes | PleinjourError]] = SimpleQueue()
        self._run, self._number = os.urandom(8).hex(), count()
        self._last_seen = time.monotonic()

    def read(self, sources: Sequence[Source]) -> Iterator[tuple[Source, bytes]]:
        waiting = list(reversed(sources))
        self._look_at_workers()
        while waiting or self._asked:
            while waiting and len(self._asked) < _IN_FLIGHT:
                self._ask(waiting.pop())
            try:
                future = self._ready.get(timeout=_SECONDS_BETWEEN_LOOKS)
            except Empty:
                self._look_at_workers()
                continue
            source = self._asked.pop(future)
            yield source, self._outcome(future, source)
            future.release()

    def stop(self) -> None:
        if self._asked and self._client.status == "running":
            self._client.cancel(list(self._asked))
        self._client.close(timeout=1)

    def _ask(self, source: Source) -> None:
        # The key of a task shows in logs: it says nothing of the log that is read.
        key = f"pleinjour-{self._run}-{next(self._number)}"
        future = self._client.submit(take, self._order, source.name, key=key, pure=False)
        self._asked[future] = source
        future.add_done_callback(self._ready.put)

    def _outcome(self, future: "Future[bytes | PleinjourError]", source: Source) -> bytes:
        """The sealed summary. Raises what the worker could not do."""
        try:
            outcome = future.result()
        except (CancelledError, OSError):
            raise SchedulerLost(address=self._address) from None
        except ImportError:
            raise EditionsDiffer(ours=edition(), theirs="?") from None
        except Exception as error:  # noqa: BLE001 - its message may quote what was sent
            if type(error).__name__ == "KilledWorker":
                raise ReaderDied(name=source.name) from None
            raise ReadingBroke(name=source.name, kind=type(error).__name__, place="?") from None
        if isinstance(outcome, PleinjourError):
            raise outcome
        return outcome

    def _look_at_workers(self) -> None:
        """Raises WorkerInClear, NoWorker when there has been none for long, or SchedulerLost."""
        if self._client.status == "closed":
            raise SchedulerLost(address=self._address)
        try:
            workers = list(self._client.nthreads())
        except (OSError, CancelledError):
            raise SchedulerLost(address=self._address) from None
        require_safe_workers(workers)
        now = time.monotonic()
        if workers:
            self._last_seen = now
        elif now - self._last_seen > _SECONDS_WITHOUT_WORKER:
            raise NoWorker(address=self._address)
