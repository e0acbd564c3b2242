"""The database refuses to change what was published, whoever asks."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from pleinjour.web.observe.models import Publication, PublishedCell
from pleinjour.web.organizations.models import Authority, Role
from tests.web.guards import ATTEMPTS, expect_refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def publication(authority: Authority) -> Publication:
    return Publication.objects.create(
        authority=authority, month="2026-03", edition=1, published_at=datetime(2026, 4, 2, 9, tzinfo=UTC),
        published_by_role=Role.RSSI, method=1, threshold=11, rounding=5, catalogue_version="1", lines=10,
    )  # fmt: skip


def _add_cell(publication: Publication) -> None:
    PublishedCell.objects.create(
        authority=publication.authority, publication=publication, family="request", people=20, suppressed=False
    )


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_publication_is_never_changed(publication: Publication, attempt: str) -> None:
    expect_refusal(attempt, Publication.objects.filter(pk=publication.pk))


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_published_cell_is_never_changed(publication: Publication, attempt: str) -> None:
    _add_cell(publication)
    expect_refusal(attempt, PublishedCell.objects.all())


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["observe_publishedcell", "observe_publication"])
def test_emptying_the_whole_ledger_is_refused(publication: Publication, table: str) -> None:
    _add_cell(publication)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table} CASCADE")
    assert PublishedCell.objects.exists()
