"""Studies, opinions and trainings for tests: `finish(system)`, `say(system, Expert.DPO)`, `prepare(system)`."""

from pleinjour.engines.studies import WORST
from pleinjour.refdata.impact import load_impact
from pleinjour.web.decide.actions.opinions import Said, give_opinion
from pleinjour.web.decide.actions.studies import finish_study, save_draft
from pleinjour.web.decide.actions.training import Held, record_training
from pleinjour.web.decide.models import Expert, Opinion, Study, StudyDraft, Verdict
from pleinjour.web.organizations.models import Role
from pleinjour.web.registry.models import System
from tests.web.organizations.factories import member
from tests.web.registry.factories import NOW, name_supervisor

# The lightest study: what nobody knows is said, and opens nothing.
LIGHT = {
    question.id: ["texte"] if question.kind == "text" else [WORST] for question in load_impact().questions.questions
}


def answer(system: System) -> StudyDraft:
    """A draft in which all that is asked is answered."""
    draft = StudyDraft.objects.filter(system=system).first()
    seen = draft.edits if draft else 0
    return save_draft(member(system.authority, Role.REFERENT), system, LIGHT, seen, NOW)


def finish(system: System) -> Study:
    answer(system)
    return finish_study(member(system.authority, Role.REFERENT), system, NOW)


def say(
    system: System, expert: Expert, verdict: Verdict = Verdict.FAVOURABLE, reservations: tuple[str, ...] = ()
) -> Opinion:
    actor, study = member(system.authority, Role(expert)), Study.objects.filter(system=system).latest("pk")
    return give_opinion(actor, study, Said(expert, verdict, "Conforme au contrat.", reservations), NOW)


def train(system: System) -> None:
    held = Held(NOW.date(), "Usages, limites, biais, droit.")
    record_training(member(system.authority, Role.REFERENT), system, held, NOW)


def prepare(system: System) -> None:
    """All that this room may meet before a deployment: what is left is the public sheet."""
    finish(system)
    for expert in Expert:
        say(system, expert)
    train(system)
    name_supervisor(system)
