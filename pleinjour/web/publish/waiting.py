"""What waits for somebody: at the desk, requests to answer, each by its day; then sheets to publish."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.waiting import Waiting
from pleinjour.web.publish.desk.selectors import open_requests
from pleinjour.web.publish.lagging import get_drafts_to_publish, get_outdated
from pleinjour.web.publish.models import PublicRequest
from pleinjour.web.publish.perms import Deed, may_do


def what_waits(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """Requests of the public without an answer; for whoever publishes, drafts, and sheets from before a change of
    substance. Those that lag in a detail are told by the list of sheets alone, which reads each again.
    """
    if may_do(account, authority, Deed.ANSWER_REQUESTS):
        yield from _requests(authority)
    if may_do(account, authority, Deed.PUBLISH_SHEET):
        outdated = {sheet.system_id: sheet.name for sheet in get_outdated(authority)}
        ready = {system.pk: system.name for system in get_drafts_to_publish(authority)}
        for system_id, name in ready.items():
            yield _to_publish(authority, system_id, _("Publier la fiche de « {system} »").format(system=name))
        for system_id, name in outdated.items():
            if system_id not in ready:
                label = _("Mettre à jour la fiche publique de « {system} »").format(system=name)
                yield _to_publish(authority, system_id, label)


def _to_publish(authority: Authority, system_id: int, label: str) -> Waiting:
    return Waiting(label, reverse("publish:preview", args=[authority.slug, system_id]))


def _requests(authority: Authority) -> Iterator[Waiting]:
    """Those that say the same are one line, dated as the first of them: a flood hides nothing else."""
    alike: defaultdict[str, list[PublicRequest]] = defaultdict(list)
    for request in open_requests(authority):
        alike[_label(request)].append(request)
    for label, (first, *others) in alike.items():
        if others:
            address, count = reverse("publish:requests", args=[authority.slug]), 1 + len(others)
            said = ngettext("{label} : {count} demande", "{label} : {count} demandes", count)
            yield Waiting(said.format(label=label, count=count), address, first.due_on)
        else:
            yield Waiting(label, reverse("publish:request", args=[authority.slug, first.pk]), first.due_on)


def _label(request: PublicRequest) -> str:
    subject = request.get_subject_display()
    if request.system is None:
        return _("Répondre au public ({subject})").format(subject=subject)
    return _("Répondre au public sur « {system} » ({subject})").format(system=request.system.name, subject=subject)
