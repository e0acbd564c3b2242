from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from pleinjour.web.decide.actions.opinions import End, Said, end_reservation, give_opinion
from pleinjour.web.decide.actions.studies import finish_study, save_draft
from pleinjour.web.decide.actions.training import Held, record_training
from pleinjour.web.decide.errors import (
    DelegationNeeded,
    ReservationNeeded,
    ReservationOver,
    StudyMoved,
    StudyNeeded,
    TrainingToCome,
)
from pleinjour.web.decide.in_force import opinions_in_force
from pleinjour.web.decide.models import Ending, Expert, Opinion, Reservation, Study, StudyDraft, TrainingRecord, Verdict
from pleinjour.web.decide.selectors import get_study_record
from pleinjour.web.organizations.errors import NotAllowed
from pleinjour.web.organizations.models import Account, Role
from pleinjour.web.publish.guards import SHEET
from pleinjour.web.registry.conditions import mark_met, missing_needs
from pleinjour.web.registry.deployment_guard import NOT_BACKED, NOT_DEPLOYABLE
from pleinjour.web.registry.models import MetCondition, Need, Stage, System
from tests.web.decide.factories import LIGHT, UNKNOWN_ALL, answer, finish, prepare, say, train
from tests.web.guards import ATTEMPTS, expect_refusal, unguarded
from tests.web.organizations.factories import make_authority, member
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture
def system() -> System:
    return make_system(make_authority())


@pytest.fixture
def dpo(system: System) -> Account:
    return member(system.authority, Role.DPO)


def _end(actor: Account, reservation: Reservation, ending: Ending = Ending.LIFTED) -> None:
    end_reservation(actor, reservation, End(ending, "Le contrat le dit.", "DPO"), NOW)


def test_what_this_room_meets_leaves_only_the_public_sheet(system: System) -> None:
    prepare(system)
    assert missing_needs(system) == [Need.SHEET]


def test_an_opinion_is_about_a_study(system: System) -> None:
    finish(system)
    System.objects.filter(pk=system.pk).update(version=2, basis=2)
    with pytest.raises(StudyNeeded):
        say(system, Expert.DPO)


@pytest.mark.parametrize("expert", Expert)
def test_an_expert_gives_their_own_opinion_and_no_other(system: System, expert: Expert) -> None:
    study = finish(system)
    other = Role.RSSI if expert == Expert.DPO else Role.DPO
    with pytest.raises(NotAllowed):
        give_opinion(member(system.authority, other), study, Said(expert, Verdict.FAVOURABLE, "Oui."), NOW)
    assert say(system, expert).by_role == Role(expert)


def test_the_administration_gives_an_opinion_by_delegation_and_says_of_whom(system: System) -> None:
    study = finish(system)
    administrator = member(system.authority, Role.ADMINISTRATOR)
    with pytest.raises(DelegationNeeded):
        give_opinion(administrator, study, Said(Expert.DPO, Verdict.FAVOURABLE, "Oui."), NOW)
    said = Said(Expert.DPO, Verdict.FAVOURABLE, "Oui.", delegated_by="DPO mutualisé")
    assert give_opinion(administrator, study, said, NOW).delegated_by == "DPO mutualisé"


@pytest.mark.parametrize(("verdict", "reservations"), [(Verdict.RESERVED, ()), (Verdict.FAVOURABLE, ("Un avenant",))])
def test_reservations_go_with_a_reserved_opinion(
    system: System, dpo: Account, verdict: Verdict, reservations: tuple[str, ...]
) -> None:
    study = finish(system)
    with pytest.raises(ReservationNeeded):
        give_opinion(dpo, study, Said(Expert.DPO, verdict, "Oui.", reservations), NOW)


def test_reservations_are_lifted_by_their_expert_or_accepted_by_the_direction(system: System, dpo: Account) -> None:
    prepare(system)
    opinion = say(system, Expert.DPO, Verdict.RESERVED, ("Un avenant", "Une notice"))
    assert missing_needs(system) == [Need.RESERVATIONS, Need.SHEET]
    first, second = opinion.reservations.all()
    with pytest.raises(NotAllowed):
        _end(member(system.authority, Role.RSSI), first)
    with pytest.raises(NotAllowed):
        _end(dpo, second, Ending.ACCEPTED)
    _end(dpo, first)
    assert Need.RESERVATIONS in missing_needs(system)
    with pytest.raises(ReservationOver):
        _end(dpo, first)
    _end(member(system.authority, Role.DIRECTION), second, Ending.ACCEPTED)
    assert missing_needs(system) == [Need.SHEET]


def test_an_answer_that_is_hidden_again_makes_nothing_lapse(system: System, dpo: Account) -> None:
    """Nor does a blank one: the study asks the same, weighs the same and says the same."""
    prepare(system, LIGHT)
    first = Study.objects.get()
    with unguarded():
        System.objects.filter(pk=system.pk).update(stage=Stage.DEPLOYED)
    opened = {**LIGHT, "decision_part": ["weighs"], "decision_effect": ["money"], "reversible": ["no"]}
    answer(system, opened)
    assert get_study_record(dpo, system.authority, system.pk).answers_otherwise
    answer(system, {**LIGHT, "bias_followed": [], "appeal": ["ordinary"]})
    record = get_study_record(dpo, system.authority, system.pk)
    assert (record.answers_otherwise, record.says_more(NOW.date())) == (False, False)
    again = finish_study(member(system.authority, Role.REFERENT), system, LATER)
    assert (again.answers, again.level, again.scores) == (first.answers, 1, first.scores)
    system.refresh_from_db()
    assert (system.stage, len(opinions_in_force(system))) == (Stage.DEPLOYED, 2)
    assert missing_needs(system) == [Need.SHEET]
    with unguarded():
        MetCondition.objects.filter(need=Need.DPO).delete()
    mark_met(system, Need.DPO, "opinion:1", LATER)
    assert missing_needs(system) == [Need.SHEET]


def _answer_otherwise(system: System, now: datetime = NOW) -> Study:
    """Another study of the same basis: people are concerned, who were not."""
    referent, draft = member(system.authority, Role.REFERENT), StudyDraft.objects.get(system=system)
    save_draft(referent, system, {"people_concerned": ["vulnerable"]}, draft.edits, now)
    return finish_study(referent, system, now)


def test_other_answers_make_opinions_lapse_and_suspend_a_deployed_system(system: System) -> None:
    prepare(system)
    with unguarded():
        System.objects.filter(pk=system.pk).update(stage=Stage.DEPLOYED)
    _answer_otherwise(system, LATER)
    system.refresh_from_db()
    assert (system.stage, opinions_in_force(system)) == (Stage.SUSPENDED, {})
    assert missing_needs(system) == [Need.DPO, Need.RSSI, Need.RESERVATIONS, Need.SHEET]


def test_the_same_answers_read_again_keep_the_opinions(system: System) -> None:
    prepare(system)
    finish_study(member(system.authority, Role.REFERENT), system, LATER)
    assert missing_needs(system) == [Need.SHEET]
    assert set(opinions_in_force(system)) == set(Expert)


def test_an_opinion_is_not_given_on_a_study_that_another_one_has_replaced(system: System, dpo: Account) -> None:
    read = finish(system)
    _answer_otherwise(system)
    with pytest.raises(StudyMoved):
        give_opinion(dpo, read, Said(Expert.DPO, Verdict.FAVOURABLE, "Oui."), NOW)


def test_answers_that_come_back_do_not_bring_back_what_was_said_of_them(system: System) -> None:
    prepare(system)
    _answer_otherwise(system, LATER)
    referent, draft = member(system.authority, Role.REFERENT), StudyDraft.objects.get()
    save_draft(referent, system, {"people_concerned": UNKNOWN_ALL["people_concerned"]}, draft.edits, LATER)
    finish_study(referent, system, LATER)
    assert opinions_in_force(system) == {}


@pytest.mark.parametrize("need", [Need.DPO, Need.RSSI, Need.RESERVATIONS])
def test_the_database_backs_nothing_with_what_was_said_of_other_answers(system: System, need: Need) -> None:
    prepare(system)
    _answer_otherwise(system, LATER)
    with pytest.raises(DatabaseError, match=NOT_BACKED), transaction.atomic():
        mark_met(system, need, "opinion:1", LATER)


def test_the_last_opinion_of_an_expert_holds(system: System) -> None:
    prepare(system)
    say(system, Expert.RSSI, Verdict.UNFAVOURABLE)
    assert missing_needs(system) == [Need.RSSI, Need.SHEET]
    say(system, Expert.RSSI)
    assert missing_needs(system) == [Need.SHEET]


def test_an_unfavourable_opinion_suspends_a_deployed_system(system: System) -> None:
    prepare(system)
    with unguarded():
        System.objects.filter(pk=system.pk).update(stage=Stage.DEPLOYED)
    say(system, Expert.DPO, Verdict.UNFAVOURABLE)
    assert System.objects.get().stage == Stage.SUSPENDED


@pytest.mark.parametrize("need", Need)
def test_nobody_claims_a_condition_that_nothing_backs(system: System, need: Need) -> None:
    with pytest.raises(DatabaseError, match=NOT_BACKED), transaction.atomic():
        MetCondition.objects.create(
            authority=system.authority, system=system, basis=1, need=need, backed_by="study:1", met_at=NOW
        )


def test_an_unfavourable_opinion_or_an_open_reservation_backs_nothing(system: System) -> None:
    finish(system)
    say(system, Expert.DPO, Verdict.UNFAVOURABLE)
    say(system, Expert.RSSI, Verdict.RESERVED, ("Un avenant",))
    for need in (Need.DPO, Need.RESERVATIONS):
        with pytest.raises(DatabaseError, match=NOT_BACKED), transaction.atomic():
            MetCondition.objects.create(
                authority=system.authority, system=system, basis=1, need=need, backed_by="opinion:1", met_at=NOW
            )


def test_what_was_true_when_a_condition_was_met_is_asked_again_when_a_system_is_deployed(system: System) -> None:
    """An opinion that somebody slips in beside the deeds is seen by the database."""
    prepare(system)
    study = Study.objects.get()
    SHEET.remove(connection)
    mark_met(system, Need.SHEET, "sheet:1", NOW)
    assert missing_needs(system) == []
    Opinion.objects.create(
        authority=system.authority, system=system, study=study, basis=1, expert=Expert.DPO,
        verdict=Verdict.UNFAVOURABLE, reasons="Non.", given_at=NOW, by_role=Role.DPO,
    )  # fmt: skip
    with pytest.raises(DatabaseError, match=NOT_DEPLOYABLE), transaction.atomic():
        System.objects.filter(pk=system.pk).update(stage=Stage.DEPLOYED)
    Opinion.objects.create(
        authority=system.authority, system=system, study=study, basis=1, expert=Expert.DPO,
        verdict=Verdict.FAVOURABLE, reasons="Oui.", given_at=NOW, by_role=Role.DPO,
    )  # fmt: skip
    System.objects.filter(pk=system.pk).update(stage=Stage.DEPLOYED)
    assert System.objects.get().stage == Stage.DEPLOYED


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("model", [Opinion, Reservation, TrainingRecord])
def test_what_was_said_is_never_changed(
    system: System, attempt: str, model: type[Opinion] | type[Reservation] | type[TrainingRecord]
) -> None:
    finish(system)
    train(system)
    if model is Reservation:
        say(system, Expert.DPO, Verdict.RESERVED, ("Un avenant",))
    else:
        say(system, Expert.DPO)
    expect_refusal(attempt, model.objects.all())


def test_a_training_to_come_trains_nobody(system: System) -> None:
    with pytest.raises(TrainingToCome):
        record_training(member(system.authority, Role.REFERENT), system, Held(date(2026, 3, 3), "Usages."), NOW)
