"""The page of a system: what it is, where it is in its life, what it still needs, and its history."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pleinjour.web.organizations.models import Account
from pleinjour.web.organizations.views.frame import find_authority
from pleinjour.web.registry import selectors
from pleinjour.web.registry.actions.life import may_stop
from pleinjour.web.registry.doors import doors_of, place_of
from pleinjour.web.registry.life import IN_USE, next_stages
from pleinjour.web.registry.models import Answer, Hosting, Need, Origin, Stage, System
from pleinjour.web.registry.perms import Deed, may_do
from pleinjour.web.registry.selectors import SystemRecord
from pleinjour.web.registry.signs import may_be_used, sign_of, sign_of_need, sign_of_stage
from pleinjour.web.registry.views.frame import list_links
from pleinjour.web.ui.components import Row
from pleinjour.web.ui.components import State as Sign


@require_safe
def show_system(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    record = selectors.get_record(account, authority, system_id)
    system = record.system
    fields = {
        "authority": authority,
        "links": list_links(authority),
        "system": system,
        "record": record,
        "stage": sign_of_stage(system.stage),
        "use_sign": may_be_used(system),
        "use_reason": _reason(record),
        "doors": doors_of(account, system),
        "needs": [(need, place_of(account, need, system), sign) for need, sign in _needs(record)],
        "description": _describe(system),
        "decisions": [(decision, sign_of(decision.state)) for decision in record.decisions],
        **_rights(account, system),
    }
    return render(request, "registry/system.html", fields)


def _reason(record: SystemRecord) -> str:
    """Why a system may be used or not: what stopped it or opened its trial, else the decision in force; or nothing."""
    if record.system.stage in (Stage.SUSPENDED, Stage.RETIRED, Stage.TRIAL):
        return record.passages[0].reason if record.passages else ""
    return record.decisions[0].reason if record.decisions else ""


def _rights(account: Account, system: System) -> Mapping[str, bool]:
    authority = system.authority
    return {
        "may_edit": may_do(account, authority, Deed.EDIT_SYSTEMS),
        "may_describe": may_do(account, authority, Deed.DESCRIBE_SYSTEMS),
        "may_move": may_do(account, authority, Deed.MOVE_SYSTEMS) and bool(next_stages(system)),
        "may_name": may_do(account, authority, Deed.MOVE_SYSTEMS),
        "may_stop": system.stage in IN_USE and may_stop(account, system),
    }


def _needs(record: SystemRecord) -> list[tuple[Need, Sign]]:
    return [(need, sign_of_need(is_met=need not in record.missing)) for need in Need]


def _describe(system: System) -> list[Row]:
    """What is said of the system; what nobody has said is unknown."""
    end = date_format(system.contract_ends_on, "j F Y") if system.contract_ends_on else None
    return [
        Row(_("À quoi il sert"), system.purpose or None),
        Row(_("Origine"), None if system.origin == Origin.UNKNOWN else system.get_origin_display()),
        Row(_("Fournisseur"), system.provider or None),
        Row(_("Modèles d’IA"), system.models_used or None),
        Row(_("Hébergement"), None if system.hosting == Hosting.UNKNOWN else system.get_hosting_display()),
        Row(_("Données utilisées"), system.data_used or None),
        Row(
            _("Données personnelles"),
            None if system.personal_data == Answer.UNKNOWN else system.get_personal_data_display(),
        ),
        Row(_("Contrat ou marché"), system.contract or None),
        Row(_("Fin du contrat"), end),
    ]
