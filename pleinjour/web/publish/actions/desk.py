"""Deeds at the desk. The journal says that somebody asked, of which system, and by when: never who, nor what."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from pleinjour.base.days import months_later
from pleinjour.refdata.notices import load_notices
from pleinjour.web.organizations.digests import digest_identifier
from pleinjour.web.organizations.errors import ObjectNotVisible, TooManyAttempts
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.post import send, sends_email
from pleinjour.web.organizations.receipts import digest_receipt
from pleinjour.web.organizations.rows import refetch
from pleinjour.web.organizations.throttling import Counter, count_attempt
from pleinjour.web.organizations.write_ahead import empty_the_write_ahead_file
from pleinjour.web.publish.desk.asked import Asked, Closed
from pleinjour.web.publish.desk.elements import NOTE, Answer, kept_of, lacking
from pleinjour.web.publish.desk.letters import write_letter
from pleinjour.web.publish.errors import (
    AnswerChanged,
    AnswerUnfinished,
    CodeUnknown,
    DeskFull,
    NoEmailToSend,
    RequestOver,
    TooManyRequests,
)
from pleinjour.web.publish.models import Progress, PublicRequest, SentBy
from pleinjour.web.publish.perms import Deed, require_deed, signing_role
from pleinjour.web.registry.incidents import open_incident
from pleinjour.web.registry.models import System

PERSONAL: Final[Mapping[str, object]] = {
    "reference": "",
    "text": "",
    "reply_to": "",
    "receipt_digest": None,
    "answer": {},
}
"""What may lead to somebody, and what stands there once it is erased."""
FREE_A_DAY: Final = 10
"""Requests of one network before anybody has to wait: our choice. A library or a household share one."""
MOST_A_DAY: Final = 200
"""Requests of everybody in one day, for one authority: our choice. More is a flood, that no reader could answer."""


def receive_request(authority: Authority, asked: Asked, code: str, address: str, now: datetime) -> PublicRequest:
    """What somebody without an account asks; the same one again for a code that has served.

    `address`, of their network, is only counted, under a keyed digest.
    Raises CodeUnknown, TooManyRequests, DeskFull; ObjectNotVisible for a system of another authority.
    """
    digest = digest_receipt(code)
    if not digest:
        raise CodeUnknown
    if asked.system:
        _require_here(asked.system, authority)
    _count(address, now)
    today = authority.day_of(now)
    with transaction.atomic():
        lock_chain(authority)
        if (again := PublicRequest.objects.filter(authority=authority, receipt_digest=digest).first()) is not None:
            return again
        if PublicRequest.objects.filter(authority=authority, received_on=today).count() >= MOST_A_DAY:
            raise DeskFull
        request = PublicRequest.objects.create(
            authority=authority,
            system=asked.system,
            subject=asked.subject,
            reference=asked.reference.strip(),
            text=asked.text.strip(),
            reply_to=asked.reply_to.strip(),
            receipt_digest=digest,
            received_on=today,
            due_on=months_later(today, load_notices().desk[asked.subject].months),
            kept_months=settings.PLEINJOUR_DESK_MONTHS,
        )
        _journal(None, request, "desk.received", {"answer_by": request.due_on.isoformat()})
    return request


def find_request(authority: Authority, code: str) -> PublicRequest:
    """The request of a code, whoever has it. Raises CodeUnknown."""
    digest = digest_receipt(code)
    rows = PublicRequest.objects.filter(authority=authority, receipt_digest=digest)
    # An erased request has no digest, and what is no code has none either.
    if not digest or (found := rows.select_related("authority", "system").first()) is None:
        raise CodeUnknown
    return found


def withdraw_request(authority: Authority, code: str, now: datetime) -> None:
    """Nothing is left of what it said. Raises CodeUnknown."""
    with transaction.atomic():
        lock_chain(authority)
        request = find_request(authority, code)
        if request.is_open:
            request.progress = Progress.WITHDRAWN
        _erase(request, authority.day_of(now), "desk.withdrawn")


def save_answer(actor: Account, request: PublicRequest, answer: Answer, seen: int) -> None:
    """The draft of an answer; nobody outside reads it. Raises NotAllowed, AnswerChanged, RequestOver."""
    require_deed(actor, request.authority, Deed.ANSWER_REQUESTS)
    with transaction.atomic():
        lock_chain(request.authority)
        _check(request, seen)
        request.answer = {name: answer.get(name, "").strip() for name in kept_of(request.subject)}
        request.edits += 1
        request.save(update_fields=["answer", "edits"])
        _journal(actor, request, "desk.prepared")


def send_answer(actor: Account, request: PublicRequest, sent_by: SentBy, seen: int, now: datetime) -> None:
    """The answer is the person's: sent by e-mail here, or by whoever answers, or left to be read with their code.

    Raises NotAllowed, AnswerChanged, RequestOver; AnswerUnfinished, NoEmailToSend.
    """
    role = signing_role(actor, request.authority, Deed.ANSWER_REQUESTS)
    with transaction.atomic():
        lock_chain(request.authority)
        _check(request, seen)
        if lacking(request.subject, request.answer):
            raise AnswerUnfinished
        if sent_by == SentBy.EMAIL and not may_email(request):
            raise NoEmailToSend
        request.progress, request.sent_by = Progress.ANSWERED, sent_by
        request.answered_on, request.answered_by_role = request.authority.day_of(now), role
        request.save()
        _journal(actor, request, "desk.answered", {"sent_by": str(sent_by)})
        _send(request)


def _send(request: PublicRequest) -> None:
    """By e-mail, where that was chosen, once the deed is kept."""
    if request.sent_by == SentBy.EMAIL:
        to, letter = request.reply_to, write_letter(request)
        transaction.on_commit(lambda: send(to, letter.subject, letter.body))


def close_request(actor: Account, request: PublicRequest, closed: Closed, seen: int, now: datetime) -> None:
    """It gets no answer to what it asks; the person reads why, with their code, and by e-mail where that can be.

    Raises NotAllowed, AnswerChanged, RequestOver.
    """
    role = signing_role(actor, request.authority, Deed.ANSWER_REQUESTS)
    with transaction.atomic():
        lock_chain(request.authority)
        _check(request, seen)
        request.progress, request.answer = Progress.CLOSED, {NOTE: closed.reason.strip()}
        request.sent_by = SentBy.EMAIL if may_email(request) else SentBy.CODE
        request.answered_on, request.answered_by_role = request.authority.day_of(now), role
        request.save()
        _journal(actor, request, "desk.closed", {"closing": str(closed.closing)})
        _send(request)


def choose_system(actor: Account, request: PublicRequest, system: System) -> None:
    """The request is about that system; a draft stays. Raises NotAllowed, ObjectNotVisible, RequestOver."""
    require_deed(actor, request.authority, Deed.ANSWER_REQUESTS)
    _require_here(system, request.authority)
    with transaction.atomic():
        lock_chain(request.authority)
        _check(request, None)
        request.system = system
        request.edits += 1
        request.save(update_fields=["system", "edits"])
        _journal(actor, request, "desk.placed", {"name": system.name})


def hand_over(actor: Account, request: PublicRequest, what: str, now: datetime) -> None:
    """An incident is opened on the system, in the words of whoever hands over: they name nobody.

    Raises NotAllowed; RequestOver when it was handed over, or says no system.
    """
    require_deed(actor, request.authority, Deed.ANSWER_REQUESTS)
    with transaction.atomic():
        lock_chain(request.authority)
        refetch(request)
        if request.erased_on or request.handed_over or request.system is None:
            raise RequestOver
        request.handed_over = open_incident(actor, request.system, what.strip(), now)
        request.save(update_fields=["handed_over"])
        _journal(actor, request, "desk.handed_over", {"incident": request.handed_over})


def erase_old(authority: Authority, today: date) -> int:
    """Erase what has been kept as long as was promised; how many requests were."""
    erased = 0
    for request in list(_kept(authority)):
        if kept_until(request) <= today:
            with transaction.atomic():
                lock_chain(authority)
                refetch(request)
                _erase(request, today, "desk.erased")
            erased += 1
    return erased


def kept_until(request: PublicRequest) -> date:
    """The day when what it says is erased."""
    return months_later(request.answered_on or request.due_on, request.kept_months)


def may_email(request: PublicRequest) -> bool:
    """Whether Pleinjour can send the answer: a mail server is set up, and the person gave an e-mail."""
    try:
        validate_email(request.reply_to)
    except ValidationError:
        return False
    return sends_email()


def _require_here(system: System, authority: Authority) -> None:
    if system.authority_id != authority.pk:
        raise ObjectNotVisible


def _count(address: str, now: datetime) -> None:
    counter = Counter(digest_identifier("desk.address", address), FREE_A_DAY)
    try:
        count_attempt([counter], now)
    except TooManyAttempts as error:
        raise TooManyRequests(**error.fields) from error


def _kept(authority: Authority) -> Iterator[PublicRequest]:
    rows = PublicRequest.objects.filter(authority=authority, erased_on=None)
    yield from rows.select_related("authority").iterator()


def _check(request: PublicRequest, seen: int | None) -> None:
    refetch(request)
    if not request.is_open:
        raise RequestOver
    if seen is not None and request.edits != seen:
        raise AnswerChanged


def _erase(request: PublicRequest, today: date, action: str) -> None:
    for name, nothing in PERSONAL.items():
        setattr(request, name, nothing)
    request.erased_on = today
    request.save()
    _journal(None, request, action)
    transaction.on_commit(empty_the_write_ahead_file)


def _journal(actor: Account | None, request: PublicRequest, action: str, detail: dict[str, str] | None = None) -> None:
    about = {"subject": request.subject, **(detail or {})}
    append(request.authority, actor, action, target=f"desk:{request.pk}", detail=about)
