"""Deeds on requests for a tool: reçue → étudiée → avis → réponse donnée, in plain sight of who asked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from pleinjour.web.decide.declaring.registering import enter_in_the_register
from pleinjour.web.decide.errors import DayPast, RequestChanged, RequestOver
from pleinjour.web.decide.models import Outcome, RequestStep, Step, ToolRequest
from pleinjour.web.decide.perms import Deed, require_deed, signing_role
from pleinjour.web.organizations.errors import NotAllowed, ObjectNotVisible
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority, Role, Unit
from pleinjour.web.organizations.rows import refetch
from pleinjour.web.registry import perms as registry
from pleinjour.web.registry.models import System

FIRST_STEP_LASTS: Final = timedelta(days=15)
"""By when somebody says what will be done with a request: our choice."""

OPEN_STEPS: Final = (Step.RECEIVED, Step.STUDIED, Step.OPINIONS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for. `content` is a code of refdata/declaration; `unit` None: for oneself or for all."""

    tool: str
    purpose: str
    for_whom: str
    content: str
    alternatives: str
    wanted_on: date | None = None
    unit: Unit | None = None
    tells: bool = True


@dataclass(frozen=True, slots=True)
class Advance:
    """The step that a request takes, who holds it, by when, and what its author is told."""

    step: Step
    holder: Role
    due_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a request: never without its reasons. Of one with conditions, the reasons say which."""

    outcome: Outcome
    reasons: str


def ask_for_tool(actor: Account, authority: Authority, asked: Asked, now: datetime) -> ToolRequest:
    """Raises NotAllowed; ObjectNotVisible for a unit of another authority; DayPast."""
    require_deed(actor, authority, Deed.REQUEST_TOOL)
    today = authority.day_of(now)
    if asked.unit and asked.unit.authority_id != authority.pk:
        raise ObjectNotVisible
    if asked.wanted_on and asked.wanted_on < today:
        raise DayPast
    with transaction.atomic():
        lock_chain(authority)
        request = ToolRequest.objects.create(
            authority=authority,
            author=actor,
            unit=asked.unit,
            tool=" ".join(asked.tool.split()),
            purpose=asked.purpose.strip(),
            for_whom=asked.for_whom.strip(),
            content=asked.content,
            alternatives=asked.alternatives.strip(),
            wanted_on=asked.wanted_on,
            tells=asked.tells,
            holder=Role.REFERENT,
            due_on=today + FIRST_STEP_LASTS,
        )
        _note_step(request, None, "", now)
        _journal(actor, request, "request.made")
    return request


def move_request(actor: Account, request: ToolRequest, advance: Advance, seen: int, now: datetime) -> None:
    """The request is at that step, or keeps its step with another date. Raises NotAllowed, RequestOver, DayPast;
    RequestChanged when somebody was faster.
    """
    authority = request.authority
    role = signing_role(actor, authority, Deed.HANDLE_REQUESTS)
    if advance.due_on < authority.day_of(now):
        raise DayPast
    with transaction.atomic():
        _take(request, seen)
        request.step, request.holder, request.due_on = advance.step, advance.holder, advance.due_on
        _keep(request, role, advance.note, now)
        _journal(actor, request, "request.moved", advance.note)


def answer_request(actor: Account, request: ToolRequest, reply: Reply, seen: int, now: datetime) -> None:
    """The request is answered. To grant it deploys nothing: the conditions of deployment stay.

    Raises NotAllowed, RequestOver; RequestChanged when somebody was faster.
    """
    authority = request.authority
    role = signing_role(actor, authority, Deed.ANSWER_REQUESTS)
    with transaction.atomic():
        _take(request, seen)
        request.step, request.holder, request.due_on = Step.ANSWERED, role, authority.day_of(now)
        request.outcome, request.reasons = reply.outcome, reply.reasons.strip()
        _keep(request, role, "", now)
        _journal(actor, request, "request.answered", request.reasons)


def withdraw_request(actor: Account, request: ToolRequest, now: datetime) -> None:
    """Nobody works on it any more. Raises NotAllowed for anybody but its author; RequestOver."""
    authority = request.authority
    require_deed(actor, authority, Deed.REQUEST_TOOL)
    if request.author_id != actor.pk:
        raise NotAllowed
    with transaction.atomic():
        _take(request, None)
        request.step = Step.WITHDRAWN
        _keep(request, None, "", now)
        _journal(actor, request, "request.withdrawn")


def link_request(actor: Account, request: ToolRequest, system: System | None = None) -> System:
    """The system that is asked for: its study and its opinions show on the request from now on. None: the one of the
    tool's name, added to the register as "signalé" when it was not there.

    Raises NotAllowed; ObjectNotVisible for a system of another authority.
    """
    authority = request.authority
    registry.require_deed(actor, authority, registry.Deed.DESCRIBE_SYSTEMS)
    if system and system.authority_id != authority.pk:
        raise ObjectNotVisible
    with transaction.atomic():
        lock_chain(authority)
        refetch(request)
        request.system = system or enter_in_the_register(actor, authority, request.tool)
        request.save(update_fields=["system"])
        _journal(actor, request, "request.linked")
    return request.system


def _take(request: ToolRequest, seen: int | None) -> None:
    """The request as it is now, locked. `seen` None: whatever happened meanwhile."""
    lock_chain(request.authority)
    refetch(request)
    if request.step not in OPEN_STEPS:
        raise RequestOver
    if seen is not None and request.edits != seen:
        raise RequestChanged


def _keep(request: ToolRequest, role: Role | None, note: str, now: datetime) -> None:
    request.edits += 1
    request.save()
    _note_step(request, role, note, now)


def _note_step(request: ToolRequest, role: Role | None, note: str, now: datetime) -> None:
    """`role` None: a deed of the author."""
    RequestStep.objects.create(
        authority_id=request.authority_id,
        request=request,
        step=request.step,
        holder=request.holder,
        due_on=request.due_on,
        note=note.strip(),
        at=now,
        by_role=role or "",
    )


def _journal(actor: Account, request: ToolRequest, action: str, reason: str = "") -> None:
    detail = {"name": request.tool, "step": request.step, "outcome": request.outcome}
    append(request.authority, actor, action, target=f"request:{request.pk}", reason=reason, detail=detail)
