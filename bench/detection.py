"""Is each format told from twenty lines? `python -m bench.detection [--files N]`.

For each format, files of twenty lines from the tests' generator, one line in twenty spoiled, half of them behind a
syslog relay where the format can be relayed. A file is right, refused aloud, or wrong in silence; none may be wrong.
"""

import argparse
from collections import Counter
from random import Random

from pleinjour.engines.traffic import AmbiguousFormat, UnknownFormat, all_readers, detect_format
from tests.engines.traffic.logs import Town, heading, lines

FILES, LINES = 100, 20
RELAYS = (b"<13>Mar 14 09:26:53 relais journal: ", b"<134>1 2026-03-14T09:26:53+01:00 relais journal 812 - - ")
TOWN = Town(hit_rate=0.2, garbage=0.05)


def verdict(format: str, seed: int) -> str:
    """What detection answers for one file: "right", "refused" (the person is asked), or "wrong"."""
    chance = Random(f"{format} {seed}")
    log = list(lines(format, seed, LINES, TOWN))
    if not all_readers()[format].headings and chance.random() < 0.5:
        relay = chance.choice(RELAYS)
        log = [relay + line for line in log]
    try:
        found = detect_format(heading(format) + b"\n".join(log) + b"\n")
    except (UnknownFormat, AmbiguousFormat):
        return "refused"
    return "right" if found == format else "wrong"


def main() -> None:
    """Print the verdicts of each format, then of all."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=FILES, metavar="N")
    files = options.parse_args().files
    total: Counter[str] = Counter()
    for format in all_readers():
        found = Counter(verdict(format, seed) for seed in range(files))
        total += found
        if found["right"] < files:
            print(f"{format:<24} {dict(found)}")
    share = 100 * total["right"] / total.total()
    print(
        f"{len(all_readers())} formats, {total.total()} files: {share:.2f} % right, {total['wrong']} wrong in silence"
    )


if __name__ == "__main__":
    main()
