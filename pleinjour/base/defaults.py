"""What holds where nobody has set anything else."""

from typing import Final

THRESHOLD: Final = 11
"""The fewest people that a figure may be about."""

ROUNDING: Final = 5
"""Figures are multiples of it."""

TIME_ZONE: Final = "Europe/Paris"
