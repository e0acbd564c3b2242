"""Nothing is deployed before its conditions are met, whoever asks: the database itself refuses."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from pleinjour.web.organizations.models import Authority
from pleinjour.web.registry.conditions import missing_needs
from pleinjour.web.registry.deployment_guard import NOT_BACKED, NOT_DEPLOYABLE
from pleinjour.web.registry.models import MetCondition, Need, Stage, System
from tests.web.organizations.factories import make_authority
from tests.web.registry.factories import NOW, make_system, meet_all, name_supervisor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_verbs")]


@pytest.fixture
def authority() -> Authority:
    return make_authority()


def _sql(statement: str, *parameters: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def _save(system: System) -> None:
    system.stage = Stage.DEPLOYED
    system.save()


def _bulk(system: System) -> None:
    system.stage = Stage.DEPLOYED
    System.objects.bulk_update([system], ["stage"])


def _add_deployed(system: System) -> None:
    System.objects.create(authority=system.authority, name="Autre", stage=Stage.DEPLOYED)


def _bulk_add(system: System) -> None:
    System.objects.bulk_create([System(authority=system.authority, name="Autre", stage=Stage.DEPLOYED)])


PATHS: dict[str, Callable[[System], object]] = {
    "save": _save,
    "update": lambda system: System.objects.filter(pk=system.pk).update(stage=Stage.DEPLOYED),
    "bulk_update": _bulk,
    "create": _add_deployed,
    "bulk_create": _bulk_add,
    "SQL": lambda system: _sql("UPDATE registry_system SET stage = 'deploye' WHERE id = %s", system.pk),
}


@pytest.mark.parametrize("missing", Need)
@pytest.mark.parametrize("path", PATHS)
def test_no_path_deploys_a_system_that_misses_a_condition(authority: Authority, path: str, missing: Need) -> None:
    system = make_system(authority)
    meet_all(system, but=missing)
    assert missing_needs(system) == [missing]
    with pytest.raises(DatabaseError, match=NOT_DEPLOYABLE), transaction.atomic():
        PATHS[path](system)
    assert not System.objects.filter(stage=Stage.DEPLOYED).exists()


@pytest.mark.parametrize("path", ["save", "update", "bulk_update", "SQL"])
def test_every_path_deploys_a_system_that_has_them_all(authority: Authority, path: str) -> None:
    system = make_system(authority)
    meet_all(system)
    PATHS[path](system)
    assert System.objects.get(pk=system.pk).stage == Stage.DEPLOYED


def test_conditions_of_another_system_or_of_an_older_basis_do_not_count(authority: Authority) -> None:
    system, other = make_system(authority), make_system(authority)
    meet_all(other)
    meet_all(system)
    System.objects.filter(pk=system.pk).update(version=2, basis=2)
    with pytest.raises(DatabaseError, match=NOT_DEPLOYABLE), transaction.atomic():
        _save(System.objects.get(pk=system.pk))


def test_a_deployed_system_does_not_change_its_basis(authority: Authority) -> None:
    system = make_system(authority)
    meet_all(system)
    _save(system)
    with pytest.raises(DatabaseError, match=NOT_DEPLOYABLE), transaction.atomic():
        System.objects.filter(pk=system.pk).update(version=2, basis=2)


def test_a_condition_of_a_deployed_system_is_not_withdrawn(authority: Authority) -> None:
    system = make_system(authority)
    meet_all(system)
    _save(system)
    with pytest.raises(DatabaseError, match=NOT_DEPLOYABLE), transaction.atomic():
        MetCondition.objects.filter(need=Need.DPO).update(withdrawn_at=NOW)
    System.objects.filter(pk=system.pk).update(stage=Stage.SUSPENDED)
    MetCondition.objects.filter(need=Need.DPO).update(withdrawn_at=NOW)
    assert missing_needs(system) == [Need.DPO]


@pytest.mark.parametrize(
    "tamper",
    [
        lambda rows: rows.delete(),
        lambda rows: rows.update(need=Need.TRAINING),
        lambda rows: rows.update(basis=2),
        lambda rows: rows.update(backed_by="study:999"),
        lambda rows: _sql("DELETE FROM registry_metcondition"),
    ],
    ids=["delete", "other need", "other basis", "other backing", "SQL"],
)
def test_a_condition_is_never_changed_nor_removed(authority: Authority, tamper: Callable[..., object]) -> None:
    system = make_system(authority)
    meet_all(system, but=Need.TRAINING)
    before = list(MetCondition.objects.order_by("pk").values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        tamper(MetCondition.objects.filter(need=Need.DPO))
    assert list(MetCondition.objects.order_by("pk").values()) == before


def test_a_withdrawn_condition_does_not_come_back(authority: Authority) -> None:
    system = make_system(authority)
    meet_all(system)
    rows = MetCondition.objects.filter(need=Need.DPO)
    rows.update(withdrawn_at=NOW)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(withdrawn_at=None)


def test_nobody_claims_a_supervisor_who_is_not_there(authority: Authority) -> None:
    system = make_system(authority)
    with pytest.raises(DatabaseError, match=NOT_BACKED), transaction.atomic():
        MetCondition.objects.create(
            authority=authority, system=system, basis=1, need=Need.SUPERVISOR, backed_by="supervisor", met_at=NOW
        )
    name_supervisor(system)
    assert Need.SUPERVISOR not in missing_needs(system)
