"""Supervision in operation: thresholds of reviews, severities of incidents, and the clocks that incidents start."""

from functools import cache
from pathlib import Path

from pleinjour.refdata.supervision.loading import read_supervision
from pleinjour.refdata.supervision.model import Clock, Severity, Supervision

__all__ = ["Clock", "Severity", "Supervision", "load_supervision", "read_supervision"]


@cache
def load_supervision() -> Supervision:
    """What is in use, read once. Raises ReferenceDataError."""
    return read_supervision(Path(__file__).resolve().parent)
