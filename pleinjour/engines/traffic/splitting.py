"""Part of a summary: some of its months. A month that closes leaves the summary, and its people with it."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from pleinjour.base.figures import Month
from pleinjour.engines.traffic.summary import PERSON_SHIFT, Rows, pack, unpack
from pleinjour.engines.traffic.tables import month_of_rows


def only_months(summary: bytes, months: Collection[Month]) -> bytes:
    """The summary without what happened in other months, nor the people who were met in those alone.

    The account of files stays whole: a file that was taken in must still count once. Raises SummaryError.
    """
    unpacked = unpack(summary)
    wanted = [month.year * 12 + month.number for month in months]
    kept = np.isin(month_of_rows(unpacked.rows), wanted)
    rows = unpacked.rows
    person = rows.keys[kept] >> np.uint64(PERSON_SHIFT)
    present, numbers = np.unique(person, return_inverse=True)
    bits = np.uint64((1 << PERSON_SHIFT) - 1)
    keys = rows.keys[kept] & bits | numbers.astype(np.uint64) << np.uint64(PERSON_SHIFT)
    fewer = Rows(keys, rows.connections[kept], rows.sent[kept], rows.known[kept])
    return pack(replace(unpacked, people=unpacked.people[present.astype(np.intp)], rows=fewer))
