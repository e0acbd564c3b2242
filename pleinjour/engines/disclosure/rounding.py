"""How the counts of a cell that may be shown are rounded."""

from pleinjour.base.tallies import Cell, Tally

SIGNIFICANT_FIGURES = 2


def blur(tally: Tally, people: int, base: int) -> Cell:
    """The cell that shows `tally` as `people`, its other counts rounded."""
    return Cell(
        key=tally.key,
        people=people,
        user_days=round_to_base(tally.user_days, base),
        connections=round_to_base(tally.connections, base),
        bytes_sent=None if tally.bytes_sent is None else round_to_figures(tally.bytes_sent),
        suppressed=False,
    )


def hide(tally: Tally) -> Cell:
    """The cell that says nothing of `tally` but its key."""
    return Cell(tally.key, people=None, user_days=None, connections=None, bytes_sent=None, suppressed=True)


def round_to_base(count: int, base: int) -> int:
    """The multiple of `base` nearest to `count`; halfway, the one away from zero."""
    return (2 * count + base) // (2 * base) * base


def round_to_figures(count: int) -> int:
    """`count` to two significant figures; halfway, away from zero."""
    return round_to_base(count, max(1, 10 ** (len(str(count)) - SIGNIFICANT_FIGURES)))
