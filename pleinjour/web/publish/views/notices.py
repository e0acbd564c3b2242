"""The notices of a system: which are due, and each as a paper to copy, to print and to put up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pleinjour.refdata.notices import load_notices
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.views.frame import find_authority, home_link
from pleinjour.web.publish.notices.papers import make_notice
from pleinjour.web.publish.notices.standing import Standing, edition_read, notices_of
from pleinjour.web.publish.perms import Deed, may_do, require_deed
from pleinjour.web.registry.models import System
from pleinjour.web.registry.selectors import get_visible_system
from pleinjour.web.ui.components import Link, State
from pleinjour.web.ui.papers.content import Paper
from pleinjour.web.ui.views.papers import answer_odt, answer_pdf, pdf_refusal

FORMS = ("textes", "affiche")


@require_safe
def show_notices(request: HttpRequest, slug: str, system_id: int) -> HttpResponse:
    _account, authority, system = _find(request, slug, system_id)
    is_published = edition_read(system) is not None
    owed = notices_of(system, authority.day_of(timezone.now())) if is_published else []
    fields = {
        "authority": authority,
        "links": _links(system),
        "system": system,
        "is_published": is_published,
        "owed": [(one.notice, one.standing, _sign(one.standing)) for one in owed],
    }
    return render(request, "publish/notices.html", fields)


@require_safe
def show_notice(request: HttpRequest, slug: str, system_id: int, notice: str, form: str) -> HttpResponse:
    account, authority, system, paper = _make(request, slug, system_id, notice, form)
    named = [slug, system_id, notice, form]
    writes = may_do(account, authority, Deed.WRITE_SHEET)
    back = Link(_("Notices"), reverse("publish:notices", args=[slug, system_id]))
    fields = {
        "authority": authority,
        "links": (*_links(system), back),
        "paper": paper,
        "missing": paper.missing(),
        "answer_url": reverse("publish:write", args=[slug, system_id]) if writes else "",
        "pdf": reverse("publish:notice-pdf", args=named),
        "odt": reverse("publish:notice-odt", args=named),
        "pdf_refusal": pdf_refusal(),
    }
    return render(request, "ui/papers/paper.html", fields)


@require_safe
def give_pdf(request: HttpRequest, slug: str, system_id: int, notice: str, form: str) -> HttpResponse:
    paper = _make(request, slug, system_id, notice, form)[-1]
    return answer_pdf(request, paper, reverse("publish:notice", args=[slug, system_id, notice, form]))


@require_safe
def give_odt(request: HttpRequest, slug: str, system_id: int, notice: str, form: str) -> HttpResponse:
    return answer_odt(_make(request, slug, system_id, notice, form)[-1])


def _make(
    request: HttpRequest, slug: str, system_id: int, notice: str, form: str
) -> tuple[Account, Authority, System, Paper]:
    account, authority, system = _find(request, slug, system_id)
    found, wording = edition_read(system), load_notices().notices.get(notice)
    if found is None or wording is None or form not in FORMS:
        raise ObjectNotVisible
    return account, authority, system, make_notice(wording, form, *found, authority.day_of(timezone.now()))


def _find(request: HttpRequest, slug: str, system_id: int) -> tuple[Account, Authority, System]:
    account, authority = find_authority(request, slug)
    require_deed(account, authority, Deed.VIEW_SHEETS)
    return account, authority, get_visible_system(account, authority, system_id)


def _sign(standing: Standing) -> State:
    return {
        "due": State(_("À faire"), "good"),
        "coming": State(_("À faire bientôt"), "mixed"),
        "unknown": State(_("À établir"), "unknown"),
        "not due": State(_("Pas due"), "unknown"),
    }[standing]


def _links(system: System) -> tuple[Link, ...]:
    slug = system.authority.slug
    sheets = Link(_("Registre public"), reverse("publish:sheets", args=[slug]))
    return home_link(system.authority), sheets, Link(system.name, reverse("publish:sheet", args=[slug, system.pk]))
