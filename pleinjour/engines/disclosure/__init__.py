"""Which cells of the observed table may be shown, so that no subtraction gives a small group back."""

from pleinjour.engines.disclosure.editions import revise
from pleinjour.engines.disclosure.errors import (
    DisclosureError,
    RoundingTooFine,
    SecretTooShort,
    ThresholdTooLow,
    UnsoundTable,
)
from pleinjour.engines.disclosure.layout import lay_out
from pleinjour.engines.disclosure.protection import protect
from pleinjour.engines.disclosure.trials import LEAST_THRESHOLD, check_threshold

__all__ = [
    "LEAST_THRESHOLD",
    "DisclosureError",
    "RoundingTooFine",
    "SecretTooShort",
    "ThresholdTooLow",
    "UnsoundTable",
    "check_threshold",
    "lay_out",
    "protect",
    "revise",
]
