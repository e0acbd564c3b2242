"""Once a week at most, each person who wants it is told by e-mail what waits for them: one message for all authorities.

The person's row is marked once the mail server has taken the message. A pass that is killed before sends it at the next
pass; one that is killed in between sends it again, under the same Message-ID, by which mailboxes know it as one.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pleinjour.web.organizations.digests import digest_identifier
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.periodic import Report
from pleinjour.web.organizations.post import absolute, deliver, sends_email
from pleinjour.web.organizations.selectors import get_visible_authorities
from pleinjour.web.organizations.waiting import Waiting, waiting_for

MOST_LINES: Final = 20
MOST_FAILURES: Final = 5
"""Refusals in a row after which the mail server is left alone until the next pass."""


def send_reminders(now: datetime) -> Iterator[Report]:
    """A message to each person for whom something waits; a report that names nobody when there was one to send."""
    if not sends_email():
        return
    today = now.astimezone(UTC).date()
    sent, failed, in_a_row = 0, 0, 0
    for account in _to_remind(today):
        message = _write(account, now)
        if message is None:
            _look_again(account, today + timedelta(days=1))
        elif deliver(message):
            _look_again(account, _next_monday(today))
            sent, in_a_row = sent + 1, 0
        else:
            # One address that is always refused stops nobody else: it waits for tomorrow.
            _look_again(account, today + timedelta(days=1))
            failed, in_a_row = failed + 1, in_a_row + 1
            if in_a_row == MOST_FAILURES:
                break
    if sent or failed:
        yield _report(sent, failed)


def _to_remind(today: date) -> Iterator[Account]:
    due = Q(next_reminder_on=None) | Q(next_reminder_on__lte=today)
    return Account.objects.filter(due, is_active=True, wants_reminders=True).order_by("pk").iterator()


def _write(account: Account, now: datetime) -> EmailMessage | None:
    """The message, in the language of the person's first authority; None when nothing waits."""
    authorities = list(get_visible_authorities(account))
    if not authorities:
        return None
    with translation.override(authorities[0].language):
        parts = [_list(account, authority, now) for authority in authorities]
        if not any(parts):
            return None
        way_out = _("Pour ne plus recevoir ce message : {address}").format(
            address=absolute(reverse("organizations:account-reminders"))
        )
        opening = [_("Bonjour,"), _("Voici ce qui vous attend dans Pleinjour.")]
        return EmailMessage(
            subject=_("{site} : ce qui vous attend").format(site=settings.PLEINJOUR_NAME),
            body="\n\n".join([*opening, *filter(None, parts), way_out]),
            to=[account.email],
            headers={"Message-ID": _message_id(account, now)},
        )


def _list(account: Account, authority: Authority, now: datetime) -> str:
    """What waits in one authority, with the address of the whole list; empty when nothing does."""
    lines = waiting_for(account, authority, now)
    if not lines:
        return ""
    board = absolute(reverse("home:board", args=[authority.slug]))
    return "\n".join([authority.name, *(_say(line) for line in lines[:MOST_LINES]), board])


def _say(line: Waiting) -> str:
    day = "" if line.due_on is None else _(" (avant le {day})").format(day=date_format(line.due_on, "j F Y"))
    return f"- {line.label}{day}"


def _message_id(account: Account, now: datetime) -> str:
    """The same for the whole week, and nobody's name."""
    week = _next_monday(now.astimezone(UTC).date())
    digest = digest_identifier("reminder", f"{account.journal_key} {week}")
    return f"<{digest[:40]}@{urlsplit(settings.PLEINJOUR_PUBLIC_URL).hostname or 'localhost'}>"


def _next_monday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def _look_again(account: Account, day: date) -> None:
    Account.objects.filter(pk=account.pk).update(next_reminder_on=day)


def _report(sent: int, failed: int) -> Report:
    said = [ngettext("{count} rappel envoyé.", "{count} rappels envoyés.", sent).format(count=sent)]
    if failed:
        sentence = ngettext(
            "{count} rappel n’est pas parti. Vérifiez le serveur de messages.",
            "{count} rappels ne sont pas partis. Vérifiez le serveur de messages.",
            failed,
        )
        said.append(sentence.format(count=failed))
    return Report("", tuple(said), {"sent": sent, "failed": failed}, needs_person=failed > 0)
