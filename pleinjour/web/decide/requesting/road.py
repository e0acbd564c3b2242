"""How the road of a request is shown, and what waits on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pleinjour.refdata.declaration import load_declaration
from pleinjour.web.decide.actions.requests import OPEN_STEPS
from pleinjour.web.decide.declaring.selectors import NAMED
from pleinjour.web.decide.declaring.words import say_option
from pleinjour.web.decide.models import (
    Declaration,
    Outcome,
    Progress,
    RequestStep,
    Step,
    ToolRequest,
    UnnamedDeclaration,
)
from pleinjour.web.decide.perms import Deed, may_do
from pleinjour.web.organizations.journal_words import add_words, codes_of
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.organizations.perms import roles_of
from pleinjour.web.organizations.waiting import Waiting
from pleinjour.web.ui.components import Row, StateKind
from pleinjour.web.ui.components import State as Sign

ANSWER_SHOWN: Final = timedelta(days=30)
"""How long an answer waits to be read: our choice. Nothing says who has read what."""
ROAD: Final = (Step.RECEIVED, Step.STUDIED, Step.OPINIONS, Step.ANSWERED)
OUTCOMES: Final[Mapping[Outcome, StateKind]] = {
    Outcome.GRANTED: "good",
    Outcome.CONDITIONAL: "mixed",
    Outcome.REFUSED: "bad",
}


@dataclass(frozen=True, slots=True)
class Stone:
    """A step of the road: done, under way or to come; the last thing that was said there."""

    label: str
    sign: Sign
    last: RequestStep | None


def show_road(request: ToolRequest) -> list[Stone]:
    """The four steps, whatever the order; once answered, those it took: no other is to come."""
    last = {step.step: step for step in request.steps.all()}
    shown = [step for step in ROAD if step in last or request.step != Step.ANSWERED]
    return [Stone(str(step.label), _sign(request, step, last), last.get(step)) for step in shown]


def _sign(request: ToolRequest, step: Step, last: Mapping[str, RequestStep]) -> Sign:
    if step == request.step:
        return sign_of_request(request) if step == Step.ANSWERED else Sign(_("En cours"), "mixed")
    return Sign(_("Fait"), "good") if step in last else Sign(_("À venir"), "unknown")


def sign_of_request(request: ToolRequest) -> Sign:
    """Where the request is; once it is answered, the answer."""
    if request.outcome:
        return Sign(str(request.get_outcome_display()), OUTCOMES[Outcome(request.outcome)])
    kind: StateKind = "mixed" if request.step in OPEN_STEPS else "unknown"
    return Sign(str(request.get_step_display()), kind)


def is_late(request: ToolRequest, today: date) -> bool:
    """Whether the step was to be over already."""
    return request.step in OPEN_STEPS and request.due_on < today


def rows_of(request: ToolRequest) -> list[Row]:
    """What was asked, field after field; the date is the page's to write."""
    return [
        Row(_("Pour quoi faire"), request.purpose),
        Row(_("Pour qui"), request.for_whom),
        Row(_("Service"), request.unit.name if request.unit else _("aucun en particulier")),
        Row(_("Ce qu’on y mettrait"), say_option(load_declaration().contents, request.content)),
        Row(_("Ce qui a été regardé d’autre"), request.alternatives),
    ]


def what_waits(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """The requests that one of the person's roles holds, and whether declarations wait for an answer."""
    roles = roles_of(account, authority)
    held = ToolRequest.objects.filter(authority=authority, step__in=OPEN_STEPS, holder__in=roles)
    for request in held if may_do(account, authority, Deed.HANDLE_REQUESTS) else ():
        is_to_answer = request.holder == Role.DIRECTION
        label = _("Répondre à la demande « {tool} »") if is_to_answer else _("Faire avancer la demande « {tool} »")
        address = reverse("decide:request", args=[authority.slug, request.pk])
        yield Waiting(label.format(tool=request.tool), address, request.due_on)
    if Role.REFERENT in roles and _has_unanswered(authority, authority.day_of(now)):
        yield Waiting(_("Répondre aux usages déclarés"), reverse("decide:declared", args=[authority.slug]))


def answers_that_wait(account: Account, authority: Authority, now: datetime) -> Iterator[Waiting]:
    """The answers to what the person declared in their name or asked for, during a month."""
    since = authority.day_of(now) - ANSWER_SHOWN
    declared = Declaration.objects.filter(authority=authority, author=account, answered_on__gte=since)
    for declaration in declared:
        label = _("Lire la réponse à votre déclaration sur « {tool} »").format(tool=declaration.tool)
        yield Waiting(label, reverse("decide:declaration", args=[authority.slug, NAMED, declaration.pk]))
    steps = RequestStep.objects.filter(step=Step.ANSWERED, at__gte=now - ANSWER_SHOWN)
    asked = ToolRequest.objects.filter(authority=authority, author=account, step=Step.ANSWERED)
    for request in asked.filter(pk__in=steps.values("request")):
        label = _("Lire la réponse à votre demande « {tool} »").format(tool=request.tool)
        yield Waiting(label, reverse("decide:request", args=[authority.slug, request.pk]))


def _has_unanswered(authority: Authority, today: date) -> bool:
    waiting = {"authority": authority, "progress": Progress.RECEIVED}
    unnamed = UnnamedDeclaration.objects.filter(**waiting, shown_from__lte=today)
    return Declaration.objects.filter(**waiting).exists() or unnamed.exists()


def add_request_words() -> None:
    """Name what is written in the journal. Called at start."""
    add_words(
        actions={
            "request.made": gettext_lazy("Outil demandé"),
            "request.moved": gettext_lazy("Demande avancée"),
            "request.answered": gettext_lazy("Réponse à une demande"),
            "request.withdrawn": gettext_lazy("Demande retirée"),
            "request.linked": gettext_lazy("Demande reliée à un système"),
        },
        labels={"step": gettext_lazy("étape"), "outcome": gettext_lazy("réponse")},
        codes={**codes_of(ToolRequest, "step"), **codes_of(ToolRequest, "outcome")},
    )
