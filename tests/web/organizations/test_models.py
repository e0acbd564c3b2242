import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models
from django.db.migrations.executor import MigrationExecutor

from pleinjour.web.organizations.models import Account, Authority
from tests.web.organizations.factories import make_account

OURS = [model for model in apps.get_models() if model.__module__.startswith("pleinjour.")]
OF_NO_AUTHORITY = {"Authority", "Account", "Attempt"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_row_belongs_to_an_authority(model: type[models.Model]) -> None:
    if model.__name__ in OF_NO_AUTHORITY:
        return
    field = model._meta.get_field("authority")
    assert field.related_model is Authority
    assert not field.null


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["camille@clairval.example", "CAMILLE@clairval.example"])
def test_an_email_serves_once_whatever_its_case(email: str) -> None:
    make_account(email="Camille@Clairval.example")
    with pytest.raises(IntegrityError):
        Account.objects.bulk_create([Account(email=email)])


@pytest.mark.django_db
def test_an_account_without_a_password_opens_with_none() -> None:
    assert not make_account(password=None).check_password("")


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_our_migrations_go_back_and_forth() -> None:
    ours = sorted({model._meta.app_label for model in OURS} - {"organizations"})
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    executor.migrate([*((label, None) for label in ours), ("organizations", "0001_initial")])
    MigrationExecutor(connection).migrate(leaves)
    assert not MigrationExecutor(connection).migration_plan(leaves)
