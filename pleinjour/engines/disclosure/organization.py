"""Which rows of the organisation itself may be shown: a table in one dimension, with three levels."""

import numpy as np

from pleinjour.engines.disclosure.table import Counts, Mask, Table


def show_organization(table: Table, threshold: int) -> Mask:
    """Which columns of the organisation may be shown. A service is shown only under a category that is."""
    shown = np.zeros(table.people.shape[1], dtype=np.bool_)
    shown[0] = table.people[0, 0] >= threshold
    if shown[0]:
        _show_parts(table, 0, table.categories, shown, threshold)
    for category, span in enumerate(table.spans, start=1):
        if shown[category]:
            _show_parts(table, category, span, shown, threshold)
    return shown


def _show_parts(table: Table, whole: int, parts: slice, shown: Mask, threshold: int) -> None:
    people = table.people[0]
    shown[parts] = keep(people[parts], table.user_days[0, parts], int(people[whole]), threshold)


def keep(people: Counts, user_days: Counts, whole: int, threshold: int) -> Mask:
    """Which parts of a `whole` may be shown, so that what is left over is nobody or `threshold` people at least.

    What is left over is a figure too: the whole less what is shown. Besides the parts under the threshold, the part
    with the fewest user-days is hidden when they need company.
    """
    shown = people >= threshold
    left = (people > 0) & ~shown
    while left.any() and shown.any() and least_people(people, left, shown, whole) < threshold:
        cheapest = np.flatnonzero(shown)[np.argmin(user_days[shown])]
        shown[cheapest], left[cheapest] = False, True
    return shown


def least_people(people: Counts, left: Mask, shown: Mask, whole: int) -> int:
    """How many distinct people the parts left over have at the very least; one person may stand in several."""
    return max(int(people[left].max()), whole - int(people[shown].sum()))
