"""What a person does with their own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.organizations.actions.accounts import change_password, choose_reminders, rename_account
from pleinjour.web.organizations.actions.sign_in import wants_second_factor
from pleinjour.web.organizations.addresses import client_address
from pleinjour.web.organizations.forms.access import ChangePasswordForm, NameForm, RemindersForm
from pleinjour.web.organizations.models import Account
from pleinjour.web.organizations.post import sends_email
from pleinjour.web.organizations.selectors import get_own_roles
from pleinjour.web.organizations.views.frame import FormPage, accepts, show_form, signed_in
from pleinjour.web.ui.components import Link, Row


@require_safe
def show_account(request: HttpRequest) -> HttpResponse:
    account = signed_in(request)
    rows = [*_own_rows(account), *_role_rows(account)]
    return render(request, "organizations/account.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def change_name(request: HttpRequest) -> HttpResponse:
    account = signed_in(request)
    form = NameForm(request.POST or None, initial={"display_name": account.display_name})
    if request.method == "POST" and accepts(form, lambda: rename_account(account, form.cleaned_data["display_name"])):
        messages.success(request, _("Votre nom affiché est enregistré."))
        return redirect("organizations:account")
    page = FormPage(_("Votre nom affiché"), form, _("Enregistrer"), reverse("organizations:account"))
    return show_form(request, page)


@require_http_methods(["GET", "HEAD", "POST"])
def change_reminders(request: HttpRequest) -> HttpResponse:
    account = signed_in(request)
    form = RemindersForm(request.POST or None, initial={"wanted": "yes" if account.wants_reminders else "no"})
    if request.method == "POST" and accepts(form, lambda: choose_reminders(account, wanted=form.is_wanted())):
        messages.success(request, _("Votre choix est enregistré."))
        return redirect("organizations:account")
    lead = _("Un message par semaine, seulement si quelque chose vous attend.")
    if not sends_email():
        lead = _("Ce serveur n’envoie pas de courriel : votre choix comptera quand il en enverra.")
    page = FormPage(_("Rappels par courriel"), form, _("Enregistrer"), reverse("organizations:account"), lead=lead)
    return show_form(request, page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_own_password(request: HttpRequest) -> HttpResponse:
    account = signed_in(request)
    form = ChangePasswordForm(request.POST or None, account=account)

    def act() -> None:
        current, new = form.cleaned_data["current"], form.cleaned_data["password"]
        change_password(account, current, new, client_address(request), timezone.now())

    if request.method == "POST" and accepts(form, act, "current"):
        # Every other session of the account closes; this one gets a new key.
        update_session_auth_hash(request, account)
        messages.success(request, _("Votre mot de passe est changé. Vos autres sessions sont fermées."))
        return redirect("organizations:account")
    page = FormPage(_("Changer de mot de passe"), form, _("Changer"), reverse("organizations:account"))
    return show_form(request, page)


def _own_rows(account: Account) -> list[Row]:
    has_factor = wants_second_factor(account)
    change = _("Modifier")
    return [
        Row(_("Adresse électronique"), account.email),
        Row(
            _("Nom affiché"),
            account.display_name or _("aucun"),
            Link(change, reverse("organizations:account-name")),
        ),
        Row(_("Mot de passe"), _("enregistré"), Link(change, reverse("organizations:account-password"))),
        Row(
            _("Rappels par courriel"),
            _say_reminders(account),
            Link(change, reverse("organizations:account-reminders")),
        ),
        Row(
            _("Second facteur"),
            _("en place") if has_factor else _("pas encore en place"),
            Link(change if has_factor else _("Mettre en place"), reverse("organizations:second-factor")),
        ),
    ]


def _say_reminders(account: Account) -> str:
    if not sends_email():
        return _("aucun : ce serveur n’envoie pas de courriel")
    return _("une fois par semaine") if account.wants_reminders else _("aucun")


def _role_rows(account: Account) -> list[Row]:
    return [
        Row(
            authority.name,
            ", ".join(str(role.label) for role in roles),
            Link(_("Jetons"), reverse("organizations:tokens", args=[authority.slug])),
        )
        for authority, roles in get_own_roles(account)
    ]
