"""Studies, opinions and trainings for tests: `finish(system)`, `say(system, Expert.DPO)`, `prepare(system)`."""

from pleinjour.engines.studies import WORST
from pleinjour.refdata.impact import load_impact
from pleinjour.web.decide.actions.opinions import Said, give_opinion
from pleinjour.web.decide.actions.studies import finish_study, save_draft
from pleinjour.web.decide.actions.training import Held, record_training
from pleinjour.web.decide.models import Expert, Opinion, Study, StudyDraft, Verdict
from pleinjour.web.decide.readings.answers import GivenAnswers
from pleinjour.web.home.demonstration.road import answers_of
from pleinjour.web.organizations.models import Role
from pleinjour.web.registry.models import System
from tests.web.organizations.factories import member
from tests.web.registry.factories import NOW, name_supervisor

# The heaviest study: nobody knows anything, which is said, and opens little.
UNKNOWN_ALL = {
    question.id: ["texte"] if question.kind == "text" else [WORST] for question in load_impact().questions.questions
}


# Of each question the answer that weighs least, and the mitigation that lightens most.
LIGHT = answers_of({})


def answer(system: System, answers: GivenAnswers = UNKNOWN_ALL) -> StudyDraft:
    """A draft in which all that is asked is answered."""
    draft = StudyDraft.objects.filter(system=system).first()
    seen = draft.edits if draft else 0
    return save_draft(member(system.authority, Role.REFERENT), system, answers, seen, NOW)


def finish(system: System, answers: GivenAnswers = UNKNOWN_ALL) -> Study:
    answer(system, answers)
    return finish_study(member(system.authority, Role.REFERENT), system, NOW)


def say(
    system: System, expert: Expert, verdict: Verdict = Verdict.FAVOURABLE, reservations: tuple[str, ...] = ()
) -> Opinion:
    actor, study = member(system.authority, Role(expert)), Study.objects.filter(system=system).latest("pk")
    return give_opinion(actor, study, Said(expert, verdict, "Conforme au contrat.", reservations), NOW)


def train(system: System) -> None:
    held = Held(NOW.date(), "Usages, limites, biais, droit.")
    record_training(member(system.authority, Role.REFERENT), system, held, NOW)


def prepare(system: System, answers: GivenAnswers = UNKNOWN_ALL) -> None:
    """All that this room may meet before a deployment: what is left is the public sheet."""
    finish(system, answers)
    for expert in Expert:
        say(system, expert)
    train(system)
    name_supervisor(system)
