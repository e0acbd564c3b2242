"""What the desk does by itself: erase what was kept as long as was promised."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import ngettext

from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.periodic import PeriodicTask, Report
from pleinjour.web.publish.actions.desk import erase_old
from pleinjour.web.publish.models import PublicRequest
from pleinjour.web.publish.search import INDEX


def erase_old_requests(now: datetime) -> Iterator[Report]:
    """A report for each authority where something was erased."""
    kept = PublicRequest.objects.filter(erased_on=None).values("authority")
    for authority in Authority.objects.filter(pk__in=kept):
        if count := erase_old(authority, authority.day_of(now)):
            sentence = ngettext("{count} demande du public effacée", "{count} demandes du public effacées", count)
            yield Report(authority.slug, (f"{sentence.format(count=count)}.",), {"erased": count})


def forget_words(now: datetime) -> Iterator[Report]:
    """The words of what was erased or withdrawn, out of the search; nothing in it is worth telling."""
    INDEX.forget_erased()
    yield from ()


PERIODIC = (
    PeriodicTask("publish.old_requests", erase_old_requests),
    PeriodicTask("publish.forgotten_words", forget_words),
)
