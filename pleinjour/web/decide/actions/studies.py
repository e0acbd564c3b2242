"""Deeds on the impact study of a system."""

from datetime import datetime
from typing import Final

from django.db import transaction

from pleinjour.base.days import months_later
from pleinjour.engines.studies import WORST, Question, score
from pleinjour.refdata.impact import load_impact
from pleinjour.web.decide.errors import StudyChanged, StudyUnfinished, UnknownAnswer
from pleinjour.web.decide.models import Study, StudyDraft
from pleinjour.web.decide.perms import Deed, require_deed, signing_role
from pleinjour.web.decide.readings.answers import GivenAnswers, choice_that_stands_alone, chosen, kept
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account
from pleinjour.web.registry.conditions import mark_met, withdraw
from pleinjour.web.registry.models import Need, System

LONGEST_TEXT = 4000
OF_OPINIONS: Final = (Need.DPO, Need.RSSI, Need.RESERVATIONS)
ANSWERS_CHANGED: Final = "L’étude a été reprise, et ses réponses ont changé."


def save_draft(actor: Account, system: System, answers: GivenAnswers, seen: int, now: datetime) -> StudyDraft:
    """The draft with these answers in place of those to the same questions; the others stay.

    `seen`: the `edits` of the draft that the person had before their eyes, 0 for none. Raises NotAllowed,
    UnknownAnswer; StudyChanged when somebody was faster.
    """
    require_deed(actor, system.authority, Deed.WRITE_STUDY)
    _check(answers)
    with transaction.atomic():
        lock_chain(system.authority)
        draft = StudyDraft.objects.filter(system=system).first()
        if (draft.edits if draft else 0) != seen:
            raise StudyChanged
        draft = draft or StudyDraft(authority_id=system.authority_id, system=system)
        draft.answers = {**draft.answers, **answers}
        draft.edits, draft.saved_at = seen + 1, now
        draft.save()
        append(system.authority, actor, "study.saved", target=f"system:{system.pk}", detail={"name": system.name})
    return draft


def finish_study(actor: Account, system: System, now: datetime, seen: int | None = None) -> Study:
    """The study of the system's basis, from its draft, which stays to begin the next from. Where it answers otherwise
    than the last one, the opinions given on that one lapse, and a deployed system is suspended.

    `seen`: the `edits` of the draft that the person had before their eyes, where that is known. Raises NotAllowed,
    StudyUnfinished; StudyChanged when somebody was faster.
    """
    role = signing_role(actor, system.authority, Deed.WRITE_STUDY)
    impact = load_impact()
    with transaction.atomic():
        lock_chain(system.authority)
        system.refresh_from_db()
        draft = StudyDraft.objects.filter(system=system).first()
        if seen is not None and (draft.edits if draft else 0) != seen:
            raise StudyChanged
        answers = kept(impact.questions, draft.answers if draft else {})
        result = score(impact.questions, chosen(answers))
        if not result.is_complete:
            raise StudyUnfinished(left=len(result.open))
        last = Study.objects.filter(system=system, basis=system.basis).first()
        study = Study.objects.create(
            authority_id=system.authority_id,
            system=system,
            basis=system.basis,
            questions_version=impact.version,
            answers=answers,
            scores={lens.lens: lens.score for lens in result.lenses},
            level=result.level,
            finished_at=now,
            finished_by_role=role,
            due_on=months_later(system.authority.day_of(now), impact.levels[result.level].months),
        )
        if last and not last.says_as(study):
            for need in OF_OPINIONS:
                withdraw(actor, role, system, need, ANSWERS_CHANGED, now)
        mark_met(system, Need.STUDY, f"study:{study.pk}", now)
        detail = {"name": system.name, "level": str(study.level), "due_on": study.due_on.isoformat()}
        append(system.authority, actor, "study.finished", target=f"system:{system.pk}", detail=detail)
    return study


def _check(answers: GivenAnswers) -> None:
    questions = {question.id: question for question in load_impact().questions.questions}
    if not all(id_ in questions and _is_offered(questions[id_], given) for id_, given in answers.items()):
        raise UnknownAnswer


def _is_offered(question: Question, given: list[str]) -> bool:
    if question.kind == "text":
        return len(given) <= 1 and all(len(text) <= LONGEST_TEXT for text in given)
    offered = {choice.id for choice in question.choices} | {WORST}
    if not set(given) <= offered or choice_that_stands_alone(question, given):
        return False
    return question.kind == "several" or len(given) <= 1
