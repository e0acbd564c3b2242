"""The page that leads to every paper."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pleinjour.web.organizations.models import Authority
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.papers.content import Paper


def list_papers(authority: Authority, papers: Mapping[str, Paper]) -> list[Link]:
    """One door for each paper, with what is left to fill in."""
    return [
        Link(paper.title, reverse(f"observe:{key}", args=[authority.slug]), note=_say_left(len(paper.missing())))
        for key, paper in papers.items()
    ]


def _say_left(count: int) -> str:
    if not count:
        return _("Complet.")
    return ngettext("Il reste %(count)s point à compléter.", "Il reste %(count)s points à compléter.", count) % {
        "count": count
    }
