from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from html import unescape
from typing import Final

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from pleinjour.engines.rules import Value
from pleinjour.web.decide.actions.facts import Established, establish_fact
from pleinjour.web.organizations.actions.erasure import erase_member
from pleinjour.web.organizations.actions.members import remove_member
from pleinjour.web.organizations.errors import NotAllowed
from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Role
from pleinjour.web.registry.actions.life import Move, move_system, stop_system
from pleinjour.web.registry.actions.people import Charge, name_person, relieve_person
from pleinjour.web.registry.conditions import missing_needs, withdraw
from pleinjour.web.registry.deployment_guard import DEPLOYMENT
from pleinjour.web.registry.errors import (
    AlreadyOver,
    MemberUnknown,
    NotDeployable,
    OwnerNeeded,
    PassageRefused,
    PracticeProhibited,
    SupervisorNeeded,
    SystemMoved,
    TrialsSpent,
    TrialTooLong,
    TrialWithoutEnd,
)
from pleinjour.web.registry.life import PASSAGES
from pleinjour.web.registry.models import Duty, Need, Passage, PersonInCharge, Stage, System, SystemWords
from pleinjour.web.registry.tasks import end_experiments
from pleinjour.web.registry.waiting import supervisors_that_wait
from tests.web.guards import without
from tests.web.observe.browsing import text_of
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.registry.factories import NOW, make_system, meet_all, name_supervisor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_verbs")]
JUNE = date(2026, 6, 1)


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def direction(authority: Authority) -> Account:
    return member(authority, Role.DIRECTION)


@pytest.fixture
def system(authority: Authority) -> System:
    return make_system(authority)


def _at(system: System, stage: Stage) -> System:
    """The system in that stage, as a past that the guards did not see."""
    with without(DEPLOYMENT):
        System.objects.filter(pk=system.pk).update(stage=stage)
    system.refresh_from_db()
    return system


def _move(actor: Account, system: System, after: Stage, until: date | None = JUNE) -> Passage:
    return move_system(actor, system, Move(after, " Décidé en comité. ", Stage(system.stage), until), NOW)


def _own(system: System) -> PersonInCharge:
    return name_person(member(system.authority, Role.REFERENT), system, Charge(Duty.OWNER, "Cheffe de service"), NOW)


@pytest.mark.parametrize("before", Stage)
@pytest.mark.parametrize("after", Stage)
def test_a_system_passes_to_the_stages_that_follow_and_to_no_other(
    direction: Account, system: System, before: Stage, after: Stage
) -> None:
    _own(system)
    meet_all(system)
    _at(system, before)
    if after not in PASSAGES[before]:
        with pytest.raises(PassageRefused):
            _move(direction, system, after)
        assert not Passage.objects.exists()
        return
    passage = _move(direction, system, after)
    system.refresh_from_db()
    assert (passage.before, passage.after, passage.reason) == (before, after, "Décidé en comité.")
    assert (system.stage, system.trial_until) == (after, JUNE if after == Stage.TRIAL else None)


def test_what_is_missing_is_said_in_the_order_of_the_conditions(direction: Account, system: System) -> None:
    _at(system, Stage.STUDIED)
    name_supervisor(system)
    with pytest.raises(NotDeployable) as refused:
        _move(direction, system, Stage.DEPLOYED)
    assert str(refused.value).index("Étude d’impact") < str(refused.value).index("Formation")
    assert "supervision" not in str(refused.value)


@pytest.mark.parametrize("role", Role)
def test_the_direction_and_the_administration_deploy(authority: Authority, system: System, role: Role) -> None:
    meet_all(system)
    _at(system, Stage.STUDIED)
    actor = member(authority, role)
    if role in (Role.DIRECTION, Role.ADMINISTRATOR):
        assert _move(actor, system, Stage.DEPLOYED).by_role == role
        return
    with pytest.raises(NotAllowed):
        _move(actor, system, Stage.DEPLOYED)


def test_of_two_people_who_move_a_system_the_second_is_told(direction: Account, system: System) -> None:
    seen = Stage(system.stage)
    _move(direction, system, Stage.STUDIED)
    with pytest.raises(SystemMoved, match="En étude"):
        move_system(direction, system, Move(Stage.RETIRED, "Inutile.", seen), NOW)


@pytest.mark.parametrize("until", [None, date(2026, 3, 2), date(2026, 2, 1)])
def test_an_experiment_has_an_end_to_come(direction: Account, system: System, until: date | None) -> None:
    _own(system)
    _at(system, Stage.STUDIED)
    with pytest.raises(TrialWithoutEnd):
        _move(direction, system, Stage.TRIAL, until)


def test_an_experiment_lasts_six_months_and_comes_twice(direction: Account, system: System) -> None:
    _own(system)
    _at(system, Stage.STUDIED)
    with pytest.raises(TrialTooLong, match="02/09/2026"):
        _move(direction, system, Stage.TRIAL, date(2026, 9, 3))
    for _time in range(2):
        _move(direction, system, Stage.TRIAL, date(2026, 9, 2))
        _move(direction, system, Stage.STUDIED)
    with pytest.raises(TrialsSpent):
        _move(direction, system, Stage.TRIAL)
    System.objects.update(version=2, basis=2)
    assert _move(direction, system, Stage.TRIAL).after == Stage.TRIAL


def test_an_experiment_ends_by_itself_after_its_last_day(direction: Account, system: System) -> None:
    _own(system)
    _at(system, Stage.STUDIED)
    _move(direction, system, Stage.TRIAL)
    # In Paris the first of June is over two hours before it is in London.
    assert list(end_experiments(datetime(2026, 6, 1, 21, tzinfo=UTC))) == []
    (report,) = end_experiments(datetime(2026, 6, 1, 23, tzinfo=UTC))
    assert (report.subject, dict(report.counts)) == (system.authority.name, {"trials": 1})
    system.refresh_from_db()
    passage = Passage.objects.latest("pk")
    assert (system.stage, system.trial_until, passage.by_role) == (Stage.STUDIED, None, "")
    entry = JournalEntry.objects.latest("sequence")
    assert (entry.action, entry.actor) == ("system.moved", "")


def test_somebody_answers_for_an_experiment(direction: Account, system: System) -> None:
    relieve_person(direction, _own(system), NOW)
    _at(system, Stage.STUDIED)
    with pytest.raises(OwnerNeeded):
        _move(direction, system, Stage.TRIAL)


@pytest.mark.parametrize("stage", Stage)
def test_a_stop_is_one_gesture_for_whoever_supervises(system: System, stage: Stage) -> None:
    supervisor = name_supervisor(system)
    meet_all(system, but=Need.SUPERVISOR)
    _at(system, stage)
    if stage not in (Stage.TRIAL, Stage.DEPLOYED):
        with pytest.raises(PassageRefused):
            stop_system(supervisor, system, "Trop d’erreurs.", NOW)
        return
    passage = stop_system(supervisor, system, "Trop d’erreurs.", NOW)
    assert (passage.after, passage.by_role) == (Stage.SUSPENDED, Role.AGENT)
    entry = JournalEntry.objects.get(action="system.moved")
    assert (entry.reason, entry.actor) == ("Trop d’erreurs.", str(supervisor.journal_key))


def test_an_agent_who_supervises_nothing_stops_nothing(authority: Authority, system: System) -> None:
    meet_all(system)
    _at(system, Stage.DEPLOYED)
    with pytest.raises(NotAllowed):
        stop_system(member(authority, Role.AGENT), system, "Trop d’erreurs.", NOW)


def test_who_has_left_the_authority_supervises_nothing(system: System) -> None:
    supervisor = name_supervisor(system)
    meet_all(system, but=Need.SUPERVISOR)
    _at(system, Stage.DEPLOYED)
    supervisor.memberships.all().delete()
    with pytest.raises(NotAllowed):
        stop_system(supervisor, system, "Trop d’erreurs.", NOW)


def test_a_condition_that_is_withdrawn_suspends_a_deployed_system(direction: Account, system: System) -> None:
    meet_all(system)
    _at(system, Stage.DEPLOYED)
    withdraw(direction, Role.DPO, system, Need.DPO, "Avis devenu défavorable.", NOW)
    assert (System.objects.get().stage, missing_needs(system)) == (Stage.SUSPENDED, [Need.DPO])
    withdraw(direction, Role.DPO, system, Need.DPO, "Encore.", NOW)
    assert Passage.objects.get().reason == "Avis devenu défavorable."


def test_a_deployed_system_is_never_left_without_a_supervisor(direction: Account, system: System) -> None:
    meet_all(system)
    _at(system, Stage.DEPLOYED)
    with pytest.raises(SupervisorNeeded):
        relieve_person(direction, PersonInCharge.objects.get(until=None), NOW)
    with pytest.raises(SupervisorNeeded):
        name_person(direction, system, Charge(Duty.SUPERVISOR, "Poste à pourvoir"), NOW)
    successor = name_supervisor(system)
    assert PersonInCharge.objects.get(until=None).account == successor
    assert missing_needs(system) == []


TO_LEAVE: Final[Mapping[str, Callable[[PersonInCharge], object]]] = {
    "account removed": lambda person: person.account.delete() if person.account else None,
    "account forgotten": lambda person: PersonInCharge.objects.update(account=None),
    "end": lambda person: PersonInCharge.objects.update(until=NOW.date()),
    "another duty": lambda person: PersonInCharge.objects.update(duty=Duty.REFERENT),
    "row removed": lambda person: person.delete(),
}


@pytest.mark.parametrize("leaving", TO_LEAVE)
@pytest.mark.parametrize("stage", [Stage.DEPLOYED, Stage.SUSPENDED])
def test_the_database_keeps_the_last_supervisor_of_what_is_deployed(system: System, leaving: str, stage: Stage) -> None:
    meet_all(system)
    _at(system, stage)
    person = PersonInCharge.objects.get()
    if stage == Stage.SUSPENDED:
        TO_LEAVE[leaving](person)
        return
    with pytest.raises(DatabaseError, match="not supervised"), transaction.atomic():
        TO_LEAVE[leaving](person)
    assert PersonInCharge.objects.get(duty=Duty.SUPERVISOR, until=None).account == person.account


def test_a_supervisor_who_is_relieved_is_missing(direction: Account, system: System) -> None:
    meet_all(system)
    person = PersonInCharge.objects.get()
    relieve_person(direction, person, NOW)
    assert missing_needs(system) == [Need.SUPERVISOR]
    with pytest.raises(AlreadyOver):
        relieve_person(direction, person, NOW)


@pytest.mark.parametrize("leave", [remove_member, lambda a, t, p: erase_member(a, t, p, NOW)])
def test_a_deployed_system_stops_when_its_supervisor_leaves(
    authority: Authority, system: System, leave: Callable[[Account, Authority, Account], None]
) -> None:
    supervisor = name_supervisor(system)
    meet_all(system, but=Need.SUPERVISOR)
    _at(system, Stage.DEPLOYED)
    owner = Charge(Duty.OWNER, "Cheffe de projet", supervisor.email)
    name_person(member(authority, Role.REFERENT), system, owner, NOW)
    leave(member(authority, Role.ADMINISTRATOR), authority, supervisor)
    assert (System.objects.get().stage, missing_needs(system)) == (Stage.SUSPENDED, [Need.SUPERVISOR])
    assert not PersonInCharge.objects.filter(until=None).exists()
    assert not SystemWords.objects.filter(words__contains="accueil").exists()
    assert JournalEntry.objects.filter(action="system.person_relieved").count() == len(Duty) - 1
    (waiting,) = supervisors_that_wait(member(authority, Role.DIRECTION), authority, NOW)
    assert "Nommer une personne pour la supervision" in waiting.label
    assert system.name in waiting.label


def test_what_will_stop_is_said_before_a_person_leaves_and_is_agreed_to(
    client: Client, authority: Authority, system: System
) -> None:
    supervisor = name_supervisor(system)
    meet_all(system, but=Need.SUPERVISOR)
    _at(system, Stage.DEPLOYED)
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    address = f"/a/{authority.slug}/membres/{supervisor.pk}/effacer/"
    page = unescape(client.get(address).content.decode())
    assert f'/{system.pk}/charges/">{system.name}</a>' in page
    assert client.post(address).status_code == 422
    assert System.objects.get().stage == Stage.DEPLOYED
    answer = client.post(address, {"agreed": "on"}, follow=True)
    assert f"Ce système est suspendu : « {system.name} »." in text_of(answer)


def test_nobody_of_another_authority_is_put_in_charge(direction: Account, system: System) -> None:
    stranger = member(make_authority(), Role.AGENT)
    with pytest.raises(MemberUnknown):
        name_person(direction, system, Charge(Duty.OWNER, "Responsable", stranger.email), NOW)


def test_the_person_is_forgotten_and_the_function_stays(system: System) -> None:
    supervisor = name_supervisor(system)
    supervisor.delete()
    person = PersonInCharge.objects.get()
    assert (person.account, person.function) == (None, "Responsable de l’accueil")


def test_a_person_is_named_by_their_address_on_the_page(client: Client, system: System) -> None:
    """Whoever names a person does not need to see the list of members."""
    sign_in(client, member(system.authority, Role.REFERENT), verified=False)
    address = f"/a/{system.authority.slug}/systemes/{system.pk}/charges/"
    supervisor = member(system.authority, Role.AGENT)
    form = {"duty": "superviseur", "function": "Responsable de l’accueil", "email": supervisor.email.upper()}
    assert client.post(address, form).status_code == 302
    assert PersonInCharge.objects.get().account == supervisor
    unknown = client.post(address, {**form, "email": "personne@clairval.example"})
    assert "aucun membre" in unescape(unknown.content.decode())


@pytest.mark.parametrize(("role", "offered"), [(Role.REFERENT, False), (Role.DIRECTION, True)])
def test_a_stage_that_would_be_refused_is_not_offered(
    client: Client, system: System, role: Role, *, offered: bool
) -> None:
    _at(system, Stage.STUDIED)
    sign_in(client, member(system.authority, role), verified=False)
    page = client.get(f"/a/{system.authority.slug}/systemes/{system.pk}/etape/").content.decode()
    assert ('value="deploye"' in page) == offered


def test_what_article_5_prohibits_is_neither_tried_nor_deployed(system: System, direction: Account) -> None:
    meet_all(system)
    none: frozenset[str] = frozenset()
    practices = frozenset({"notation_sociale"})
    answers: dict[str, Value] = {"is_ai": True, "exclusion": "aucun", "practices": practices}
    for fact, value in answers.items():
        said = Established(f"system.{fact}", value, NOW.date(), "Notice")
        establish_fact(member(system.authority, Role.DPO), system, said, NOW)
    for stage in (Stage.TRIAL, Stage.DEPLOYED):
        move = Move(stage, "Prêt", seen=Stage.STUDIED, trial_until=JUNE)
        with pytest.raises(PracticeProhibited, match="article 5, paragraphe 1, point c"):
            move_system(direction, _at(system, Stage.STUDIED), move, NOW)
    establish_fact(
        member(system.authority, Role.DPO), system, Established("system.practices", none, NOW.date(), "Essai"), NOW
    )
    move_system(direction, _at(system, Stage.STUDIED), Move(Stage.DEPLOYED, "Prêt", seen=Stage.STUDIED), NOW)
