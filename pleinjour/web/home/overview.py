"""What an élu or the direction wants to know of the systems of an authority: counts, and nobody behind them."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pleinjour.web.decide.incidents import open_incidents
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.organizations.perms import roles_of
from pleinjour.web.publish.desk.selectors import open_requests
from pleinjour.web.registry.models import Stage
from pleinjour.web.registry.selectors import get_visible_systems
from pleinjour.web.ui.components import Link, Row
from pleinjour.web.ui.numbers import as_language, format_number

_TOLD: Final = frozenset({Role.ELU, Role.DIRECTION})


def overlook(account: Account, authority: Authority) -> list[Row]:
    """How many systems are in each stage, how many incidents and requests of inhabitants are open; nothing for the
    other roles, whose own lists say more. Raises NotAllowed.
    """
    return list(_rows(account, authority)) if _TOLD & set(roles_of(account, authority)) else []


def _rows(account: Account, authority: Authority) -> Iterator[Row]:
    language = as_language(get_language())
    by_stage = get_visible_systems(account, authority).order_by().values_list("stage").annotate(count=Count("pk"))
    counts = dict(by_stage)
    systems = reverse("registry:systems", args=[authority.slug])
    for stage in Stage:
        if stage in counts:
            label = _("Systèmes à l’étape « {stage} »").format(stage=stage.label)
            yield Row(label, format_number(counts[stage], 0, language), Link(_("Voir"), f"{systems}?stage={stage}"))
    yield Row(_("Incidents ouverts"), format_number(len(open_incidents(authority)), 0, language))
    yield Row(
        _("Demandes d’habitants qui attendent une réponse"),
        format_number(open_requests(authority).count(), 0, language),
    )
