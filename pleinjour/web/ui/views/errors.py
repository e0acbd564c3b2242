"""The pages shown when something does not go as hoped: what happened, and what to do now."""

import logging
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token

from pleinjour.web.ui.components import Link
from pleinjour.web.ui.site import shows_demonstration

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """`title` says what happened, `advice` what to do."""

    title: Promise
    advice: Promise


ERROR_PAGES = {
    400: ErrorPage(
        _("La demande n’a pas été comprise"),
        _("Revenez à la page précédente et recommencez. Si vous avez saisi l’adresse à la main, vérifiez-la."),
    ),
    403: ErrorPage(
        _("Cette page n’est pas ouverte à votre compte"),
        _("Si vous en avez besoin pour votre travail, demandez l’accès à l’administration de votre collectivité."),
    ),
    404: ErrorPage(
        _("Cette page n’existe pas"),
        _("L’adresse a peut-être changé, ou la page est réservée à d’autres. Repartez de l’accueil."),
    ),
    413: ErrorPage(
        _("Ce fichier est trop gros"),
        _("Partagez-le en plusieurs fichiers, ou compressez-le, puis envoyez-le de nouveau."),
    ),
    429: ErrorPage(
        _("Trop de demandes en peu de temps"),
        _("Attendez quelques minutes, puis recommencez. Rien de ce que vous avez enregistré n’est perdu."),
    ),
    500: ErrorPage(
        _("La page n’a pas pu être préparée"),
        _("Le problème vient de nous. Recommencez dans quelques minutes."),
    ),
}
EXPIRED_FORM = ErrorPage(
    _("Ce formulaire a expiré"),
    _("Revenez à la page précédente, rechargez-la, puis envoyez de nouveau le formulaire."),
)
# Without a template, a catalogue or a stylesheet: what is left when even the error page fails.
LAST_RESORT = (
    '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Pleinjour</title>'
    "<h1>La page n’a pas pu être préparée</h1><p>Recommencez dans quelques minutes.</p></html>"
)


def render_error(request: HttpRequest, status: int, advice: str = "", contacts: tuple[Link, ...] = ()) -> HttpResponse:
    """The page of `status`. `advice` replaces the usual sentence when the caller knows better; `contacts`: whom to
    write to.
    """
    return _render(request, status, ERROR_PAGES[status], advice, contacts)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render_error(request, HTTPStatus.BAD_REQUEST)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render_error(request, HTTPStatus.FORBIDDEN)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render_error(request, HTTPStatus.NOT_FOUND)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _render(request, HTTPStatus.FORBIDDEN, EXPIRED_FORM, "")


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """A page that needs neither database, session nor account: any of them may be what failed."""
    try:
        return HttpResponseServerError(render_to_string("ui/errors/500.html", {"page": ERROR_PAGES[500]}))
    except Exception:
        logger.exception("the error page itself failed")
        return HttpResponseServerError(LAST_RESORT)


@login_not_required
def show(request: HttpRequest, status: int) -> HttpResponse:
    """Any error page, to be looked at beside the living style page."""
    if status not in ERROR_PAGES or not shows_demonstration():
        raise Http404
    return server_error(request) if status == HTTPStatus.INTERNAL_SERVER_ERROR else render_error(request, status)


def _render(
    request: HttpRequest, status: int, page: ErrorPage, advice: str, contacts: tuple[Link, ...] = ()
) -> HttpResponse:
    fields = {"page": page, "advice": advice or page.advice, "status": status, "contacts": contacts}
    return render(request, "ui/errors/error.html", fields, status=status)
