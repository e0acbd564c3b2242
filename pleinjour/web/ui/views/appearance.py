"""How the pages look for one reader (theme) and for one authority (colours)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from pleinjour.web.ui.colours import derive_accent, stylesheet
from pleinjour.web.ui.themes import THEMES, keep_theme


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme that was asked for, and go back to where the reader was."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        return HttpResponseBadRequest()
    response = HttpResponseRedirect(_way_back(request))
    keep_theme(request, response, theme)
    return response


@login_not_required
@require_safe
def colours(request: HttpRequest, accent: str) -> HttpResponse:
    """The stylesheet of an accent. It depends on its address alone, so that browsers keep it for good."""
    response = HttpResponse(stylesheet(derive_accent(accent)), content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _way_back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    hosts = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(asked, hosts, require_https=request.is_secure())
    return asked if is_ours else "/"
