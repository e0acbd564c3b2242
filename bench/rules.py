"""How long does one profile take? `python -m bench.rules [--tries N]`.

Each dossier of the tests is evaluated on each of its days, what is due and what is coming, one after the other in one
process that has already loaded the rules. The best of some tries counts for each; the median and the slowest are held
against the bar. Loading the rules is timed apart: a command does it once. Time is the processor's own: what else the
machine does weighs less on it than on the clock.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date

from pleinjour.engines.rules import Profile, RuleBook, read_duties
from pleinjour.refdata.rules import load_rules
from tests.refdata.rules.dossiers_read import read_dossiers

BAR = 5.0
"""Milliseconds for one profile (issue 4)."""


def milliseconds(run: Callable[[], object], tries: int) -> float:
    """The best of `tries` runs."""
    found = []
    for _ in range(tries):
        began = time.process_time()
        run()
        found.append(time.process_time() - began)
    return min(found) * 1000


def evaluation(book: RuleBook, profile: Profile, day: date) -> Callable[[], object]:
    """What a page or a command asks of one profile."""
    return lambda: read_duties(book, profile, day)


def main() -> None:
    """Evaluate every dossier, and print the median and the slowest."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tries", type=int, default=7, metavar="N", help="for each dossier and day (7)")
    tries = options.parse_args().tries
    loading = milliseconds(load_rules.__wrapped__, tries=3)
    book = load_rules()
    cases = [(one.profile, day.day) for one in read_dossiers(book.facts) for day in one.days]
    times = [milliseconds(evaluation(book, *case), tries) for case in cases]
    empty = milliseconds(evaluation(book, {}, cases[0][1]), tries)
    print(f"{len(book.rules)} rules, dossiers on {len(cases)} days; loading {loading:.0f} ms")
    print(f"median {statistics.median(times):.2f} ms, slowest {max(times):.2f} ms, nothing known {empty:.2f} ms")
    print(f"{'pass' if max(*times, empty) <= BAR else 'MISS'}  slowest ≤ {BAR:g} ms")


if __name__ == "__main__":
    main()
