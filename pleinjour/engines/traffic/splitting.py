"""Part of a summary: some of its months. A month that closes leaves the summary, and its people with it."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from pleinjour.base.figures import Month
from pleinjour.engines.traffic.summary import pack, unpack
from pleinjour.engines.traffic.tables import month_of_rows


def only_months(summary: bytes, months: Collection[Month]) -> bytes:
    """The summary without what happened in other months, nor the people who were met in those alone.

    The account of files stays whole: a file that was taken in must still count once. Raises SummaryError.
    """
    unpacked = unpack(summary)
    wanted = [month.year * 12 + month.number for month in months]
    kept = np.isin(month_of_rows(unpacked.rows), wanted)
    rows = unpacked.rows.where(kept)
    present, numbers = np.unique(rows.person, return_inverse=True)
    return pack(replace(unpacked, people=unpacked.people[present], rows=rows.renumbered(numbers, rows.service)))
