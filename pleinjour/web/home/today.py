"""Where the authority stands today: its last published month in one sentence, and the months that wait."""

from dataclasses import dataclass
from datetime import datetime

from pleinjour.base.figures import Month
from pleinjour.web.observe.ledger import keep_twelve
from pleinjour.web.observe.pages.alerts import AlertShown, show_alert
from pleinjour.web.observe.pages.history import recall
from pleinjour.web.observe.pages.month import MonthPage, Provenance, build_month_page
from pleinjour.web.observe.pages.table import split_by_family
from pleinjour.web.observe.perms import Deed, may
from pleinjour.web.observe.readings.families import main_family
from pleinjour.web.observe.selectors import (
    Draft,
    get_alerts,
    get_drafts,
    get_editions,
    get_history,
    get_margins,
)
from pleinjour.web.organizations.models import Account, Authority


@dataclass(frozen=True, slots=True)
class Today:
    """`latest` None: no month is published. `drafts`: the open months, for those who may publish them.

    `alerts`: what is to be looked at in the last published month, for those who may, and `may_dismiss` it.
    """

    latest: MonthPage | None
    drafts: tuple[Draft, ...]
    alerts: tuple[AlertShown, ...] = ()
    may_dismiss: bool = False

    @property
    def waiting(self) -> list[Draft]:
        """The open months that are over: they may be published now."""
        return [draft for draft in self.drafts if draft.is_over]

    @property
    def month(self) -> Month | None:
        return self.latest.edition.month if self.latest else None


def look_at_today(account: Account, authority: Authority, now: datetime) -> Today:
    """What this person may know of where the authority stands. Raises NotAllowed."""
    may_publish = may(account, authority, Deed.PUBLISH_MONTH)
    drafts = get_drafts(account, authority, now) if may_publish else []
    latest = _read_latest(account, authority)
    alerts = _find_alerts(account, authority, latest) if latest else ()
    return Today(latest, tuple(drafts), alerts, may(account, authority, Deed.DISMISS_ALERT))


def _find_alerts(account: Account, authority: Authority, latest: MonthPage) -> tuple[AlertShown, ...]:
    if not may(account, authority, Deed.VIEW_ALERTS):
        return ()
    shown = (show_alert(alert) for alert in get_alerts(account, authority) if alert.dismissed_at is None)
    return tuple(one for one in shown if one is not None and one.month == latest.edition.month)


def _read_latest(account: Account, authority: Authority) -> MonthPage | None:
    editions = get_editions(account, authority)
    if not editions:
        return None
    last = editions[-1]
    margins = get_margins(authority, last)
    if not margins:
        return None
    family = main_family(margins)
    around = keep_twelve(editions, last.month)
    past = recall(around, get_history(authority, around, family), last.month)
    return build_month_page(Provenance(authority, last, family), split_by_family(margins)[family], past)
