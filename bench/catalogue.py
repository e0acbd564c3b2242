"""Does a longer catalogue make reading slower? `python -m bench.catalogue [--size MIB] [--services N] [--tries N]`.

The same Squid log is read with the whole catalogue and with some of its services only, those that the log's hits belong
to: both find the same, only the number of names looked for differs. They take turns, a process each; the best counts.
Time is the processor's own: what else the machine does weighs less on it than on the clock.
"""

import argparse
from collections.abc import Callable

from bench.logs_made import MIB, Recipe, domains_of, make
from bench.observe import TRIES, Bar, Measure, best, module, warm

Run = Callable[[], tuple[float, dict[str, object]]]


def processor(run: Run) -> Run:
    """The same reading, with the processor's seconds instead of the clock's."""

    def timed() -> tuple[float, dict[str, object]]:
        _, said = run()
        return float(str(said["cpu"])), said

    return timed


def in_turn(recipe: Recipe, tries: int) -> tuple[Measure, Measure]:
    """The best reading of the log with the recipe's services, and with the whole catalogue."""
    log = make(recipe)
    size, found = warm(log), []
    for _ in range(tries):
        for words in ([str(recipe.services)], []):
            count = recipe.services if words else None
            run = processor(module("bench.observing", str(log), "squid", *words))
            found.append(best(f"{len(domains_of(count))} names", size, run, tries=1))
    some, whole = (min(found[turn::2], key=lambda each: each.seconds) for turn in (0, 1))
    return some, whole


def main() -> None:
    """Read the log both ways, and print the ratio of the speeds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=512, metavar="MIB", help="of the log (512)")
    options.add_argument("--services", type=int, default=150, metavar="N", help="of the shorter catalogue (150)")
    options.add_argument("--tries", type=int, default=TRIES, metavar="N", help="more of them on a busy machine (3)")
    asked = options.parse_args()
    some, whole = in_turn(Recipe("native", asked.size * MIB, 0.005, asked.services), asked.tries)
    if some.cells != whole.cells:
        raise SystemExit("The cells differ: nothing else is worth measuring.")
    bar = Bar("speed kept by the whole catalogue", whole.rate / some.rate, 0.9, "×")
    print(f"\n{'pass' if bar.passed else 'MISS'}  {bar.name} {bar.value:.2f} {bar.unit} (≥ {bar.limit:g})")


if __name__ == "__main__":
    main()
