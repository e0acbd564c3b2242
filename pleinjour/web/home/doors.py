"""What a member may open from the home page of an authority."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from pleinjour.web.decide.declaring.selectors import get_own_declarations
from pleinjour.web.decide.incidents import get_visible_incidents
from pleinjour.web.decide.perms import Deed as DecideDeed
from pleinjour.web.decide.perms import may_do as may_decide
from pleinjour.web.decide.requesting.selectors import get_own_requests
from pleinjour.web.observe.perms import Deed as ObserveDeed
from pleinjour.web.observe.perms import may as may_observe
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.perms import Deed, may
from pleinjour.web.publish.perms import Deed as PublishDeed
from pleinjour.web.publish.perms import may_do as may_publish
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.navigation import links_for


def doors_of(account: Account, authority: Authority, request: HttpRequest) -> list[Link]:
    """First the verbs, in their order; then what one brings; then what one keeps in order."""
    keeping = [link for deed, link in _keeping(authority) if may(account, authority, deed)]
    return [*links_for(request, authority.slug), *_bringing(account, authority), *keeping]


def _bringing(account: Account, authority: Authority) -> Iterator[Link]:
    note = _("Six questions. Une aide tout de suite, et jamais de reproche.")
    yield _door(authority, _("Déclarer un usage"), "decide:declare", note)
    note = _("Dire un besoin, et voir à chaque étape où en est la demande.")
    yield _door(authority, _("Demander un outil"), "decide:request-ask", note)
    if get_own_declarations(account, authority).exists():
        note = _("Ce que vous avez déclaré, et ce qu’on vous a répondu.")
        yield _door(authority, _("Mes déclarations"), "decide:declarations", note)
    if may_decide(account, authority, DecideDeed.HANDLE_REQUESTS):
        note = _("Ce que des agents demandent, et où en est chaque demande.")
        yield _door(authority, _("Demandes d’outils"), "decide:requests", note)
    elif get_own_requests(account, authority).exists():
        note = _("Ce que vous avez demandé, et où en est la réponse.")
        yield _door(authority, _("Mes demandes"), "decide:requests", note)
    if may_decide(account, authority, DecideDeed.VIEW_INCIDENTS) or get_visible_incidents(account, authority).exists():
        note = _("Ce qui s’est passé, ce qui est fait, et les délais qui courent.")
        yield _door(authority, _("Incidents"), "decide:incidents", note)
    note = _("Les études à relire, les expérimentations et les contrats qui finissent.")
    yield _door(authority, _("Calendrier"), "decide:calendar", note)
    if may_decide(account, authority, DecideDeed.ANSWER_DECLARATIONS):
        note = _("Ce que des agents ont déclaré, pour leur répondre.")
        yield _door(authority, _("Usages déclarés"), "decide:declared", note)
    if may_publish(account, authority, PublishDeed.ANSWER_REQUESTS):
        note = _("Ce que des habitants demandent sur vos systèmes, et d’ici quand répondre.")
        yield _door(authority, _("Demandes du public"), "publish:requests", note)
    if may_observe(account, authority, ObserveDeed.TAKE_LOGS):
        note = _("Apporter les journaux d’un mois, puis le publier.")
        yield _door(authority, _("Journaux du réseau"), "observe:logs", note)
    note = _("De quoi informer les agents et décider ensemble.")
    yield _door(authority, _("Documents"), "observe:papers", note)


def _keeping(authority: Authority) -> Iterator[tuple[Deed, Link]]:
    yield (
        Deed.VIEW_UNITS,
        _door(
            authority,
            _("Services de la collectivité"),
            "organizations:units",
            _("Quelles lignes d’un journal viennent de quel service."),
        ),
    )
    yield Deed.VIEW_MEMBERS, _door(authority, _("Membres"), "organizations:members", _("Qui a quel rôle ici."))
    yield (
        Deed.VIEW_JOURNAL,
        _door(
            authority,
            _("Journal des actions"),
            "organizations:journal",
            _("Ce qui a été décidé et modifié, et par qui."),
        ),
    )
    yield (
        Deed.EDIT_AUTHORITY,
        _door(authority, _("Réglages"), "organizations:authority", _("Nom, couleur, nombre d’agents.")),
    )


def _door(authority: Authority, label: str, url_name: str, note: str) -> Link:
    return Link(label, reverse(url_name, args=[authority.slug]), note=note)
