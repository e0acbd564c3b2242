"""Who may look at figures, bring logs, publish a month, read the papers. docs/dpo-rssi/observer.md says the same."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.organizations.perms import EVERYONE, Person, roles_of
from pleinjour.web.organizations.perms import may as may_with
from pleinjour.web.organizations.perms import require as require_with


class Deed(StrEnum):
    VIEW_FIGURES = "view_figures"
    VIEW_INTAKES = "view_intakes"
    TAKE_LOGS = "take_logs"
    PUBLISH_MONTH = "publish_month"
    VIEW_PAPERS = "view_papers"
    ANSWER_PAPERS = "answer_papers"
    SET_DROP_FOLDER = "set_drop_folder"
    VIEW_ALERTS = "view_alerts"
    DISMISS_ALERT = "dismiss_alert"


STEERING: Final = frozenset({Role.ADMINISTRATOR, Role.RSSI, Role.REFERENT})

GRANTS: Final[Mapping[StrEnum, frozenset[Role]]] = {
    Deed.VIEW_FIGURES: EVERYONE,
    Deed.VIEW_INTAKES: STEERING | {Role.DPO},
    Deed.TAKE_LOGS: STEERING,
    Deed.PUBLISH_MONTH: STEERING,
    Deed.VIEW_PAPERS: STEERING | {Role.DPO, Role.DIRECTION},
    Deed.ANSWER_PAPERS: frozenset({Role.ADMINISTRATOR, Role.DPO}),
    Deed.SET_DROP_FOLDER: frozenset({Role.ADMINISTRATOR, Role.RSSI}),
    Deed.VIEW_ALERTS: STEERING | {Role.DPO, Role.DIRECTION},
    Deed.DISMISS_ALERT: STEERING | {Role.DIRECTION},
}

PAPERS: Final[Mapping[str, Deed]] = {
    "notice": Deed.VIEW_FIGURES,
    "cst": Deed.VIEW_FIGURES,
    "registre": Deed.VIEW_PAPERS,
    "aipd": Deed.VIEW_PAPERS,
}
"""The papers to agree on, and what one must be given to read each."""


def may(person: Person, authority: Authority, deed: Deed) -> bool:
    """Whether the person may do it in this authority."""
    return may_with(person, authority, deed, GRANTS)


def require(person: Person, authority: Authority, deed: Deed) -> None:
    """Raises NotAllowed unless the person may do it."""
    require_with(person, authority, deed, GRANTS)


def acting_role(person: Person, authority: Authority, deed: Deed) -> Role:
    """The role by which the person may do it; the first in the order of roles when they hold several."""
    allowed = roles_of(person, authority) & GRANTS[deed]
    return next(role for role in Role if role in allowed)
