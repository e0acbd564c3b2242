"""What is to be looked at, and what was put aside."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pleinjour.web.observe import selectors
from pleinjour.web.observe.actions.alerts import dismiss_alert, restore_alert
from pleinjour.web.observe.models import Alert
from pleinjour.web.observe.pages.alerts import show_alert
from pleinjour.web.observe.perms import Deed, may, require
from pleinjour.web.observe.views.paths import alerts_path, observe_path
from pleinjour.web.organizations.models import Account
from pleinjour.web.organizations.views.confirmation import Question, ask
from pleinjour.web.organizations.views.frame import find_authority


@require_safe
def show_alerts(request: HttpRequest, slug: str) -> HttpResponse:
    account, authority = find_authority(request, slug)
    shown = [alert for alert in map(show_alert, selectors.get_alerts(account, authority)) if alert]
    fields = {
        "authority": authority,
        "links": observe_path(authority),
        "waiting": [alert for alert in shown if alert.dismissed_at is None],
        "dismissed": [alert for alert in shown if alert.dismissed_at is not None],
        "may_dismiss": may(account, authority, Deed.DISMISS_ALERT),
    }
    return render(request, "observe/alerts.html", fields)


@require_http_methods(["GET", "HEAD", "POST"])
def dismiss(request: HttpRequest, slug: str, alert_id: int) -> HttpResponse:
    question = Question(
        title=_("Écarter ce point"),
        sentence=_("Il ne sera plus sur l’accueil. Il reste dans la liste, d’où vous pouvez le remettre."),
        deed=_("Écarter"),
        done=_("Ce point est écarté. La liste permet de le remettre."),
        way_back=reverse("observe:alerts", args=[slug]),
        is_dangerous=False,
    )
    return _ask(request, slug, alert_id, question, lambda account, alert: dismiss_alert(account, alert, timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, slug: str, alert_id: int) -> HttpResponse:
    question = Question(
        title=_("Remettre ce point"),
        sentence=_("Il sera de nouveau sur l’accueil de ceux qui décident."),
        deed=_("Remettre"),
        done=_("Ce point est de nouveau à regarder."),
        way_back=reverse("observe:alerts", args=[slug]),
        is_dangerous=False,
    )
    return _ask(request, slug, alert_id, question, restore_alert)


def _ask(
    request: HttpRequest, slug: str, alert_id: int, question: Question, act: Callable[[Account, Alert], object]
) -> HttpResponse:
    account, authority = find_authority(request, slug)
    require(account, authority, Deed.DISMISS_ALERT)
    alert = selectors.find_alert(account, authority, alert_id)
    return ask(request, authority, replace(question, links=alerts_path(authority)), lambda: act(account, alert))
