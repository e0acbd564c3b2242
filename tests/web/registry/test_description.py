from dataclasses import replace

import pytest

from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Role
from pleinjour.web.registry.actions.description import Change, describe_system, described
from pleinjour.web.registry.conditions import missing_needs
from pleinjour.web.registry.errors import (
    ChangeOfSubstance,
    NothingChanged,
    ReasonNeeded,
    SystemChanged,
    SystemTaken,
    SystemUnnamed,
)
from pleinjour.web.registry.models import Hosting, Need, Passage, Stage, System, SystemVersion
from tests.web.organizations.factories import make_authority, member
from tests.web.registry.factories import NOW, make_system, meet_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_verbs")]


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def referent(authority: Authority) -> Account:
    return member(authority, Role.REFERENT)


def _describe(actor: Account, system: System, *, substantial: bool = False, **changes: str) -> SystemVersion:
    change = Change(system.version, substantial, "Nouveau fournisseur.")
    return describe_system(actor, system, replace(described(system), **changes), change, NOW)  # type: ignore[arg-type]


def test_each_change_is_a_version_with_what_it_said(authority: Authority, referent: Account) -> None:
    system = make_system(authority)
    _describe(referent, system, purpose="Traduire les courriers.")
    _describe(referent, system, hosting=Hosting.FRANCE)
    kept = [(row.number, row.description["purpose"], row.description["hosting"]) for row in system.versions.all()]
    traduire = "Traduire les courriers."
    assert kept == [(3, traduire, "france"), (2, traduire, "inconnu"), (1, "", "inconnu")]
    assert '"fields":["hosting"]' in JournalEntry.objects.filter(action="system.described").latest("sequence").detail


def test_a_substantial_change_makes_every_condition_lapse(authority: Authority, referent: Account) -> None:
    system = make_system(authority)
    meet_all(system)
    _describe(referent, system, purpose="Traduire les courriers.")
    assert missing_needs(system) == []
    _describe(referent, system, substantial=True, models_used="Autre modèle")
    assert missing_needs(system) == list(Need)
    assert system.stage == Stage.REPORTED


def test_a_system_in_use_goes_back_to_its_study_when_its_substance_changes(
    authority: Authority, referent: Account
) -> None:
    system = make_system(authority)
    meet_all(system)
    System.objects.update(stage=Stage.DEPLOYED)
    _describe(referent, system, substantial=True, models_used="Autre modèle")
    assert System.objects.get().stage == Stage.STUDIED
    assert Passage.objects.get().reason == "Nouveau fournisseur."


def test_of_two_people_who_describe_a_system_the_second_is_told(authority: Authority, referent: Account) -> None:
    system = make_system(authority)
    other = System.objects.get()
    _describe(referent, system, purpose="Traduire.")
    with pytest.raises(SystemChanged):
        describe_system(referent, other, replace(described(other), purpose="Résumer."), Change(seen=1), NOW)
    assert System.objects.get().purpose == "Traduire."


@pytest.mark.parametrize(
    ("changes", "refusal"), [({}, NothingChanged), ({"name": ""}, SystemUnnamed), ({"name": "AGENDA"}, SystemTaken)]
)
def test_a_description_says_something_new_and_true(
    authority: Authority, referent: Account, changes: dict[str, str], refusal: type[Exception]
) -> None:
    make_system(authority, "Agenda")
    system = make_system(authority)
    with pytest.raises(refusal):
        _describe(referent, system, substantial=False, **changes)
    assert SystemVersion.objects.count() == 2


@pytest.mark.parametrize(("hosting", "personal_data"), [("hors_union", "non"), ("union", "oui")])
def test_what_no_study_outlives_is_said_to_be_substantial(
    authority: Authority, referent: Account, hosting: str, personal_data: str
) -> None:
    system = make_system(authority)
    _describe(referent, system, hosting="union", personal_data="non")
    meet_all(system)
    with pytest.raises(ChangeOfSubstance):
        _describe(referent, system, hosting=hosting, personal_data=personal_data)
    _describe(referent, system, substantial=True, hosting=hosting, personal_data=personal_data)
    assert missing_needs(system) == list(Need)


def test_what_a_study_rests_on_changes_for_a_reason(authority: Authority, referent: Account) -> None:
    system = make_system(authority)
    silently = Change(system.version)
    describe_system(referent, system, replace(described(system), purpose="Trier."), silently, NOW)
    meet_all(system)
    silently = Change(system.version)
    with pytest.raises(ReasonNeeded):
        describe_system(referent, system, replace(described(system), purpose="Noter."), silently, NOW)
    describe_system(referent, system, replace(described(system), contract="2026-12"), silently, NOW)
    _describe(referent, system, purpose="Noter.")
    assert missing_needs(system) == []
