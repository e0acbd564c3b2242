"""Which cells of the observed table may be shown, so that no subtraction gives a small group back."""

from pleinjour.engines.disclosure.errors import (
    DisclosureError,
    RoundingTooFine,
    ThresholdTooLow,
    UnsoundTable,
)
from pleinjour.engines.disclosure.layout import lay_out
from pleinjour.engines.disclosure.protection import LEAST_THRESHOLD, protect

__all__ = [
    "LEAST_THRESHOLD",
    "DisclosureError",
    "RoundingTooFine",
    "ThresholdTooLow",
    "UnsoundTable",
    "lay_out",
    "protect",
]
