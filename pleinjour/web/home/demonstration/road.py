"""How a system of the demonstration goes through the authority: by the deeds of the site, each on its day."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from pleinjour.base.days import months_later
from pleinjour.base.figures import Month
from pleinjour.engines.studies import Question
from pleinjour.refdata.impact import load_impact
from pleinjour.web.decide.actions.facts import Established, establish_fact
from pleinjour.web.decide.actions.opinions import End, Said, end_reservation, give_opinion
from pleinjour.web.decide.actions.studies import finish_study, save_draft
from pleinjour.web.decide.actions.training import Held, record_training
from pleinjour.web.decide.models import Ending, Study
from pleinjour.web.home.demonstration.habits import PARIS
from pleinjour.web.home.demonstration.systems import Chosen, Opined, Story
from pleinjour.web.organizations.models import Account, Authority, Role, Unit
from pleinjour.web.publish.actions.sheets import Previewed, publish_sheet
from pleinjour.web.publish.actions.sheets import save_draft as save_sheet
from pleinjour.web.publish.content import Words
from pleinjour.web.publish.preparing import prepare
from pleinjour.web.registry.actions.description import Change, Description, describe_system, described
from pleinjour.web.registry.actions.evidence import Piece, add_evidence
from pleinjour.web.registry.actions.life import Move, move_system, stop_system
from pleinjour.web.registry.actions.people import Charge, name_person
from pleinjour.web.registry.actions.tools import Ruling, add_system, set_state
from pleinjour.web.registry.actions.uses import UseDescription, add_use
from pleinjour.web.registry.models import Duty, Stage, State, System

_TRIAL_MONTHS: Final = 6
_WORDS: Final = "Décrit et relu avec les agents concernés."
_CONTACT: Final = "Référent IA de la commune, referent@aubeclaire.example, ou à l’accueil de la mairie."
_OPENED: Final = "L’étude, les avis et la formation sont faits."
_APPEAL: Final = "Demandez qu’une personne examine votre situation, puis saisissez le médiateur de la commune."


class Road:
    """The road of one authority's systems. Days never pass `today`."""

    def __init__(self, authority: Authority, accounts: Mapping[Role, Account], first: Month, today: date) -> None:
        self._authority, self._accounts, self._first, self._today = authority, accounts, first, today

    def follow(self, story: Story) -> System:
        """The system, led as far as its story goes."""
        days = self._days(story)
        system = self._find(story)
        self._describe(system, story, next(days))
        if story.reach == Stage.REPORTED:
            return system
        self._prepare(system, story, next(days))
        if story.studied is not None:
            self._study(system, story, next(days))
        for opined in story.opinions:
            self._opine(system, opined, next(days), next(days))
        self._finish(system, story, days)
        return system

    def _days(self, story: Story) -> Iterator[datetime]:
        """Each step a week after the one before, at half past nine, and none to come."""
        day = self._first.shifted(story.month - 1).first_day + timedelta(days=2)
        while True:
            yield datetime.combine(min(day, self._today), time(9, 30), PARIS)
            day += timedelta(days=7)

    def _find(self, story: Story) -> System:
        if story.service:
            return System.objects.get(authority=self._authority, service=story.service)
        return add_system(self._accounts[Role.REFERENT], self._authority, name=story.name)

    def _describe(self, system: System, story: Story, now: datetime) -> None:
        description = Description(
            name=system.name, purpose=story.purpose, origin=story.origin, provider=story.provider,
            models_used=story.models_used, hosting=story.hosting, data_used=story.data_used,
            personal_data=story.personal_data,
        )  # fmt: skip
        if description != described(system):
            change = Change(seen=system.version, reason="Première description.")
            describe_system(self._accounts[Role.REFERENT], system, description, change, now)

    def _prepare(self, system: System, story: Story, now: datetime) -> None:
        """Who answers for it, what it serves, what backs it, and the beginning of its study."""
        referent, today = self._accounts[Role.REFERENT], now.date()
        if story.owner:
            name_person(referent, system, Charge(Duty.OWNER, story.owner), now)
        if story.supervisor:
            email = self._accounts[Role.AGENT].email
            name_person(referent, system, Charge(Duty.SUPERVISOR, story.supervisor, email), now)
        for served in story.uses:
            unit = Unit.objects.get(authority=self._authority, name=served.unit) if served.unit else None
            use = UseDescription(served.purpose, unit, served.serves, served.part, served.people_affected, today)
            add_use(referent, system, use, today)
        if story.hosting:
            piece = Piece("Fiche du fournisseur", "Lieu d’hébergement", today, link="https://fiche.example/")
            add_evidence(referent, system, piece, now)
        for fact, value in story.laws.items():
            said = Established(fact, value, today, "Porteur du projet")  # type: ignore[arg-type]
            establish_fact(referent, system, said, now)
        self._move(system, Stage.STUDIED, "L’étude commence.", now)

    def _study(self, system: System, story: Story, now: datetime) -> None:
        referent = self._accounts[Role.REFERENT]
        answers = answers_of(story.studied or {})
        if not story.is_study_finished:
            answers = {name: given for name, given in answers.items() if name in (story.studied or {})}
        save_draft(referent, system, answers, 0, now)
        if story.is_study_finished:
            finish_study(referent, system, now)

    def _opine(self, system: System, opined: Opined, now: datetime, later: datetime) -> None:
        actor, study = self._accounts[Role(opined.expert)], Study.objects.filter(system=system).latest("pk")
        texts = tuple(text for text, _lifted in opined.reservations)
        opinion = give_opinion(actor, study, Said(opined.expert, opined.verdict, opined.reasons, texts), now)
        for row, (_text, lifted) in zip(opinion.reservations.all(), opined.reservations, strict=True):
            if lifted:
                signed = opinion.get_expert_display()
                end_reservation(actor, row, End(Ending.LIFTED, lifted, signed), later)

    def _finish(self, system: System, story: Story, days: Iterator[datetime]) -> None:
        if story.reach == Stage.TRIAL:
            now = next(days)
            self._move(system, Stage.TRIAL, story.why, now, until=months_later(now.date(), _TRIAL_MONTHS))
        if story.reach == Stage.DEPLOYED or story.was_deployed:
            self._deploy(system, story, days)
        if story.reach == Stage.SUSPENDED:
            stopped = next(days)
            stop_system(self._accounts[Role.DPO], system, story.why, stopped)
            ruling = Ruling(State.DISCOURAGED, story.why, stopped.date())
            set_state(self._accounts[Role.RSSI], system, ruling, stopped.date())
        if story.reach == Stage.RETIRED:
            self._move(system, Stage.RETIRED, story.why, next(days))

    def _deploy(self, system: System, story: Story, days: Iterator[datetime]) -> None:
        referent, now = self._accounts[Role.REFERENT], next(days)
        record_training(referent, system, Held(now.date(), "Bases, limites, biais, droit : deux heures."), now)
        words = Words(
            summary=story.summary, operations=story.operations, reasons=story.purpose, contact=_CONTACT, appeal=_APPEAL,
            supervision="Une personne nommée relit, corrige, et peut tout arrêter.",
        )  # fmt: skip
        save_sheet(referent, system, words, 0, now)
        publish_sheet(self._accounts[Role.DIRECTION], system, Previewed(prepare(system).digest()), next(days))
        deployed = next(days)
        self._move(system, Stage.DEPLOYED, "Toutes les conditions sont réunies.", deployed)
        if not story.service:
            why = story.why if story.reach == Stage.DEPLOYED else _OPENED
            ruling = Ruling(State.APPROVED, why, deployed.date())
            set_state(self._accounts[Role.RSSI], system, ruling, deployed.date())

    def _move(self, system: System, after: Stage, reason: str, now: datetime, until: date | None = None) -> None:
        system.refresh_from_db()
        move = Move(after, reason, Stage(system.stage), until)
        move_system(self._accounts[Role.DIRECTION], system, move, now)


def answers_of(chosen: Chosen) -> dict[str, list[str]]:
    """Each question answered: as `chosen` says, else the lightest answer, and the mitigation that lightens most."""
    return {one.id: list(chosen.get(one.id, (_lightest(one),))) for one in load_impact().questions.questions}


def _lightest(question: Question) -> str:
    if question.kind == "text":
        return _WORDS
    by_points = sorted(question.choices, key=lambda choice: choice.points)
    return by_points[-1 if question.effect == "mitigation" else 0].id
