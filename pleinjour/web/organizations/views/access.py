"""Links that open: a forgotten password, an invitation."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pleinjour.web.organizations.actions.accounts import AccessLink, ask_for_access, find_account, regain_access
from pleinjour.web.organizations.actions.members import accept_as, accept_as_new_account, find_invitation
from pleinjour.web.organizations.addresses import client_address
from pleinjour.web.organizations.errors import ActionError, InvitationRefused
from pleinjour.web.organizations.forms.access import EmailForm, JoinForm, NewPasswordForm
from pleinjour.web.organizations.models import Account, Invitation
from pleinjour.web.organizations.post import absolute, send, sends_email
from pleinjour.web.organizations.typed import remember_owner
from pleinjour.web.organizations.views.frame import FormPage, before_second_factor, explain, show_form
from pleinjour.web.organizations.views.sign_in import BACKEND


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Says the same whether the account exists or not."""
    if not sends_email():
        return render(request, "organizations/forgotten_without_email.html")
    form = EmailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = ask_for_access(form.cleaned_data["email"], client_address(request), timezone.now())
        except ActionError as error:
            form.add_error(None, explain(error))
        else:
            if found:
                _send_access_link(*found)
            return render(request, "organizations/forgotten_sent.html")
    lead = _("Nous vous enverrons un lien pour en choisir un nouveau. Il servira pendant une heure.")
    page = FormPage(_("Mot de passe oublié"), form, _("Recevoir un lien"), reverse("organizations:sign-in"), lead=lead)
    return show_form(request, page)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, key: str, token: str) -> HttpResponse:
    link = AccessLink(key, token)
    try:
        form = NewPasswordForm(request.POST or None, account=find_account(link))
        if request.method == "POST" and form.is_valid():
            regain_access(link, form.cleaned_data["password"])
            messages.success(request, _("Votre mot de passe est enregistré. Vous pouvez vous connecter."))
            return redirect("organizations:sign-in")
    except InvitationRefused as error:
        return _refuse_link(request, error)
    page = FormPage(_("Choisir un mot de passe"), form, _("Enregistrer"), reverse("organizations:sign-in"))
    return show_form(request, page)


@login_not_required
@before_second_factor
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = find_invitation(token, timezone.now())
        account = Account.objects.filter(email=invitation.email).first()
        if account is None:
            return _join_as_new(request, token, invitation)
        return _join_as_known(request, token, invitation)
    except InvitationRefused as error:
        return _refuse_link(request, error)


def _join_as_new(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    form = JoinForm(request.POST or None, account=Account(email=invitation.email))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        account = accept_as_new_account(token, values["password"], values["display_name"], timezone.now())
        login(request, account, BACKEND)
        answer = redirect("home:authority", slug=invitation.authority.slug)
        remember_owner(answer, account)
        return answer
    lead = _("Cette invitation vous ouvre l’accès à « {authority} ». Choisissez votre mot de passe.")
    page = FormPage(
        title=_("Bienvenue"),
        form=form,
        deed=_("Ouvrir mon compte"),
        way_back=reverse("home:index"),
        lead=lead.format(authority=invitation.authority.name),
        refusal=_("Plus tard"),
    )
    return show_form(request, page)


def _join_as_known(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """An account exists already: who holds the link must also be signed in with it."""
    person = request.user
    is_own = isinstance(person, Account) and person.email == invitation.email
    if isinstance(person, Account) and is_own and request.method == "POST":
        accept_as(person, token, timezone.now())
        return redirect("home:authority", slug=invitation.authority.slug)
    fields = {"invitation": invitation, "is_own": is_own, "is_other": person.is_authenticated and not is_own}
    return render(request, "organizations/join.html", fields)


def _send_access_link(account: Account, link: AccessLink) -> None:
    path = reverse("organizations:new-password", args=[link.key, link.token])
    body = _(
        "Bonjour,\n\nVous avez demandé un nouveau mot de passe pour Pleinjour. Ouvrez ce lien pour le choisir :\n"
        "{link}\n\nIl sert une seule fois, pendant une heure. Si vous n’avez rien demandé, ne faites rien : "
        "votre mot de passe ne change pas.\n"
    ).format(link=absolute(path))
    send(account.email, _("Votre accès à {site}").format(site=settings.PLEINJOUR_NAME), body)


def _refuse_link(request: HttpRequest, error: InvitationRefused) -> HttpResponse:
    return render(request, "organizations/link_refused.html", {"sentence": explain(error)}, status=410)
