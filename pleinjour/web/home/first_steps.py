"""What is left to do by an authority that begins, for those who may do it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from pleinjour.web.observe.papers.answers import get_answers
from pleinjour.web.observe.perms import Deed as ObserveDeed
from pleinjour.web.observe.perms import may as may_observe
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.perms import Deed, may
from pleinjour.web.organizations.selectors import (
    get_visible_invitations,
    get_visible_members,
    get_visible_units,
)
from pleinjour.web.publish.perms import Deed as PublishDeed
from pleinjour.web.publish.perms import may_do as may_publish
from pleinjour.web.publish.public import get_sheets
from pleinjour.web.registry.perms import may_edit_systems
from pleinjour.web.registry.selectors import get_visible_systems
from pleinjour.web.ui.components import Link, State, Task


def first_steps(account: Account, authority: Authority, *, has_drafts: bool) -> list[Task]:
    """The steps of an authority that begins, in order; none for those who may not bring logs."""
    if not may_observe(account, authority, ObserveDeed.TAKE_LOGS):
        return []
    return [*_preparing(account, authority), *_observing(account, authority, has_drafts=has_drafts)]


def _preparing(account: Account, authority: Authority) -> Iterator[Task]:
    """Steps that help, and that nobody has to wait for."""
    if may(account, authority, Deed.EDIT_MEMBERS):
        invited = get_visible_invitations(account, authority).exists()
        is_done = invited or get_visible_members(account, authority).count() > 1
        note = _("Le référent IA, le DPO, le RSSI, la direction.")
        yield _step(authority, _("Inviter vos collègues"), "organizations:members", note, is_done=is_done)
    if may(account, authority, Deed.EDIT_AUTHORITY):
        is_done = None not in {authority.population, authority.headcount}
        note = _("Des règles dépendent de ces deux nombres.")
        yield _step(
            authority, _("Dire combien d’habitants et d’agents"), "organizations:authority", note, is_done=is_done
        )
    if may(account, authority, Deed.EDIT_UNITS):
        is_done = get_visible_units(account, authority).exists()
        note = _("Pour lire les chiffres par service. Sans cela, ils portent sur toute la collectivité.")
        yield _step(
            authority, _("Déclarer les services de votre collectivité"), "organizations:units", note, is_done=is_done
        )
    if may_edit_systems(account, authority):
        is_done = get_visible_systems(account, authority).exists()
        note = _("Le registre : ce dont vous vous servez, et ce qui est permis à chacun.")
        yield _step(authority, _("Dire quels outils sont approuvés"), "registry:systems", note, is_done=is_done)
    if may_publish(account, authority, PublishDeed.WRITE_SHEET):
        is_done = get_sheets(authority).exists()
        note = _("Une première fiche ouvre le registre public, et le guichet où un habitant demande pourquoi.")
        yield _step(authority, _("Rendre compte au public"), "publish:sheets", note, is_done=is_done)


def _observing(account: Account, authority: Authority, *, has_drafts: bool) -> Iterator[Task]:
    """Tell people first; then the steps without which there is no figure."""
    is_done = get_answers(account, authority).informed_on is not None
    note = _("La notice pour chacun, le dossier pour le CST, la fiche du registre pour le DPO.")
    yield _step(authority, _("Informer les agents et le comité"), "observe:papers", note, is_done=is_done)
    note = _("Un mois suffit. Il est lu puis oublié.")
    yield _step(authority, _("Apporter les journaux du réseau"), "observe:logs", note, is_done=has_drafts)
    note = _("Ses chiffres seront alors lus par tous les membres.")
    yield _step(authority, _("Publier un premier mois"), "observe:logs", note, is_done=False)


def _step(authority: Authority, label: str, url_name: str, note: str, *, is_done: bool) -> Task:
    state = State(_("fait"), "good") if is_done else State(_("à faire"), "unknown")
    return Task(Link(label, reverse(url_name, args=[authority.slug]), note=note), state)
