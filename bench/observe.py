"""How fast logs are read, beside named peers, in one run: `python -m bench.observe [--size MIB] [--formats [NAME…]]`.

Each measure is a process of its own, the best of three; files are read once before, so that the disk counts for none.
Every cell that we count is compared with DuckDB's and Polars'. `--formats` measures only the rate of formats, of all
when none is named, without peers: all of them at 256 MiB take an hour. On smaller logs the start weighs too much.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench.logs_made import DATA, MIB, Recipe, make, make_gzip
from pleinjour.engines.traffic import all_readers

TRIES = 3
GOACCESS_SHARE = 32
"""GoAccess reads a part of the log only: it would take minutes."""
GOACCESS = ["--log-format=%x.%^ %~%L %h %^/%s %b %m %U %^", "--datetime-format=%s", "--date-format=%s"]
GOACCESS += ["--time-format=%s", "--no-global-config"]


@dataclass(frozen=True)
class Measure:
    """Seconds for so many bytes of log, decompressed; memory at its highest, None when it was not asked."""

    name: str
    seconds: float
    size: int
    rss: int | None = None
    cells: object = None

    @property
    def rate(self) -> float:
        """GB a second."""
        return self.size / self.seconds / 1e9


@dataclass(frozen=True)
class Bar:
    """What must be reached, and what was: `least` unless `at_most`."""

    name: str
    value: float
    limit: float
    unit: str
    at_most: bool = False

    @property
    def passed(self) -> bool:
        return self.value <= self.limit if self.at_most else self.value >= self.limit


def best(name: str, size: int, run: Callable[[], tuple[float, dict[str, object]]], tries: int = TRIES) -> Measure:
    results = [run() for _ in range(tries)]
    seconds, said = min(results, key=lambda result: result[0])
    rss = max((int(str(found["rss"])) for _, found in results if "rss" in found), default=None)
    measure = Measure(name, seconds, size, rss, said.get("cells"))
    print(f"{name:<34} {measure.rate:6.3f} GB/s  {'' if rss is None else f'{rss / MIB:6.0f} MiB'}", flush=True)
    return measure


def module(*words: str) -> Callable[[], tuple[float, dict[str, object]]]:
    """A module of the bench that times itself and says so in JSON."""

    def run() -> tuple[float, dict[str, object]]:
        done = subprocess.run([sys.executable, "-m", *words], capture_output=True, check=True)
        said = json.loads(done.stdout)
        return float(said["seconds"]), said

    return run


def command(*words: str) -> Callable[[], tuple[float, dict[str, object]]]:
    def run() -> tuple[float, dict[str, object]]:
        start = time.perf_counter()
        subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        return time.perf_counter() - start, {}

    return run


def warm(path: Path) -> int:
    """The size of the file, which has now been read once."""
    with path.open("rb") as file:
        while file.read(16 * MIB):
            pass
    return path.stat().st_size


def squid_bars(plain: Path) -> list[Bar]:
    size = warm(plain)
    ours = best("pleinjour, Squid", size, module("bench.observing", str(plain)))
    duckdb = best("duckdb, 2 threads", size, module("bench.observe_peers", "duckdb", str(plain)))
    polars = best("polars", size, module("bench.observe_peers", "polars", str(plain)))
    if not ours.cells == duckdb.cells == polars.cells:
        raise SystemExit("The cells differ: nothing else is worth measuring.")
    goaccess = measure_goaccess(plain)
    return [
        Bar("plain Squid, one process", ours.rate, 1.0, "GB/s"),
        Bar("against DuckDB", ours.rate / duckdb.rate, 3, "×"),
        Bar("against Polars", ours.rate / polars.rate, 7, "×"),
        Bar("against GoAccess", ours.rate / goaccess.rate, 50, "×"),
        Bar("memory", (ours.rss or 0) / MIB, 100, "MiB", at_most=True),
    ]


def measure_goaccess(plain: Path) -> Measure:
    part = DATA / "part.log"
    with plain.open("rb") as whole, part.open("wb") as file:
        content = whole.read(plain.stat().st_size // GOACCESS_SHARE)
        file.write(content[: content.rfind(b"\n") + 1])
    output = DATA / "goaccess.json"
    run = command("goaccess", str(part), *GOACCESS, "-o", str(output))
    return best("goaccess (a part)", part.stat().st_size, run, tries=1)


def gzip_bar(plain: Path) -> Bar:
    packed, size = make_gzip(plain), plain.stat().st_size
    warm(packed)
    ours = best("pleinjour, Squid in gzip", size, module("bench.observing", str(packed)))
    igzip = best("igzip -dc", size, command("igzip", "-dc", str(packed)))
    return Bar("from gzip, against igzip -dc", ours.rate / igzip.rate, 0.8, "×")


def rate_bar(recipe: Recipe, name: str) -> Bar:
    path = make(recipe)
    reader = "squid" if recipe.format == "native" else recipe.format
    measured = best(f"pleinjour, {name}", warm(path), module("bench.observing", str(path), reader))
    return Bar(name, measured.rate, 0.25, "GB/s")


def format_bars(formats: list[str], size: int) -> list[Bar]:
    """Each format at both shares of hits. Its logs are removed after: those of all formats would fill a disk."""
    bars = []
    for hits, words in ((0.005, ""), (0.05, ", 5 % of hits")):
        for name in formats:
            recipe = Recipe(name, size, hits)
            bars.append(rate_bar(recipe, f"{name}{words}"))
            recipe.path.unlink()
    return bars


def start_bar() -> Bar:
    run = command(str(Path(sys.executable).with_name("pleinjour")), "observe", "--help")
    return Bar("pleinjour observe --help", min(run()[0] for _ in range(5)), 0.25, "s", at_most=True)


def peers() -> str:
    goaccess = subprocess.run(["goaccess", "--version"], capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )[0]
    igzip = subprocess.run(["igzip", "--version"], capture_output=True, text=True, check=False)
    packages = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "polars", "hyperscan", "isal"))
    return f"{packages}, {goaccess.strip('. ')}, {(igzip.stdout + igzip.stderr).strip()}"


def main() -> None:
    """Make the logs, measure, compare, and print each bar with what was reached."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=1024, metavar="MIB", help="of the large logs (1024)")
    options.add_argument("--formats", nargs="*", metavar="NAME", help="only the rates of these, each of that size")
    chosen = options.parse_args()
    size = chosen.size * MIB
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}"
    if chosen.formats is not None:
        print(f"{machine}; hyperscan {version('hyperscan')}\n")
        show(format_bars(chosen.formats or list(all_readers()), size))
        return
    absent = [tool for tool in ("goaccess", "igzip") if shutil.which(tool) is None]
    if absent:
        raise SystemExit(f"Install {' and '.join(absent)} first (apt install goaccess isal).")
    print(f"{machine}; {peers()}\n")
    plain = make(Recipe("native", size, 0.005))
    bars = [*squid_bars(plain), gzip_bar(plain), rate_bar(Recipe("native", size, 0.05), "Squid with 5 % of hits")]
    show([*bars, *format_bars(list(all_readers()), size // 4), start_bar()])


def show(bars: list[Bar]) -> None:
    print()
    for bar in bars:
        sign, verdict = "≤" if bar.at_most else "≥", "pass" if bar.passed else "MISS"
        print(f"{verdict}  {bar.name:<32} {bar.value:8.2f} {bar.unit:<5} ({sign} {bar.limit:g})")


if __name__ == "__main__":
    main()
