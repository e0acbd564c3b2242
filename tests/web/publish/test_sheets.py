"""A sheet says what the register knows; it is published as it was previewed, and taken back with its condition."""

import pytest
from django.db import DatabaseError, transaction

from pleinjour.web.decide.models import Expert
from pleinjour.web.organizations.errors import NotAllowed
from pleinjour.web.organizations.models import JournalEntry, Role
from pleinjour.web.publish.actions.sheets import (
    Previewed,
    edition_in_force,
    publish_sheet,
    save_draft,
    withdraw_sheet,
)
from pleinjour.web.publish.content import FACTS, WORDS, Words
from pleinjour.web.publish.errors import (
    NoSheetToWithdraw,
    NothingNewToPublish,
    SheetDraftChanged,
    SheetMoved,
    SheetUnfinished,
)
from pleinjour.web.publish.models import Sheet, SheetDraft, SheetEdition, SheetWithdrawal
from pleinjour.web.publish.preparing import prepare, summarise
from pleinjour.web.publish.words import LABELS
from pleinjour.web.registry.actions.life import Move, move_system
from pleinjour.web.registry.actions.uses import UseDescription, add_use, end_use
from pleinjour.web.registry.conditions import missing_needs
from pleinjour.web.registry.deployment_guard import NOT_BACKED, NOT_DEPLOYABLE
from pleinjour.web.registry.models import Hosting, MetCondition, Need, Part, Stage, System
from tests.web.decide.factories import finish, say
from tests.web.decide.factories import prepare as meet_the_rest
from tests.web.guards import ATTEMPTS, expect_refusal
from tests.web.organizations.factories import make_authority, make_unit, member
from tests.web.publish.factories import CONTACT, describe, publish, write
from tests.web.registry.factories import NOW, make_system, name_supervisor

pytestmark = pytest.mark.django_db


@pytest.fixture
def system() -> System:
    return describe(make_system(make_authority(), "Accueil"))


def _use(system: System, **said: object) -> None:
    add_use(member(system.authority, Role.REFERENT), system, UseDescription("Répondre", **said), NOW.date())  # type: ignore[arg-type]


def test_each_field_of_a_sheet_has_a_label() -> None:
    assert set(FACTS + WORDS) <= set(LABELS)


def test_a_sheet_says_what_the_register_and_the_verbs_know(system: System) -> None:
    describe(system, provider="Éditions du Port", hosting=Hosting.FRANCE, personal_data="oui")
    unit = make_unit(system.authority, "Voirie")
    _use(system, unit=unit, part=Part.BASIS, serves="Réponse à un courrier", people_affected="habitants")
    _use(system, part=Part.NONE)
    finish(system)
    say(system, Expert.DPO)
    name_supervisor(system)
    facts = prepare(system).facts
    assert (facts.units, facts.part, facts.decision) == (
        "Voirie | Toute la collectivité",
        "aide",
        "Réponse à un courrier",
    )
    assert (facts.study_level, facts.study_on, facts.dpo_opinion, facts.rssi_opinion) == (
        "4",
        "2026-03-02",
        "favorable",
        "",
    )
    assert facts.supervised_by == "Responsable de l’accueil"
    assert summarise(facts).startswith("Répondre aux questions des habitants. Il concerne\u00a0: habitants.")


def test_what_nobody_has_said_is_empty_and_never_none(system: System) -> None:
    facts = prepare(system).facts
    assert (facts.part, facts.origin, facts.hosting, facts.study_level, facts.supervised_by) == ("", "", "", "", "")


@pytest.mark.parametrize(
    ("parts", "said"),
    [((Part.NONE,), "aucune"), ((Part.NONE, Part.UNKNOWN), ""), ((Part.BASIS, Part.UNKNOWN), "aide"),
     ((Part.BASIS, Part.WHOLE), "seul")],
)  # fmt: skip
def test_the_heaviest_part_in_a_decision_is_said(system: System, parts: tuple[Part, ...], said: str) -> None:
    for part in parts:
        _use(system, part=part)
    assert prepare(system).facts.part == said


def test_a_use_that_has_ended_is_said_no_more(system: System) -> None:
    _use(system, part=Part.WHOLE)
    end_use(member(system.authority, Role.REFERENT), system.uses.get(), NOW.date(), NOW.date())
    assert prepare(system).facts.part == ""
    System.objects.filter(pk=system.pk).update(stage=Stage.RETIRED)
    system.refresh_from_db()
    assert prepare(system).facts.part == "seul"


def test_of_two_people_who_write_a_sheet_the_second_is_told(system: System) -> None:
    write(system)
    with pytest.raises(SheetDraftChanged):
        save_draft(member(system.authority, Role.REFERENT), system, Words(), 0, NOW)
    assert SheetDraft.objects.get().words["contact"] == CONTACT


def test_a_sheet_without_purpose_or_contact_is_not_published(system: System) -> None:
    describe(system, purpose="")
    with pytest.raises(SheetUnfinished, match="À quoi il sert, À qui écrire"):
        publish_sheet(member(system.authority, Role.DPO), system, Previewed(prepare(system).digest()), NOW)


def test_what_is_published_is_what_was_previewed(system: System) -> None:
    write(system)
    previewed = Previewed(prepare(system).digest())
    write(system, operations="Il lit la question, puis cherche une réponse.")
    with pytest.raises(SheetMoved):
        publish_sheet(member(system.authority, Role.DPO), system, previewed, NOW)
    assert not SheetEdition.objects.exists()


def test_publishing_meets_the_condition_and_is_journalled(system: System) -> None:
    edition = publish(system)
    assert Need.SHEET not in missing_needs(system)
    assert (edition.number, edition.published_by_role, edition_in_force(system)) == (1, Role.DPO, edition)
    assert edition.change == "Première édition."
    assert JournalEntry.objects.filter(action="sheet.published", target=f"system:{system.pk}").exists()
    assert Sheet.objects.get().part == "inconnu"


def test_a_sheet_that_says_nothing_new_is_not_published_again(system: System) -> None:
    publish(system)
    with pytest.raises(NothingNewToPublish):
        publish(system)
    assert publish(system, "Le numéro de la mairie.", contact="01 23 45 67 89").number == 2
    System.objects.filter(pk=system.pk).update(version=2, basis=2)
    assert publish(system).basis == 2


def test_a_substantial_change_asks_for_another_edition(system: System) -> None:
    publish(system)
    System.objects.filter(pk=system.pk).update(version=2, basis=2)
    system.refresh_from_db()
    assert Need.SHEET in missing_needs(system)
    publish(system)
    assert Need.SHEET not in missing_needs(system)


def test_with_its_sheet_a_system_is_deployed_and_without_it_suspended(system: System) -> None:
    meet_the_rest(system)
    publish(system)
    direction = member(system.authority, Role.DIRECTION)
    move_system(direction, system, Move(Stage.STUDIED, "Étude.", Stage.REPORTED), NOW)
    move_system(direction, system, Move(Stage.DEPLOYED, "Tout est prêt.", Stage.STUDIED), NOW)
    withdraw_sheet(direction, system, "Une erreur.", NOW)
    system.refresh_from_db()
    assert (system.stage, missing_needs(system)) == (Stage.SUSPENDED, [Need.SHEET])
    assert edition_in_force(system) is None
    with pytest.raises(NoSheetToWithdraw):
        withdraw_sheet(direction, system, "Encore.", NOW)


def test_a_withdrawn_sheet_is_published_again_as_it_was(system: System) -> None:
    publish(system)
    withdraw_sheet(member(system.authority, Role.DPO), system, "Une erreur.", NOW)
    assert publish(system).number == 2
    assert Need.SHEET not in missing_needs(system)


@pytest.mark.parametrize("role", Role)
def test_only_those_who_speak_for_the_authority_publish_and_withdraw(system: System, role: Role) -> None:
    write(system)
    actor, previewed = member(system.authority, role), Previewed(prepare(system).digest())
    if role in {Role.ADMINISTRATOR, Role.DPO, Role.DIRECTION}:
        publish_sheet(actor, system, previewed, NOW)
        withdraw_sheet(actor, system, "Une erreur.", NOW)
        return
    with pytest.raises(NotAllowed):
        publish_sheet(actor, system, previewed, NOW)
    publish(system, contact="mairie@clairval.example")
    with pytest.raises(NotAllowed):
        withdraw_sheet(actor, system, "Une erreur.", NOW)


def _claim(system: System, basis: int = 1) -> None:
    with transaction.atomic():
        MetCondition.objects.create(
            authority=system.authority, system=system, basis=basis, need=Need.SHEET, backed_by="sheet:1", met_at=NOW
        )


def test_nobody_claims_a_sheet_of_another_basis_or_one_that_is_withdrawn(system: System) -> None:
    publish(system)
    with pytest.raises(DatabaseError, match=NOT_BACKED):
        _claim(system, basis=2)
    withdraw_sheet(member(system.authority, Role.DPO), system, "Une erreur.", NOW)
    with pytest.raises(DatabaseError, match=NOT_BACKED):
        _claim(system)


def test_a_system_whose_sheet_was_taken_back_beside_the_deeds_is_not_deployed(system: System) -> None:
    meet_the_rest(system)
    edition = publish(system)
    SheetWithdrawal.objects.create(
        authority=system.authority, edition=edition, reason="Erreur.", at=NOW, by_role=Role.DPO
    )
    with pytest.raises(DatabaseError, match=NOT_DEPLOYABLE), transaction.atomic():
        System.objects.filter(pk=system.pk).update(stage=Stage.DEPLOYED)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_what_was_published_is_never_changed(system: System, attempt: str) -> None:
    publish(system)
    publish(system, contact="mairie@clairval.example")
    expect_refusal(attempt, SheetEdition.objects.filter(number=1))


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_withdrawal_is_never_changed(system: System, attempt: str) -> None:
    publish(system)
    withdraw_sheet(member(system.authority, Role.DPO), system, "Une erreur.", NOW)
    expect_refusal(attempt, SheetWithdrawal.objects.all())
