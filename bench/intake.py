"""Many small logs in a drop folder, into SQLite, by the real `tick`: `python -m bench.intake [--files 10000]`.

Prints files a second, batches, memory and the cost of a pass with nothing new; exits with 1 when a bar is missed.
"""

import argparse
import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.bars import tell_missed
from bench.drop_site import DropSite, drop_site

LINES_A_FILE = 20
FEWEST_FILES_A_SECOND = 200
FILES_A_BATCH = 500
"""Of looking.py: as many transactions are allowed as there are batches."""
HOSTS = ("chatgpt.com", "chat.mistral.ai", "www.deepl.com", "claude.ai", "intranet.example", "meteo.example")
MARCH = 1_772_524_800


@dataclass(frozen=True, slots=True)
class Measure:
    """One pass, from the start of the process to its end."""

    seconds: float
    processor_seconds: float
    memory_mib: float
    taken: int


def write_logs(site: DropSite, files: int, seed: int = 11) -> None:
    """Squid's native format, each file a few minutes of one of 3,000 workstations and their neighbours."""
    dice = random.Random(seed)
    for number in range(files):
        folder = site.drop / f"{number // 1000:03d}"
        folder.mkdir(exist_ok=True)
        first = dice.randrange(3000)
        lines = (
            f"{MARCH + number * 200 + line}.000    120 10.{(first + line) // 250}.7.{(first + line) % 250} "
            f"TCP_TUNNEL/200 {dice.randrange(90_000)} CONNECT {dice.choice(HOSTS)}:443 - HIER_DIRECT/192.0.2.9 -\n"
            for line in range(LINES_A_FILE)
        )
        (folder / f"proxy{number}.log").write_text("".join(lines))


def run_pass(site: DropSite) -> Measure:
    start = time.monotonic()
    process = site.start("tick", "--json")
    assert process.stdout is not None
    said = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(said.decode())
    taken = json.loads(said)["reports"][0]["counts"]["files"]
    return Measure(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, taken)


def count_batches(site: DropSite) -> int:
    """The journal has one line for each transaction that took files in."""
    with closing(sqlite3.connect(site.database)) as connection:
        rows = "SELECT count(*) FROM organizations_journalentry WHERE action = 'observe.logs_dropped'"
        return int(connection.execute(rows).fetchone()[0])


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--files", type=int, default=10_000)
    files: int = options.parse_args().files
    with tempfile.TemporaryDirectory(prefix="pleinjour-intake-") as name:
        site = drop_site(Path(name) / "site")
        write_logs(site, files)
        first = run_pass(site)
        batches = count_batches(site)
        second = run_pass(site)
    print(f"{files} files of {LINES_A_FILE} lines: {first.seconds:.1f} s, {files / first.seconds:.0f} files/s")
    print(f"processor: {first.processor_seconds:.1f} s")
    print(f"transactions that took files in: {batches}; most memory: {first.memory_mib:.0f} MiB")
    print(f"next pass, nothing new: {second.seconds:.1f} s, {second.memory_mib:.0f} MiB")
    bars = {
        f"fewer than {FEWEST_FILES_A_SECOND} files/s": files / first.seconds < FEWEST_FILES_A_SECOND,
        "more than one transaction a batch": batches > -(-files // FILES_A_BATCH),
        "a file was missed, or taken twice": (first.taken, second.taken) != (files, 0),
    }
    return tell_missed(bars)


if __name__ == "__main__":
    sys.exit(main())
