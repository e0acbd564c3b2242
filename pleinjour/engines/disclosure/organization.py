"""Which columns of the organisation may be shown: sums in one dimension, with three levels."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pleinjour.engines.disclosure.table import Counts, Mask, Table

WORTH_OF_CATEGORY = 0.5
"""A user-day shown in the total of its category counts for so many shown in its service."""

MOST_CHOICES = 12
"""Categories that may give up their total for the sake of their services; beyond, those with most use keep it."""

_NONE = int(np.iinfo(np.int64).max)
Weights = npt.NDArray[np.float64]


def show_organization(table: Table, threshold: int) -> Mask:
    """Which columns of the organisation may be shown: the choice that shows most use.

    A category with services that are hidden either keeps its total, and what its services leave over is enough people;
    or gives it up, and what they leave over joins one rest with that of the others, under the total of all.
    """
    shown = np.zeros(table.people.shape[1], dtype=np.bool_)
    if not table.worthy[0, 0]:
        return shown
    shown[0] = True
    drafts = [_Draft.of(table, category, threshold) for category in range(len(table.spans))]
    choices = _list_choices(table, drafts)
    short = _are_short(table, drafts, choices, threshold)
    best = int(_weigh(table, drafts, choices, short).argmax())
    for category, (draft, is_open) in enumerate(zip(drafts, choices[best].tolist(), strict=True)):
        shown[1 + category] = not is_open
        shown[table.spans[category]] = draft.open_services if is_open else draft.closed_services
    if short[best]:
        _hide_one_more(table, drafts, shown)
    return shown


@dataclass(frozen=True, slots=True)
class _Draft:
    """One category: which services show under its total, which show without it, and what is left over then.

    `least`: how many distinct people the services left over have at the very least.
    """

    closed_services: Mask
    open_services: Mask
    may_close: bool
    leaves: bool
    least: int

    @classmethod
    def of(cls, table: Table, category: int, threshold: int) -> "_Draft":
        span, whole = table.spans[category], int(table.people[0, 1 + category])
        people, present = table.people[0, span], table.present[0, span]
        alone = table.worthy[0, span]
        left = present & ~alone
        return cls(
            closed_services=keep(table, span, whole, threshold),
            open_services=alone,
            may_close=bool(table.worthy[0, 1 + category]),
            leaves=bool(left.any()),
            least=least_people(table, people, left, alone, whole),
        )


def keep(table: Table, parts: slice, whole: int, threshold: int) -> Mask:
    """Which parts of a `whole` may be shown, so that what is left over is nobody or `threshold` people at least.

    What is left over is a figure too: the whole less what is shown. Besides the parts under the threshold, the part
    with the fewest user-days is hidden when they need company.
    """
    people, shown = table.people[0, parts], table.worthy[0, parts].copy()
    left = table.present[0, parts] & ~shown
    if left.any() and shown.any() and least_people(table, people, left, shown, whole) < threshold:
        shown[np.where(shown, table.user_days[0, parts], _NONE).argmin()] = False
    return shown


def least_people(table: Table, people: Counts, left: Mask, shown: Mask, whole: int) -> int:
    """How many distinct people the parts left over have at the very least; one person may stand in several."""
    alone = int(np.where(left, people, 0).max(initial=0))
    return max(alone, whole - int(people[shown].sum())) if table.nests else alone


def _list_choices(table: Table, drafts: list[_Draft]) -> Mask:
    """One row for each choice, true for the categories that give up their total."""
    must = np.array([not draft.may_close for draft in drafts], dtype=np.bool_)
    leaves = np.array([draft.leaves for draft in drafts], dtype=np.bool_)
    free = np.flatnonzero(leaves & ~must)
    days = table.user_days[0, table.categories]
    free = free[np.argsort(days[free], kind="stable")][:MOST_CHOICES]
    choices = np.tile(must, (2 ** len(free), 1))
    choices[:, free] = (np.arange(len(choices))[:, None] >> np.arange(len(free))) & 1
    return choices


def _are_short(table: Table, drafts: list[_Draft], choices: Mask, threshold: int) -> Mask:
    """Whether the rest under the total is somebody, and perhaps fewer people than the threshold."""
    joins = choices & np.array([draft.leaves for draft in drafts], dtype=np.bool_)
    alone = np.where(joins, np.array([draft.least for draft in drafts], dtype=np.int64), 0).max(axis=1, initial=0)
    parts = [table.people[0, span][draft.open_services].sum() for span, draft in zip(table.spans, drafts, strict=True)]
    beside = np.where(choices, np.array(parts, dtype=np.int64), table.people[0, table.categories]).sum(axis=1)
    whole = table.people[0, 0]
    least = np.where(beside == 0, whole, table.at_least(alone, whole - beside))
    short: Mask = joins.any(axis=1) & (least < threshold)
    return short


def _weigh(table: Table, drafts: list[_Draft], choices: Mask, short: Mask) -> Weights:
    """How much use each choice shows, in user-days, less what it must hide besides."""
    days = table.user_days[0]
    with_total, without = (
        np.array([days[span][mask].sum() for span, mask in zip(table.spans, masks, strict=True)], dtype=np.int64)
        for masks in ([d.closed_services for d in drafts], [d.open_services for d in drafts])
    )
    services = np.where(choices, without, with_total).sum(axis=1)
    categories = np.where(choices, 0, days[table.categories]).sum(axis=1)
    price = min((_cheapest(table, drafts, category)[0] for category in range(len(drafts))), default=0)
    weights: Weights = services + WORTH_OF_CATEGORY * categories - np.where(short, min(price, days.sum() + 1), 0)
    return weights


def _cheapest(table: Table, drafts: list[_Draft], category: int) -> tuple[int, int]:
    """The fewest user-days of a service of the category that can be hidden, and its place among them."""
    days = np.where(drafts[category].open_services, table.user_days[0, table.spans[category]], _NONE)
    place = int(days.argmin())
    return int(days[place]), place


def _hide_one_more(table: Table, drafts: list[_Draft], shown: Mask) -> None:
    """Hide the service that costs least, with the total of its category: the rest is then enough people.

    Without such a service, nothing may be shown.
    """
    (price, place), category = min((_cheapest(table, drafts, c), c) for c in range(len(drafts)))
    if price == _NONE:
        shown[:] = False
        return
    span = table.spans[category]
    shown[1 + category] = False
    shown[span] = drafts[category].open_services
    shown[span.start + place] = False
