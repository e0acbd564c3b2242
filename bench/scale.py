"""How reading grows with processes and with Dask workers: `python -m bench.scale [--size GIB] [--workers 1 2 4]`.

The same Squid logs, several files, are read by `pleinjour observe`, from the command typed to the figures printed: with
`--jobs`, then by a real cluster of this machine, with mutual TLS, whose workers are there beforehand, as in service.
Files are read once before. A worker is killed in the middle of the last run, which must print the same figures.

One worker keeps more than one core busy: a thread reads, another scans. So the base is one worker held to one core;
speed-up is over that base, and efficiency is the speed-up divided by the cores that the workers have: min(2, cores) for
one worker, which has two threads, and all cores for several. "Cores used" is processor time, of all who took part, by
second.
"""

import argparse
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bench.logs_made import DATA, MIB, Recipe, blocks
from bench.observe import warm
from tests.cli.scheduling.clusters import TestCluster

COMMAND = str(Path(sys.executable).with_name("pleinjour"))
GIB = 1024 * MIB
FOLDER = DATA / "scale"


@dataclass(frozen=True)
class Run:
    """One reading of all files: seconds from start to end, processor seconds of all who took part, what was printed."""

    name: str
    workers: int
    seconds: float
    processor: float
    output: bytes

    @property
    def cores_used(self) -> float:
        return self.processor / self.seconds


def make_logs(size: int, count: int) -> int:
    """Writes `count` files that add up to `size`; each has times of its own, so that none is another's copy."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    each = size // count
    content = list(blocks(Recipe("native", 256 * MIB, 0.005)))
    for number in range(count):
        path = FOLDER / f"{number:03d}.log"
        if path.exists() and path.stat().st_size >= each:
            continue
        with path.open("wb") as file:
            file.write(content[number % len(content)][: 200 * (number + 1)].rpartition(b"\n")[0] + b"\n")
            while file.tell() < each:
                file.writelines(content)
    return sum(warm(path) for path in sorted(FOLDER.glob("*.log")))


def read(name: str, workers: int, *words: str, others: Callable[[], float] = lambda: 0.0) -> Run:
    """Runs the command; `others` gives the processor seconds of those who read for it."""
    before, ours = others(), children_seconds()
    start = time.perf_counter()
    done = subprocess.run([COMMAND, "observe", str(FOLDER), "--json", *words], capture_output=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return Run(name, workers, seconds, others() - before + children_seconds() - ours, done.stdout)


def children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def process_seconds(pids: list[int]) -> float:
    """Processor seconds that running processes have used."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def children_of(pid: int) -> list[int]:
    """The processes that a process started, whichever of its threads did."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(word) for thread in threads for word in (thread / "children").read_text().split()]


@contextmanager
def running_cluster(workers: int) -> Iterator[TestCluster]:
    """A scheduler and workers, all of them there."""
    with tempfile.TemporaryDirectory() as folder:
        cluster = TestCluster(Path(folder))
        cluster.start_scheduler()
        cluster.start_workers(workers)
        try:
            wait_for_workers(cluster, workers)
            yield cluster
        finally:
            cluster.stop()


def wait_for_workers(cluster: TestCluster, count: int) -> None:
    from distributed import Client

    from pleinjour.cli.scheduling.addresses import Cluster

    files = cluster.certificates
    security = Cluster(cluster.address, str(files.ca), str(files.cert), str(files.key)).security()
    with Client(cluster.address, security=security, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=120)


def worker_pids(cluster: TestCluster) -> list[int]:
    """The processes that read: children of `pleinjour worker`, but for the one that tracks its resources."""
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children_of(cluster.processes[1].pid)}
    return [pid for pid, command in commands.items() if b"spawn_main" in command]


def read_by_workers(workers: int) -> Run:
    with running_cluster(workers) as cluster:
        services = [process.pid for process in cluster.processes]

        def seconds() -> float:
            return process_seconds([*services, *worker_pids(cluster)])

        return read(f"{workers} Dask worker{'s' * (workers > 1)}", workers, *cluster.words, others=seconds)


def read_while_one_is_killed(workers: int, after: float) -> Run:
    """The same, and one worker is killed after so many seconds."""
    with running_cluster(workers) as cluster:
        victim = worker_pids(cluster)[0]
        killer = subprocess.Popen(["/bin/sh", "-c", f"sleep {after}; kill -{signal.SIGKILL.value} {victim}"])
        run = read(f"{workers} Dask workers, one killed", workers, *cluster.words)
        if killer.wait():
            raise SystemExit("The worker could not be killed: it had gone.")
    return run


def show(run: Run, size: int, base: Run) -> None:
    cores = 1 if run is base else len(os.sched_getaffinity(0)) if run.workers > 1 else min(2, os.cpu_count() or 1)
    speed_up = base.seconds / run.seconds
    print(
        f"{run.name:<28} {run.seconds:6.1f} s  {size / run.seconds / 1e9:5.2f} GB/s  {run.cores_used:4.2f} cores used  "
        f"speed-up {speed_up:4.2f}  efficiency {speed_up / cores:4.2f}",
        flush=True,
    )


@contextmanager
def one_core() -> Iterator[None]:
    """What is started meanwhile has one core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    yield
    os.sched_setaffinity(0, cores)


def read_by_processes(workers: int) -> Run:
    return read(f"--jobs {workers}", workers, "--jobs", str(workers))


def measure(way: Callable[[int], Run], counts: list[int], size: int) -> list[Run]:
    """One worker held to one core, then so many with all of them."""
    with one_core():
        base = way(1)
    runs = [replace(base, name=f"{base.name}, one core")]
    show(runs[0], size, runs[0])
    for count in counts:
        runs.append(way(count))
        show(runs[-1], size, runs[0])
    return runs


def main() -> None:
    """Make the logs, read them all ways, print each, and compare what was printed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=float, default=20, metavar="GIB")
    options.add_argument("--files", type=int, default=40)
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    options.add_argument("--only", choices=["jobs", "dask"], help="one of the two ways")
    options.add_argument("--keep", action="store_true", help="keep the logs for another run")
    asked = options.parse_args()
    size = make_logs(int(asked.size * GIB), asked.files)
    print(f"{size / GIB:.1f} GiB, {asked.files} files, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    runs: list[Run] = []
    if asked.only != "dask":
        runs += measure(read_by_processes, asked.workers, size)
    if asked.only != "jobs":
        by_dask = measure(read_by_workers, asked.workers, size)
        killed = read_while_one_is_killed(max(asked.workers), by_dask[-1].seconds / 2)
        show(killed, size, by_dask[0])
        runs += [*by_dask, killed]
    same = len({run.output for run in runs}) == 1
    print(f"{'pass' if same else 'MISS'}  every run printed the same figures")
    if not asked.keep:
        shutil.rmtree(FOLDER)


if __name__ == "__main__":
    main()
