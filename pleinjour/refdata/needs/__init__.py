"""Needs read from uses: what people try to get done, what helps, and what is worth a look in published figures."""

from functools import cache
from pathlib import Path

from pleinjour.refdata.needs.loading import read_needs
from pleinjour.refdata.needs.model import (
    Duty,
    Need,
    Needs,
    Offer,
    Pattern,
    Rule,
    RuleId,
    Threshold,
    TrendMethod,
    Words,
)
from pleinjour.refdata.services import load_catalogue

__all__ = [
    "Duty",
    "Need",
    "Needs",
    "Offer",
    "Pattern",
    "Rule",
    "RuleId",
    "Threshold",
    "TrendMethod",
    "Words",
    "load_needs",
    "read_needs",
]

_FOLDER = Path(__file__).parent


@cache
def load_needs() -> Needs:
    """The needs shipped with this version of Pleinjour. Raises ReferenceDataError when their files are damaged."""
    return read_needs(_FOLDER, load_catalogue().categories)
