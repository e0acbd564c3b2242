"""Who belongs to the authority."""

from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.organizations import selectors
from pleinjour.web.organizations.actions import members as actions
from pleinjour.web.organizations.actions.accounts import draw_access_link
from pleinjour.web.organizations.actions.erasure import erase_member
from pleinjour.web.organizations.actions.second_factor import free_from_second_factor
from pleinjour.web.organizations.actions.sign_in import wants_second_factor
from pleinjour.web.organizations.errors import ActionError, AlreadyMember
from pleinjour.web.organizations.forms.access import StopsForm
from pleinjour.web.organizations.forms.authority import InviteForm, RolesForm
from pleinjour.web.organizations.leaving import foretell
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.organizations.perms import Deed, may, require
from pleinjour.web.organizations.post import absolute, send, sends_email
from pleinjour.web.organizations.views.confirmation import Question, ask
from pleinjour.web.organizations.views.frame import (
    FormPage,
    accepts,
    explain,
    find_authority,
    home_link,
    show_form,
)
from pleinjour.web.ui.components import Link, Row

MEMBERS_A_PAGE = 50


@require_safe
def show_members(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    page = Paginator(selectors.get_visible_members(account, authority), MEMBERS_A_PAGE).get_page(
        request.GET.get("page")
    )
    roles = selectors.get_roles_of_many(authority, list(page.object_list))
    fields = {
        "authority": authority,
        "links": (home_link(authority),),
        "page": page,
        "members": [(member, roles[member.pk]) for member in page.object_list],
        "invitations": selectors.get_visible_invitations(account, authority),
        "may_edit": may(account, authority, Deed.EDIT_MEMBERS),
        "now": timezone.now(),
    }
    return render(request, "organizations/members.html", fields)


@require_safe
def show_member(request: HttpRequest, slug: str, account_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    member = selectors.get_visible_member(account, authority, account_id)
    roles = ", ".join(str(role.label) for role in selectors.get_roles(authority, member))
    fields = {
        "authority": authority,
        "links": _links(authority),
        "member": member,
        "rows": [
            Row(_("Adresse électronique"), member.email),
            Row(_("Rôles"), roles),
            Row(_("Second facteur"), _("en place") if wants_second_factor(member) else _("pas encore en place")),
        ],
        "may_edit": may(account, authority, Deed.EDIT_MEMBERS),
    }
    return render(request, "organizations/member.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_MEMBERS)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
        try:
            invited = actions.invite(account, authority, email, role, timezone.now())
        except AlreadyMember as error:
            form.add_error("email", explain(error))
        else:
            return _hand_over(request, authority, invited)
    page = FormPage(
        title=_("Inviter une personne"),
        form=form,
        deed=_("Inviter"),
        way_back=_list_url(authority),
        lead=_("Elle choisira elle-même son mot de passe. Le lien sert une fois, pendant sept jours."),
        links=_links(authority),
    )
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def change_roles(request: HttpRequest, slug: str, account_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_MEMBERS)
    member = selectors.get_visible_member(account, authority, account_id)
    held = selectors.get_roles(authority, member)
    form = RolesForm(request.POST or None, initial={"roles": held})

    def act() -> None:
        actions.set_roles(account, authority, member, [Role(role) for role in form.cleaned_data["roles"]])

    if request.method == "POST" and accepts(form, act, "roles"):
        messages.success(request, _("Les rôles sont enregistrés."))
        return redirect("organizations:members", slug=slug)
    title = _("Les rôles de « {member} »").format(member=member)
    page = FormPage(title, form, _("Enregistrer"), _list_url(authority), links=_links(authority))
    return show_form(request, page, authority)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str, account_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_MEMBERS)
    member = selectors.get_visible_member(account, authority, account_id)
    question = Question(
        title=_("Retirer « {member} »").format(member=member),
        sentence=_("Cette personne n’aura plus accès à {authority}. Son compte reste à elle.").format(
            authority=authority
        ),
        deed=_("Retirer"),
        way_back=_list_url(authority),
        links=_links(authority),
        done=_("Cette personne est retirée de la collectivité."),
    )
    question = _warn(request, question, authority, member)
    return ask(request, authority, question, lambda: actions.remove_member(account, authority, member))


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, slug: str, account_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_MEMBERS)
    member = selectors.get_visible_member(account, authority, account_id)
    question = Question(
        title=_("Effacer le compte de « {member} »").format(member=member),
        sentence=_(
            "Son adresse, son nom et ses accès sont effacés pour toujours. Le journal garde ce qui a été fait, "
            "sous une clé qui ne mène plus à personne."
        ),
        deed=_("Effacer"),
        way_back=_list_url(authority),
        links=_links(authority),
        done=_("Le compte est effacé."),
    )
    question = _warn(request, question, authority, member)
    return ask(request, authority, question, lambda: erase_member(account, authority, member, timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, invitation_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_MEMBERS)
    invitation = selectors.get_visible_invitation(account, authority, invitation_id)
    question = Question(
        title=_("Retirer l’invitation"),
        sentence=_("Le lien envoyé à {email} n’ouvrira plus rien.").format(email=invitation.email),
        deed=_("Retirer"),
        way_back=_list_url(authority),
        links=_links(authority),
        done=_("L’invitation est retirée."),
    )
    return ask(request, authority, question, lambda: actions.withdraw_invitation(account, invitation))


@require_http_methods(["GET", "HEAD", "POST"])
def give_access(request: HttpRequest, slug: str, account_id: int) -> HttpResponse:
    """A link for a member who lost their password, where no mail server is set up."""
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_MEMBERS)
    member = selectors.get_visible_member(account, authority, account_id)
    question = Question(
        title=_("Redonner accès à « {member} »").format(member=member),
        sentence=_("Vous obtiendrez un lien à lui remettre. Il sert une fois, pendant une heure."),
        deed=_("Préparer le lien"),
        way_back=_list_url(authority),
        links=_links(authority),
        is_dangerous=False,
    )
    if request.method != "POST":
        return ask(request, authority, question, lambda: None)
    try:
        link = draw_access_link(account, authority, member)
    except ActionError as error:
        return _refuse(request, authority, error)
    path = reverse("organizations:new-password", args=[link.key, link.token])
    return _show_link(request, authority, str(member), absolute(path))


@require_http_methods(["GET", "HEAD", "POST"])
def remove_second_factor(request: HttpRequest, slug: str, account_id: int) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_MEMBERS)
    member = selectors.get_visible_member(account, authority, account_id)
    question = Question(
        title=_("Retirer le second facteur de « {member} »").format(member=member),
        sentence=_("À faire si le téléphone et les codes de secours sont perdus. Vérifiez d’abord qui vous parle."),
        deed=_("Retirer"),
        way_back=_list_url(authority),
        links=_links(authority),
        done=_("Le second facteur est retiré. La personne en mettra un nouveau en place."),
    )
    return ask(request, authority, question, lambda: free_from_second_factor(account, authority, member))


def _warn(request: HttpRequest, question: Question, authority: Authority, member: Account) -> Question:
    """The same question, which says before what will stop and asks for a tick, and after what was stopped."""
    stops = foretell(authority, member)
    if not stops:
        return question
    names = ", ".join(_("« {name} »").format(name=stop.label) for stop in stops)
    stopped = ngettext("Ce système est suspendu : {names}.", "Ces systèmes sont suspendus : {names}.", len(stops))
    warning = ngettext(
        "Cette personne assure la supervision humaine d’un système en service : il s’arrête avec son départ. Pour "
        "qu’il continue, nommez d’abord une autre personne :",
        "Cette personne assure la supervision humaine de systèmes en service : ils s’arrêtent avec son départ. Pour "
        "qu’ils continuent, nommez d’abord une autre personne :",
        len(stops),
    )
    return replace(
        question,
        done=f"{question.done} {stopped.format(names=names)}",
        warning=warning,
        points=tuple(stops),
        form=StopsForm(request.POST if request.method == "POST" else None),
    )


def _hand_over(request: HttpRequest, authority: Authority, invited: actions.Invited) -> HttpResponse:
    """Send the link; without a mail server, show it once, to be handed over."""
    link = absolute(reverse("organizations:join", args=[invited.token]))
    email = invited.invitation.email
    if not sends_email():
        return _show_link(request, authority, email, link)
    with override(authority.language):
        subject = _("Votre invitation sur {site}").format(site=settings.PLEINJOUR_NAME)
        body = _(
            "Bonjour,\n\n{authority} vous invite sur Pleinjour. Ouvrez ce lien pour créer votre accès :\n{link}\n\n"
            "Il sert une seule fois, pendant sept jours.\n"
        ).format(authority=authority.name, link=link)
    send(email, subject, body)
    messages.success(request, _("L’invitation est envoyée."))
    return redirect("organizations:members", slug=authority.slug)


def _show_link(request: HttpRequest, authority: Authority, person: str, link: str) -> HttpResponse:
    fields = {"authority": authority, "links": _links(authority), "person": person, "link": link}
    return render(request, "organizations/link_once.html", fields)


def _refuse(request: HttpRequest, authority: Authority, error: ActionError) -> HttpResponse:
    messages.error(request, explain(error))
    return redirect("organizations:members", slug=authority.slug)


def _list_url(authority: Authority) -> str:
    return reverse("organizations:members", args=[authority.slug])


def _links(authority: Authority) -> tuple[Link, ...]:
    return home_link(authority), Link(_("Membres"), _list_url(authority))
