"""Cells that a subtraction gives anyway: hiding them protects nobody."""

from pleinjour.engines.disclosure.table import Mask, Table


def show_derived(table: Table, shown: Mask, threshold: int) -> Mask:
    """`shown` with every cell that stands alone, hidden, beside a total that is shown.

    Anyone can compute such a cell, so showing it tells nothing new. The rest of the pattern keeps all of them at or
    above the threshold; one that is not stays hidden all the same.
    """
    enough = table.people >= threshold
    while True:
        alone = _stand_alone(table, shown) & enough
        if not alone.any():
            return shown
        shown = shown | alone


def _stand_alone(table: Table, shown: Mask) -> Mask:
    """The hidden cells that are the only one hidden in a sum whose total is shown."""
    hidden = table.present & ~shown
    alone = hidden & False
    alone[1:] |= hidden[1:] & (hidden[1:].sum(axis=0) == 1) & shown[0]
    wholes = [(slice(0, 1), table.categories)]
    wholes += [(slice(c, c + 1), span) for c, span in enumerate(table.spans, start=1)]
    for whole, parts in wholes:
        left = hidden[:, parts]
        alone[:, parts] |= left & (left.sum(axis=1, keepdims=True) == 1) & shown[:, whole]
    return alone
