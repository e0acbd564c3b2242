"""Publish a month: its protected figures enter the ledger for good, what they were made from is destroyed."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from pleinjour.base.figures import Month
from pleinjour.base.sentences import visible
from pleinjour.base.tallies import Cell
from pleinjour.engines.disclosure import revise
from pleinjour.engines.traffic import METHOD, describe, figures
from pleinjour.engines.traffic import Account as AccountOfLogs
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.observe.actions.alerts import raise_alerts
from pleinjour.web.observe.actions.closing import close_month
from pleinjour.web.observe.errors import MonthNotOver, NothingToPublish
from pleinjour.web.observe.gaps import read_gaps
from pleinjour.web.observe.ledger import read_edition_cells, read_other_months
from pleinjour.web.observe.log_reading import declared_units
from pleinjour.web.observe.models import OpenMonth, Publication, PublishedCell
from pleinjour.web.observe.perms import Deed, acting_role, require
from pleinjour.web.observe.vault import chance_secret, open_month, unwrap_key
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.registry.selectors import approved_services
from pleinjour.web.ui.numbers import as_language, month_name

ROUNDING: Final = 5


def publish_month(
    actor: Account, authority: Authority, month: Month, now: datetime, *, reason: str = ""
) -> Publication:
    """Freeze the figures of an open month as its next edition, and destroy what they were made from.

    Raises NotAllowed, MonthNotOver, NothingToPublish, KeyLost.
    """
    require(actor, authority, Deed.PUBLISH_MONTH)
    refuse_unfinished(authority, month, now)
    reason = str(visible(reason))
    with transaction.atomic():
        lock_chain(authority)
        draft = _find_open(authority, month)
        key = unwrap_key(bytes(draft.run.wrapped_key), authority.pk)
        summary = open_month(bytes(draft.sealed), key)
        cells = protect_month(authority, summary, month)
        publication = _write(actor, authority, month, describe(summary), now, reason)
        _write_cells(publication, cells)
        raise_alerts(publication)
        close_month(draft)
        detail = {"edition": publication.edition, "threshold": publication.threshold}
        append(authority, actor, "observe.month_published", target=f"month:{month}", reason=reason, detail=detail)
    return publication


def refuse_unfinished(authority: Authority, month: Month, now: datetime) -> None:
    """Raises MonthNotOver: figures of a month under way would change, and be compared with themselves."""
    if not month.is_over(authority.day_of(now)):
        raise MonthNotOver(month=_name(month))


def protect_month(authority: Authority, summary: bytes, month: Month) -> list[Cell]:
    """The only cells of the month that may leave this function: protected, and laid out so that gaps say nothing.

    Units are those declared now: a name that no longer is must not show by its use. What is already published is known:
    neither another month nor an earlier edition may tell more together with these.
    """
    account, declared = describe(summary), declared_units(authority)
    tallies = figures(summary, load_catalogue().category_of, units=declared)
    return revise(
        [tally for tally in tallies if tally.key.month == month],
        read_edition_cells(authority, month),
        secret=chance_secret(authority.pk),
        threshold=settings.PLEINJOUR_THRESHOLD,
        rounding=ROUNDING,
        before=read_other_months(authority, month),
        units=declared if account.has_units else (),
        sheets=[sheet for sheet in account.sheets if sheet[0] == month],
    )


def _find_open(authority: Authority, month: Month) -> OpenMonth:
    found = OpenMonth.objects.filter(authority=authority, month=str(month)).select_related("run").first()
    if found is None:
        raise NothingToPublish(month=_name(month))
    return found


def _write(
    actor: Account, authority: Authority, month: Month, account: AccountOfLogs, now: datetime, reason: str
) -> Publication:
    editions = Publication.objects.filter(authority=authority, month=str(month)).count()
    gaps = read_gaps(authority, month)
    return Publication.objects.create(
        authority=authority,
        month=str(month),
        edition=editions + 1,
        published_at=now,
        published_by_role=acting_role(actor, authority, Deed.PUBLISH_MONTH),
        reason=reason,
        method=METHOD,
        threshold=settings.PLEINJOUR_THRESHOLD,
        rounding=ROUNDING,
        catalogue_version=account.catalogue,
        formats=account.formats,
        lines=account.lines,
        days_without_log=None if gaps is None else sum(gap.days for gap in gaps),
        approved=sorted(approved_services(authority, month.last_day)),
    )


def _write_cells(publication: Publication, cells: list[Cell]) -> None:
    PublishedCell.objects.bulk_create(
        (
            PublishedCell(
                authority=publication.authority,
                publication=publication,
                family=cell.key.family,
                unit=cell.key.unit or "",
                category=cell.key.category or "",
                service=cell.key.service or "",
                people=cell.people,
                user_days=cell.user_days,
                connections=cell.connections,
                bytes_sent=cell.bytes_sent,
                suppressed=cell.suppressed,
            )
            for cell in cells
        ),
        batch_size=500,
    )


def _name(month: Month) -> str:
    return month_name(month.year, month.number, as_language(get_language()))
