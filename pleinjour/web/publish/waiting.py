"""What waits for somebody at the desk: requests to answer, each by its day."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.waiting import Waiting
from pleinjour.web.publish.desk.selectors import open_requests
from pleinjour.web.publish.models import PublicRequest
from pleinjour.web.publish.perms import Deed, may_do


def what_waits(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """Requests of the public that nobody has answered yet."""
    if may_do(account, authority, Deed.ANSWER_REQUESTS):
        for request in open_requests(authority):
            address = reverse("publish:request", args=[authority.slug, request.pk])
            yield Waiting(_label(request), address, request.due_on)


def _label(request: PublicRequest) -> str:
    subject = request.get_subject_display()
    if request.system is None:
        return _("Répondre au public ({subject})").format(subject=subject)
    return _("Répondre au public sur « {system} » ({subject})").format(system=request.system.name, subject=subject)
