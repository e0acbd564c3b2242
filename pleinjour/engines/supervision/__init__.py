"""Human supervision in operation: which cases are reviewed, and what the reviews say, with their uncertainty."""

from pleinjour.engines.supervision.drawing import commit, is_drawn
from pleinjour.engines.supervision.proportions import Interval, exact_difference, wilson
from pleinjour.engines.supervision.reading import Change, Reading, Review, Thresholds, read

__all__ = [
    "Change",
    "Interval",
    "Reading",
    "Review",
    "Thresholds",
    "commit",
    "exact_difference",
    "is_drawn",
    "read",
    "wilson",
]
