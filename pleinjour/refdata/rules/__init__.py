"""Dated legal rules, the facts that they ask for, and the decision tree of the AI Act, as data with sources."""

from functools import cache
from pathlib import Path

from pleinjour.engines.rules import RuleBook
from pleinjour.refdata.rules.coverage import TextCovered, read_coverage
from pleinjour.refdata.rules.loading import read_rules

__all__ = ["TextCovered", "load_coverage", "load_rules", "read_rules"]

_FOLDER = Path(__file__).parent


@cache
def load_rules() -> RuleBook:
    """The rules shipped with this version of Pleinjour. Raises ReferenceDataError when their files are damaged."""
    return read_rules(_FOLDER)


@cache
def load_coverage() -> tuple[TextCovered, ...]:
    """What the rules that ship cover, text by text. Raises ReferenceDataError."""
    return read_coverage(_FOLDER)
