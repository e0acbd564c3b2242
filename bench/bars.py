"""Bars of a bench: those that are missed are printed, and the command fails."""

from collections.abc import Mapping


def tell_missed(bars: Mapping[str, bool]) -> int:
    """Prints each bar that is missed; gives the exit code, 1 when one is."""
    missed = [bar for bar, is_missed in bars.items() if is_missed]
    for bar in missed:
        print(f"MISSED: {bar}")
    return 1 if missed else 0
