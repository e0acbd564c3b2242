"""Memory and time while a log grows to 20 GiB, through the standard input: `python -m bench.growth [--sizes 1 5 20]`.

The same log is poured again and again: no large file is needed. Linear: the time for a GiB stays the same.
"""

import argparse
import json
import subprocess
import sys

from bench.logs_made import MIB, Recipe, make

GIB = 1024 * MIB


def pour(size: int) -> dict[str, float]:
    """What our reading says of `size` bytes of log poured into its standard input."""
    content = make(Recipe("native", 1024 * MIB, 0.005)).read_bytes()
    words = [sys.executable, "-m", "bench.observing", "-", "squid"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        poured = 0
        while poured < size:
            poured += process.stdin.write(content[: size - poured])
        process.stdin.close()
        said: dict[str, float] = json.loads(process.stdout.read())
    return said


def main() -> None:
    """Print seconds, seconds a GiB and memory for each size."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=[1, 5, 20], metavar="GIB")
    first = None
    for gib in options.parse_args().sizes:
        said = pour(gib * GIB)
        pace = said["seconds"] / gib
        first = first or pace
        memory = said["rss"] / MIB
        print(
            f"{gib:3d} GiB  {said['seconds']:7.1f} s  {pace:5.2f} s/GiB  × {pace / first:4.2f}  {memory:5.0f} MiB",
            flush=True,
        )


if __name__ == "__main__":
    main()
