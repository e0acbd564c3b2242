"""What the demonstration's people do meanwhile: declare, ask for tools, review, tell incidents, ask why."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from pleinjour.web.decide.actions.declarations import answer_declaration, declare_unnamed, declare_use
from pleinjour.web.decide.actions.incidents import Declaration, Known, Step, declare_incident, follow_incident
from pleinjour.web.decide.actions.requests import Advance, Asked, Reply, answer_request, ask_for_tool, move_request
from pleinjour.web.decide.actions.supervision import (
    Case,
    Terms,
    Verification,
    answer_review,
    bring_cases,
    open_review,
    write_plan,
)
from pleinjour.web.decide.declaring.told import Told
from pleinjour.web.decide.models import Outcome, SupervisedCase, Verified
from pleinjour.web.decide.models.request import Step as Stop
from pleinjour.web.home.demonstration.habits import PARIS
from pleinjour.web.organizations.models import Account, Authority, Role, Unit
from pleinjour.web.organizations.receipts import draw_receipt
from pleinjour.web.publish.actions.desk import receive_request, save_answer, send_answer
from pleinjour.web.publish.desk.asked import Asked as Question
from pleinjour.web.publish.desk.elements import prepare_answer
from pleinjour.web.publish.models import SentBy, Subject
from pleinjour.web.registry.models import Answer, System

SUPERVISED: Final = "Places en crèche : ordre des demandes"
STOPPED: Final = "Comptage de véhicules aux carrefours"
CASES: Final = 60
_LEFT: Final = 2
"""Drawn cases that still wait for somebody."""
_MINUTES: Final = (4, 7, 3, 6, 11, 5)
_OVERRIDDEN_EVERY, _CORRECTED_EVERY = 9, 6


def live(authority: Authority, accounts: Mapping[Role, Account], today: date) -> None:
    """Some days of the authority, the last ones before `today`."""
    _declare(authority, accounts, today)
    _ask(authority, accounts, today)
    _review(authority, accounts, today)
    _tell(authority, accounts, today)
    _write(authority, accounts, today)


def _declare(authority: Authority, accounts: Mapping[Role, Account], today: date) -> None:
    agent, referent = accounts[Role.AGENT], accounts[Role.REFERENT]
    first = Told("ChatGPT", "write", "internal", "weekly", "Un outil approuvé qui sache faire la même chose.")
    answered = declare_use(agent, authority, first, _at(today, 20))
    help_given = "L’assistant de la collectivité sait le faire. Une séance de deux heures vous est ouverte."
    answer_declaration(referent, answered, help_given, answered.edits, _at(today, 17))
    declare_use(agent, authority, Told("DeepL", "translate", "public", "monthly"), _at(today, 5))
    unnamed = Told("Gemini", "write", "public", "weekly", "Savoir si c’est permis.")
    declare_unnamed(agent, authority, unnamed, draw_receipt(), today - timedelta(days=14))


def _ask(authority: Authority, accounts: Mapping[Role, Account], today: date) -> None:
    agent, referent, direction = accounts[Role.AGENT], accounts[Role.REFERENT], accounts[Role.DIRECTION]
    unit = Unit.objects.get(authority=authority, name="Action sociale et santé")
    waiting = ask_for_tool(
        agent, authority,
        Asked("Transcription de réunions d’équipe", "Écrire plus vite les comptes rendus", "Une équipe de douze agents",
              "internal", "Un logiciel libre qui marche sans réseau ; des notes prises à tour de rôle.", None, unit),
        _at(today, 25),
    )  # fmt: skip
    due = today + timedelta(days=12)
    move_request(
        referent, waiting, Advance(Stop.STUDIED, Role.REFERENT, due, "Essai sur deux réunions."), 0, _at(today, 18)
    )
    granted = ask_for_tool(
        agent, authority,
        Asked("Assistant IA pour les courriers", "Répondre en français simple", "Accueil et état civil", "internal",
              "Des modèles de lettres, trop rigides."),
        _at(today, 60),
    )  # fmt: skip
    answer_request(
        direction, granted, Reply(Outcome.GRANTED, "Après la formation, l’outil vous est ouvert."), 0, _at(today, 45)
    )


def _review(authority: Authority, accounts: Mapping[Role, Account], today: date) -> None:
    """One case in two is drawn; most are confirmed, some corrected or put aside, each in some minutes."""
    system = System.objects.get(authority=authority, name=SUPERVISED)
    supervisor = accounts[Role.AGENT]
    terms = Terms(50, 15, True, True, "Relisez la demande, puis dites si vous auriez proposé le même rang.")
    begun = today - timedelta(days=CASES)
    plan = write_plan(accounts[Role.REFERENT], system, terms, _at(today, CASES))
    cases = [Case(f"CR-{number:03}", begun + timedelta(days=number // 2)) for number in range(1, CASES + 1)]
    bring_cases(supervisor, plan, cases, _at(today, CASES // 2 - 1))
    drawn = list(SupervisedCase.objects.filter(plan=plan, is_drawn=True).order_by("number"))
    for rank, case in enumerate(drawn[: len(drawn) - _LEFT]):
        opened = _at(today, max(1, CASES // 2 - 2 - rank))
        open_review(supervisor, case, opened)
        answer_review(supervisor, case, _verdict(rank), opened + timedelta(minutes=_MINUTES[rank % len(_MINUTES)]))


def _verdict(rank: int) -> Verification:
    if rank % _OVERRIDDEN_EVERY == _OVERRIDDEN_EVERY - 1:
        return Verification(Verified.OVERRIDDEN, "La situation de la famille a changé depuis la demande.")
    if rank % _CORRECTED_EVERY == _CORRECTED_EVERY - 1:
        return Verification(Verified.CORRECTED, "Deux points manquaient pour la fratrie.")
    return Verification(Verified.AGREED)


def _tell(authority: Authority, accounts: Mapping[Role, Account], today: date) -> None:
    """The incident for which a system is stopped: told, then followed; it is still open."""
    system = System.objects.get(authority=authority, name=STOPPED)
    passage = system.passages.first()
    known_at = passage.at if passage else _at(today, 30)
    what = "Les images étaient gardées deux jours au lieu d’être effacées aussitôt."
    said = Declaration(what, known_at, Known("", Answer.YES, None), known_at.date())
    incident = declare_incident(accounts[Role.AGENT], system, said, known_at)
    step = Step(Known("", Answer.YES, None), "Effacement remis en route ; le fournisseur cherche la cause.")
    follow_incident(accounts[Role.DPO], incident, step, min(known_at + timedelta(days=1), _at(today, 0)))


def _write(authority: Authority, accounts: Mapping[Role, Account], today: date) -> None:
    """What two inhabitants ask at the desk: one has their answer, the other waits."""
    system = System.objects.get(authority=authority, name=SUPERVISED)
    question = "Pourquoi mon dossier est-il après celui d’une demande plus récente ?"
    asked = Question(Subject.EXPLANATION, question, system, "Dossier 2026-0117")
    answered = receive_request(authority, asked, draw_receipt(), "192.0.2.1", _at(today, 24))
    weights = "La date de la demande compte pour un tiers, la situation de la famille pour deux tiers."
    dpo = accounts[Role.DPO]
    save_answer(dpo, answered, {**prepare_answer(answered), "weights": weights}, answered.edits)
    send_answer(dpo, answered, SentBy.CODE, answered.edits, _at(today, 15))
    problem = Question(Subject.INCIDENT, "Le numéro de ma rue n’est pas reconnu.", system)
    receive_request(authority, problem, draw_receipt(), "192.0.2.2", _at(today, 3))


def _at(today: date, days: int) -> datetime:
    """Half past nine, so many days before `today`."""
    return datetime.combine(today - timedelta(days=days), time(9, 30), PARIS)
