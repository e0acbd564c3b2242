"""Ask before a deed that cannot be undone."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from pleinjour.web.organizations.errors import ActionError, NotAllowed
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.views.frame import explain, home_link
from pleinjour.web.ui.components import Link


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; `deed` is what the button says, `way_back` where both answers lead, `done` what is said there.

    `warning` is said of `points`, each a link. `form`: what has to be ticked or said first.
    """

    title: str
    sentence: str
    deed: str
    way_back: str
    is_dangerous: bool = True
    links: tuple[Link, ...] = ()
    done: str = ""
    warning: str = ""
    points: tuple[Link, ...] = ()
    form: forms.Form | None = None


def ask(request: HttpRequest, authority: Authority, question: Question, act: Callable[[], object]) -> HttpResponse:
    """A GET asks, a POST acts and goes back; a refusal is said on the page one goes back to."""
    form = question.form
    if request.method != "POST" or (form and not form.is_valid()):
        fields = {
            "authority": authority,
            "title": question.title,
            "sentence": question.sentence,
            "deed": question.deed,
            "way_back": question.way_back,
            "is_dangerous": question.is_dangerous,
            "links": question.links or (home_link(authority),),
            "warning": question.warning,
            "points": question.points,
            "form": form or "",
        }
        return render(request, "ui/confirm.html", fields, status=422 if form and form.errors else 200)
    try:
        act()
    except NotAllowed:
        raise
    except ActionError as error:
        messages.error(request, explain(error))
    else:
        if question.done:
            messages.success(request, question.done)
    return HttpResponseRedirect(question.way_back)
