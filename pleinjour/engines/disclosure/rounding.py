"""How the counts of a cell that may be shown are rounded."""

from pleinjour.base.tallies import Cell, Tally

SIGNIFICANT_FIGURES = 2

LEAST_REST = 1.0
"""Of the bytes of the one who sent most: what all but two must have sent. The p% rule with p = 100 (Hundepool *et al.*,
Handbook on Statistical Disclosure Control, chapter on magnitude tables); nobody then sent more than half."""


def blur(tally: Tally, people: int, base: int) -> Cell:
    """The cell that shows `tally` as `people`, its other counts rounded."""
    return Cell(
        key=tally.key,
        people=people,
        user_days=round_to_base(tally.user_days, base),
        connections=round_to_base(tally.connections, base),
        bytes_sent=round_to_figures(tally.bytes_sent) if tally.bytes_sent is not None and is_spread(tally) else None,
        suppressed=False,
    )


def is_spread(tally: Tally) -> bool:
    """Whether the bytes of a cell may be shown: at the one level whose cells overlap nowhere, if nobody weighs in them.

    The one who sent next to most must not know the bytes of the one who sent most nearer than to their double.
    """
    if tally.key.unit is not None or tally.key.service is None or tally.bytes_sent is None or tally.heaviest is None:
        return False
    most, next_to_most = tally.heaviest
    return tally.bytes_sent - most - next_to_most >= LEAST_REST * most


def hide(tally: Tally) -> Cell:
    """The cell that says nothing of `tally` but its key."""
    return Cell(tally.key, people=None, user_days=None, connections=None, bytes_sent=None, suppressed=True)


def round_to_base(count: int, base: int) -> int:
    """The multiple of `base` nearest to `count`; halfway, the one away from zero."""
    return (2 * count + base) // (2 * base) * base


def round_to_figures(count: int) -> int:
    """`count` to two significant figures; halfway, away from zero."""
    return round_to_base(count, max(1, 10 ** (len(str(count)) - SIGNIFICANT_FIGURES)))
