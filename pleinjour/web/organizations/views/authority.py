"""What the authority says of itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pleinjour.web.organizations.actions.authorities import change_authority
from pleinjour.web.organizations.forms.authority import AuthorityForm
from pleinjour.web.organizations.perms import Deed, require
from pleinjour.web.organizations.views.frame import FormPage, accepts, find_authority, home_link, show_form


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.EDIT_AUTHORITY)
    form = AuthorityForm(request.POST or None, initial=AuthorityForm.initial_of(authority))
    if request.method == "POST" and accepts(form, lambda: change_authority(account, authority, form.profile())):
        messages.success(request, _("Les réglages sont enregistrés."))
        return redirect("home:authority", slug=slug)
    page = FormPage(
        title=_("Réglages de la collectivité"),
        form=form,
        deed=_("Enregistrer"),
        way_back=reverse("home:authority", args=[slug]),
        links=(home_link(authority),),
    )
    return show_form(request, page, authority)
