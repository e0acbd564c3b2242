"""The two services of a cluster, a scheduler and workers, as Dask runs them but for what it would show or write.

No dashboard nor page, nothing spilled to a disk, no profile, no log of what is done: only warnings.
"""

import asyncio
import os
import signal
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from pleinjour.cli.scheduling.addresses import SCHEDULER_PORT, Cluster
from pleinjour.cli.scheduling.errors import SchedulerUnreachable
from pleinjour.cli.this_machine import is_this_machine

_NO_PAGE = "127.0.0.1:0"
"""Dask opens a web server all the same: on this machine only, and without a page."""
_SECONDS_TO_JOIN = 60
_QUIET = {
    "DASK_LOGGING__DISTRIBUTED": "warning",
    "DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES": "[]",
    "DASK_DISTRIBUTED__WORKER__HTTP__ROUTES": "[]",
    "DASK_DISTRIBUTED__WORKER__MEMORY__TARGET": "False",
    "DASK_DISTRIBUTED__WORKER__MEMORY__SPILL": "False",
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__DIAGNOSTICS__NVML": "False",
    # What Dask would measure of itself every few milliseconds takes the interpreter from whoever reads.
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__DISK": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    # One log in a worker's hands and none in its pocket: the next one goes to whoever is free.
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_SATURATION": "1.0",
}


class _Service(Protocol):
    async def finished(self) -> None: ...
    async def close(self) -> object: ...


@dataclass(frozen=True, slots=True)
class WorkersWanted:
    """How many workers, and the memory of each ("2GiB"; "auto": an even share of the machine's)."""

    processes: int
    memory: str


def serve_scheduler(cluster: Cluster, say: Callable[[str], None]) -> None:
    """Serves as scheduler at the cluster's address until told to stop; `say` gets the address once it is open."""
    with _quiet():
        security = cluster.security()
        from distributed import Scheduler

        place = urlsplit(cluster.address)

        async def start() -> list[_Service]:
            scheduler = Scheduler(
                host=f"{place.scheme}://{_bracketed(place.hostname or '')}",
                port=SCHEDULER_PORT if place.port is None else place.port,
                security=security,
                dashboard=False,
                dashboard_address=_NO_PAGE,
            )
            await scheduler
            say(scheduler.address)
            return [scheduler]

        _serve(start)


def serve_workers(cluster: Cluster, wanted: WorkersWanted) -> None:
    """Serves as workers of the cluster until told to stop, or until its scheduler stops. Raises SchedulerUnreachable.

    Each worker is a process that another watches, and starts again when it dies or takes too much memory.
    """
    with _quiet():
        security = cluster.security()
        from distributed import Nanny

        async def start() -> list[_Service]:
            nannies = [
                Nanny(
                    cluster.address,
                    host=_own_address(cluster.address),
                    nthreads=1,
                    memory_limit=wanted.memory,
                    security=security,
                    dashboard=False,
                    dashboard_address=_NO_PAGE,
                    death_timeout=_SECONDS_TO_JOIN,
                )
                for _ in range(wanted.processes)
            ]
            try:
                await asyncio.gather(*nannies)
            except (OSError, TimeoutError):
                raise SchedulerUnreachable(address=cluster.address) from None
            return list(nannies)

        _serve(start)


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask's settings, for this process and for those it starts, which must find them before they load Dask; and a
    folder that ends with us for the locks that Dask takes.
    """
    with tempfile.TemporaryDirectory(prefix="pleinjour-dask-") as folder:
        os.environ.update(_QUIET, DASK_TEMPORARY_DIRECTORY=folder)
        yield


def _own_address(scheduler: str) -> str:
    """The address of this machine on the side of the scheduler: workers do not listen elsewhere."""
    from distributed.utils import get_ip

    host = urlsplit(scheduler).hostname or ""
    return host if is_this_machine(host) else str(get_ip(host))


def _serve(start: Callable[[], Awaitable[Sequence[_Service]]]) -> None:
    """Runs services until one of them is finished, or until SIGINT or SIGTERM; then closes them all."""

    async def run() -> None:
        told = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, told.set)
        services = await start()
        ends = [asyncio.ensure_future(service.finished()) for service in services]
        ends.append(asyncio.ensure_future(_wait(told)))
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.gather(*(service.close() for service in services), return_exceptions=True)
        for end in ends:
            end.cancel()

    asyncio.run(run())


async def _wait(told: asyncio.Event) -> None:
    await told.wait()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
