"""The accessibility statement, read from a data file: never better than the last audit says."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import yaml
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ConformityState = Literal["non conforme", "partiellement conforme", "totalement conforme"]

STATE_LABELS: dict[ConformityState, Promise] = {
    "non conforme": _("non conforme"),
    "partiellement conforme": _("partiellement conforme"),
    "totalement conforme": _("totalement conforme"),
}
HALF_PERCENT, ALL_PERCENT = 50.0, 100.0
"""Shares of criteria met from which a service is partly, then wholly conform (arrêté of 20 September 2019)."""


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit against the RGAA: who, when, and the share of criteria that apply and are met."""

    by: str
    ended_on: date
    criteria_met_percent: float


@dataclass(frozen=True, slots=True)
class Statement:
    """What the declaration page shows. `audit` None: nobody has audited, and the state can only be the lowest."""

    state: ConformityState
    standard: str
    declared_on: date
    audit: Audit | None
    scheme_url: str | None
    plan_url: str | None
    not_accessible: tuple[str, ...]
    exempted: tuple[str, ...]
    technologies: tuple[str, ...]
    tested_with: tuple[str, ...]

    @property
    def label(self) -> Promise:
        """The state in the reader's language."""
        return STATE_LABELS[self.state]


def deserved_state(audit: Audit | None) -> ConformityState:
    """The best state that `audit` allows to declare."""
    if audit is None or audit.criteria_met_percent < HALF_PERCENT:
        return "non conforme"
    if audit.criteria_met_percent < ALL_PERCENT:
        return "partiellement conforme"
    return "totalement conforme"


@lru_cache(maxsize=1)
def load_statement() -> Statement:
    """The statement of this version."""
    return parse_statement((files("pleinjour.web.ui") / "accessibility.yaml").read_text(encoding="utf-8"))


def parse_statement(text: str) -> Statement:
    """The statement written in `text`. Raises ValueError when it declares more than its audit allows."""
    fields = yaml.safe_load(text)
    audit = Audit(**fields["audit"]) if fields["audit"] else None
    if fields["state"] not in STATE_LABELS:
        raise ValueError(f"not a state of conformity: {fields['state']!r}")
    if fields["state"] != deserved_state(audit):
        raise ValueError(f"the audit says {deserved_state(audit)!r}, the statement {fields['state']!r}")
    return Statement(
        state=fields["state"],
        standard=fields["standard"],
        declared_on=fields["declared_on"],
        audit=audit,
        scheme_url=fields["scheme_url"],
        plan_url=fields["plan_url"],
        not_accessible=tuple(fields["not_accessible"]),
        exempted=tuple(fields["exempted"]),
        technologies=tuple(fields["technologies"]),
        tested_with=tuple(fields["tested_with"]),
    )
