"""What the rules find in a month that is published, and what people put aside."""

from datetime import datetime

from django.db import transaction

from pleinjour.base.figures import Month
from pleinjour.base.tallies import Family
from pleinjour.refdata.needs import load_needs
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.observe.ledger import Edition, keep_twelve, read_last_editions
from pleinjour.web.observe.models import Alert, Publication
from pleinjour.web.observe.perms import Deed, acting_role, require
from pleinjour.web.observe.readings.bounds import read_use
from pleinjour.web.observe.readings.families import main_family
from pleinjour.web.observe.readings.watch import Finding, WatchedMonth, look_at_month
from pleinjour.web.observe.selectors import find_edition, get_history, get_margins
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.rows import refetch


def raise_alerts(publication: Publication) -> list[Alert]:
    """Look at the month that was just published, and keep what is found. Within the transaction of the publication."""
    authority, month = publication.authority, Month.parse(publication.month)
    editions = keep_twelve(read_last_editions(authority), month)
    margins = get_margins(authority, find_edition(editions, month))
    if not margins:
        return []
    # Families are never added: the one that the home page shows is looked at.
    family = main_family(margins)
    findings = look_at_month(_watched(authority, editions, family), load_needs(), load_catalogue())
    return Alert.objects.bulk_create(_alert(publication, family, finding) for finding in findings)


def dismiss_alert(actor: Account, alert: Alert, now: datetime) -> None:
    """Put an alert aside; it can be taken back. What was put aside before stays as it was. Raises NotAllowed."""
    require(actor, alert.authority, Deed.DISMISS_ALERT)
    with transaction.atomic():
        lock_chain(alert.authority)
        refetch(alert)
        if alert.dismissed_at is not None:
            return
        alert.dismissed_at = now
        alert.dismissed_by_role = acting_role(actor, alert.authority, Deed.DISMISS_ALERT)
        alert.save(update_fields=["dismissed_at", "dismissed_by_role"])
        _journal(actor, alert, "observe.alert_dismissed")


def restore_alert(actor: Account, alert: Alert) -> None:
    """Show again an alert that was put aside. Raises NotAllowed."""
    require(actor, alert.authority, Deed.DISMISS_ALERT)
    with transaction.atomic():
        lock_chain(alert.authority)
        refetch(alert)
        if alert.dismissed_at is None:
            return
        alert.dismissed_at = None
        alert.dismissed_by_role = ""
        alert.save(update_fields=["dismissed_at", "dismissed_by_role"])
        _journal(actor, alert, "observe.alert_restored")


def _watched(authority: Authority, editions: list[Edition], family: Family) -> list[WatchedMonth]:
    history = get_history(authority, editions, family)
    return [
        WatchedMonth(one.month, one.number, one.approved, read_use(history[one.month], one.rounding))
        for one in editions
    ]


def _alert(publication: Publication, family: Family, finding: Finding) -> Alert:
    return Alert(
        authority=publication.authority,
        publication=publication,
        family=family,
        rule=finding.rule,
        version=finding.version,
        subject=finding.subject,
        figures=[measure.to_json() for measure in finding.measures],
    )


def _journal(actor: Account, alert: Alert, action: str) -> None:
    detail = {"rule": alert.rule, "month": alert.publication.month}
    append(alert.authority, actor, action, target=f"alert:{alert.pk}", detail=detail)
