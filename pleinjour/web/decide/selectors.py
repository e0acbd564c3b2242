"""Studies, opinions and trainings of a system, for those who may see them."""

from dataclasses import dataclass
from datetime import date

from pleinjour.web.decide.models import Expert, Opinion, Reservation, Study, StudyDraft, TrainingRecord
from pleinjour.web.decide.perms import Deed, require_deed
from pleinjour.web.decide.readings.duties import Duties, duties_of
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

    @property
    def in_force(self) -> Study | None:
        """The last study of the system as it is now; None when its substance has changed since, or nobody finished."""
        return next((study for study in self.studies if study.basis == self.system.basis), None)

    def says_more(self, today: date) -> bool:
        """Whether finishing the draft would say more than the study in force does, which may also be due again."""
        study = self.in_force
        return self.draft is not None and (
            study is None or study.answers != self.draft.answers or study.due_on <= today
        )


@dataclass(frozen=True, slots=True)
class OpinionRecord:
    """The opinions on a system: those in force, all of them the last one first, and the trainings."""

    system: System
    in_force: dict[Expert, Opinion]
    opinions: tuple[Opinion, ...]
    trainings: tuple[TrainingRecord, ...]


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
    opinions = Opinion.objects.filter(system=study.system, basis=study.basis).order_by("pk")
    return StudyFile(study, version, tuple(opinions.prefetch_related("reservations__end")))


def get_study_record(person: Person, authority: Authority, system_id: int) -> StudyRecord:
    """Raises NotAllowed, ObjectNotVisible."""
    require_deed(person, authority, Deed.VIEW_STUDIES)
    system = get_visible_system(person, authority, system_id)
    draft = StudyDraft.objects.filter(system=system).first()
    return StudyRecord(system, draft, tuple(Study.objects.filter(system=system)))


def get_duties(person: Person, authority: Authority, system_id: int, on: date) -> Duties:
    """What the law asks for the system on that day. Raises NotAllowed, ObjectNotVisible."""
    require_deed(person, authority, Deed.VIEW_STUDIES)
    return duties_of(get_visible_system(person, authority, system_id), on)


def get_opinion_record(person: Person, authority: Authority, system_id: int) -> OpinionRecord:
    """Raises NotAllowed, ObjectNotVisible."""
    require_deed(person, authority, Deed.VIEW_STUDIES)
    system = get_visible_system(person, authority, system_id)
    opinions = Opinion.objects.filter(system=system).prefetch_related("reservations__end")
    trainings = TrainingRecord.objects.filter(system=system)
    return OpinionRecord(system, opinions_in_force(system), tuple(opinions), tuple(trainings))


def get_visible_reservation(person: Person, authority: Authority, reservation_id: int) -> Reservation:
    """Raises NotAllowed, ObjectNotVisible."""
    require_deed(person, authority, Deed.VIEW_STUDIES)
    systems = get_visible_systems(person, authority)
    found = Reservation.objects.filter(opinion__system__in=systems, pk=reservation_id)
    reservation = found.select_related("opinion__system__authority").first()
    if reservation is None:
        raise ObjectNotVisible
    return reservation


def opinions_in_force(system: System) -> dict[Expert, Opinion]:
    """The last opinion of each expert on the system's basis."""
    given = Opinion.objects.filter(system=system, basis=system.basis).order_by("pk")
    return {Expert(opinion.expert): opinion for opinion in given}
