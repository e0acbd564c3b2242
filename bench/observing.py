"""One log read by us, in a process of its own: `python -m bench.observing LOG [FORMAT [SERVICES]]` prints seconds,
the processor's seconds, and peak memory.
"""

import json
import os
import re
import sys
import time
from datetime import date
from pathlib import Path

from bench.logs_made import domains_of
from pleinjour.cli.reading import scan_cache
from pleinjour.engines.traffic import Domains, Reading, describe, figures, summarise
from pleinjour.refdata.services import load_catalogue


def main() -> None:
    """Read the log named on the command line, or the standard input, and print what it took as JSON."""
    name, format_name = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    services = int(sys.argv[3]) if len(sys.argv) > 3 else None
    catalogue = load_catalogue()
    domains = Domains(domains_of(services), catalogue.version)
    reading = Reading(domains=domains, read_on=date(2026, 4, 1), format=format_name, scan_cache=scan_cache())
    start, cpu = time.perf_counter(), time.process_time()
    with sys.stdin.buffer if name == "-" else Path(name).open("rb") as stream:
        summary = summarise(stream, reading, key=os.urandom(32))
    tallies = figures(summary, catalogue.category_of)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    account = describe(summary)
    cells = sorted(
        [str(t.key.month), t.key.family, t.key.service, t.people, t.user_days, t.connections]
        for t in tallies
        if t.key.unit is None and t.key.service
    )
    said = {"seconds": seconds, "cpu": cpu, "rss": peak_memory(), "lines": account.lines, "cells": cells}
    print(json.dumps(said))


def peak_memory(process: str = "self") -> int:
    """The most bytes a process has held, ours or that of a number; `getrusage` would also count what our parent held
    when it started us.
    """
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) * 1024 if found else 0


if __name__ == "__main__":
    main()
