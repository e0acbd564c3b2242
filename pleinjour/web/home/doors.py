"""What a member may open from the home page of an authority."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.perms import Deed, may
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.navigation import links_for

NOTES: Final[Mapping[str, Promise]] = {
    "observer": gettext_lazy("Lire les chiffres du mois, apporter un journal."),
    "systemes": gettext_lazy("Savoir quels outils sont approuvés, et pourquoi."),
}


def doors_of(account: Account, authority: Authority, request: HttpRequest) -> list[Link]:
    """First the verbs, in their order; then what one keeps in order."""
    keeping = [link for deed, link in _keeping(authority) if may(account, authority, deed)]
    return [*(_explain(link) for link in links_for(request, authority.slug)), *keeping]


def _explain(link: Link) -> Link:
    """The link of a verb with what one does there, which the menu has no room to say."""
    root = link.href.strip("/").rpartition("/")[2]
    return replace(link, note=str(NOTES.get(root, "")))


def _keeping(authority: Authority) -> Iterator[tuple[Deed, Link]]:
    def link(label: str, url_name: str, note: str) -> Link:
        return Link(label, reverse(url_name, args=[authority.slug]), note=note)

    yield (
        Deed.VIEW_UNITS,
        link(_("Services"), "organizations:units", _("Dire quelles lignes d’un journal viennent de quel service.")),
    )
    yield (
        Deed.VIEW_MEMBERS,
        link(_("Membres"), "organizations:members", _("Voir qui a quel rôle, inviter une personne.")),
    )
    yield (
        Deed.VIEW_JOURNAL,
        link(_("Journal"), "organizations:journal", _("Relire ce qui a été décidé et modifié.")),
    )
    yield (
        Deed.EDIT_AUTHORITY,
        link(_("Réglages"), "organizations:authority", _("Nom, couleur, nombre d’agents.")),
    )
