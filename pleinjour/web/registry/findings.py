"""What the rules say of a system on a day: the verb that reads the law answers, the others ask here."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from pleinjour.web.registry.models import System

Finding = Literal["due", "coming", "unknown"]
Findings = Mapping[str, Finding]
"""By the id of a rule, or of an outcome of the decision tree (refdata/rules). One that is not there does not hold."""
Reader = Callable[[System, date], Findings]

_readers: list[Reader] = []


def read_with(reader: Reader) -> None:
    """Read the law by `reader`. Called from `AppConfig.ready`; a later one replaces it."""
    _readers[:] = [reader]


def findings_of(system: System, on: date) -> Findings:
    """What holds, what will, and what nobody knows yet. Raises LookupError where no verb reads the law."""
    if not _readers:
        raise LookupError("no verb reads the rules")
    return _readers[0](system, on)
