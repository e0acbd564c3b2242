"""Studies, opinions and trainings of a system, for those who may see them."""

from dataclasses import dataclass
from datetime import date

from pleinjour.refdata.impact import load_impact
from pleinjour.web.decide.in_force import Given, opinions_in_force, study_in_force
from pleinjour.web.decide.models import Opinion, Reservation, Study, StudyDraft, TrainingRecord
from pleinjour.web.decide.perms import Deed, require_deed
from pleinjour.web.decide.readings.answers import kept
from pleinjour.web.decide.readings.duties import SystemDuties, duties_of
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.perms import Person
from pleinjour.web.registry.models import System, SystemVersion
from pleinjour.web.registry.selectors import get_visible_system, get_visible_systems


@dataclass(frozen=True, slots=True)
class StudyRecord:
    """The draft of a system, None when nobody has begun; its finished studies, the last one first."""

    system: System
    draft: StudyDraft | None
    studies: tuple[Study, ...]
    in_force: Study | None

    @property
    def answers_otherwise(self) -> bool:
        """Whether the draft says something else than the last study of the system as it is now."""
        last = next((study for study in self.studies if study.basis == self.system.basis), None)
        return last is not None and self.draft is not None and _differ(last, self.draft)

    def says_more(self, today: date) -> bool:
        """Whether finishing the draft would say more than the study in force does, which may also be due again."""
        study = self.in_force
        return self.draft is not None and (study is None or study.due_on <= today or _differ(study, self.draft))


def _differ(study: Study, draft: StudyDraft) -> bool:
    """Whether a study finished from the draft would not say as this one does."""
    impact = load_impact()
    said = (kept(impact.questions, draft.answers), impact.version)
    return (study.answers, study.questions_version) != said


@dataclass(frozen=True, slots=True)
class OpinionRecord:
    """The opinions on a system: those in force, all of them the last one first, and the trainings.

    may_be_given: whether there is a study in force, on which to give one.
    """

    system: System
    in_force: Given
    opinions: tuple[Opinion, ...]
    trainings: tuple[TrainingRecord, ...]
    may_be_given: bool


@dataclass(frozen=True, slots=True)
class StudyFile:
    """A finished study with the description that it is about, and the opinions on what was studied, oldest first."""

    study: Study
    version: SystemVersion | None
    opinions: tuple[Opinion, ...]


def get_study_file(person: Person, authority: Authority, study_id: int) -> StudyFile:
    """Raises NotAllowed, ObjectNotVisible."""
    require_deed(person, authority, Deed.VIEW_STUDIES)
    systems = get_visible_systems(person, authority)
    study = Study.objects.filter(system__in=systems, pk=study_id).select_related("system__authority").first()
    if study is None:
        raise ObjectNotVisible
    version = SystemVersion.objects.filter(system=study.system, number=study.basis).first()
    given = Opinion.objects.filter(system=study.system, basis=study.basis).select_related("study")
    opinions = given.order_by("pk").prefetch_related("reservations__end")
    return StudyFile(study, version, tuple(one for one in opinions if one.study.says_as(study)))


def get_study_record(person: Person, authority: Authority, system_id: int) -> StudyRecord:
    """Raises NotAllowed, ObjectNotVisible."""
    require_deed(person, authority, Deed.VIEW_STUDIES)
    system = get_visible_system(person, authority, system_id)
    draft = StudyDraft.objects.filter(system=system).first()
    return StudyRecord(system, draft, tuple(Study.objects.filter(system=system)), study_in_force(system))


def get_duties(person: Person, authority: Authority, system_id: int, on: date) -> SystemDuties:
    """What the law asks for the system on that day. Raises NotAllowed, ObjectNotVisible."""
    require_deed(person, authority, Deed.VIEW_STUDIES)
    return duties_of(get_visible_system(person, authority, system_id), on)


def get_opinion_record(person: Person, authority: Authority, system_id: int) -> OpinionRecord:
    """Raises NotAllowed, ObjectNotVisible."""
    require_deed(person, authority, Deed.VIEW_STUDIES)
    system = get_visible_system(person, authority, system_id)
    opinions = Opinion.objects.filter(system=system).prefetch_related("reservations__end")
    trainings = TrainingRecord.objects.filter(system=system)
    return OpinionRecord(
        system, opinions_in_force(system), tuple(opinions), tuple(trainings), study_in_force(system) is not None
    )


def get_visible_reservation(person: Person, authority: Authority, reservation_id: int) -> Reservation:
    """Raises NotAllowed, ObjectNotVisible."""
    require_deed(person, authority, Deed.VIEW_STUDIES)
    systems = get_visible_systems(person, authority)
    found = Reservation.objects.filter(opinion__system__in=systems, pk=reservation_id)
    reservation = found.select_related("opinion__system__authority").first()
    if reservation is None:
        raise ObjectNotVisible
    return reservation
