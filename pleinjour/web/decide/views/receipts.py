"""Find an unnamed declaration again by its code. Open to all, so that no session has to be joined to it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pleinjour.web.decide.actions.declarations import withdraw_unnamed
from pleinjour.web.decide.declaring.forms import ReceiptForm
from pleinjour.web.decide.declaring.selectors import find_by_receipt
from pleinjour.web.decide.declaring.words import rows_of, sign_of_progress
from pleinjour.web.decide.models import UnnamedDeclaration
from pleinjour.web.organizations.views.frame import accepts


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """The code never stands in an address. Always 200: what a server writes of a wrong code would tell of a try."""
    form = ReceiptForm(request.POST or None)
    found: list[UnnamedDeclaration] = []
    step = request.POST.get("step", "")

    def act() -> None:
        if step == "withdraw":
            withdraw_unnamed(form.cleaned_data["code"])
        else:
            found.append(find_by_receipt(form.cleaned_data["code"]))

    is_done = request.method == "POST" and accepts(form, act, "code")
    declaration = found[0] if found else None
    fields = {
        "form": form,
        "declaration": declaration,
        "rows": rows_of(declaration) if declaration else [],
        "sign": sign_of_progress(declaration.progress) if declaration else None,
        "is_asked": step == "ask",
        "is_withdrawn": is_done and step == "withdraw",
    }
    return render(request, "decide/follow.html", fields)
