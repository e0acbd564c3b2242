"""What only PostgreSQL can be asked to do to a journal."""

import pytest
from django.db import DatabaseError, connection, transaction

from pleinjour.web.organizations.journal import append, verify_journal
from tests.web.organizations.factories import make_authority

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_emptying_the_whole_table_is_refused() -> None:
    assert connection.vendor == "postgresql"
    authority = make_authority()
    with transaction.atomic():
        append(authority, None, "unit.added")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE organizations_journalentry CASCADE")
    assert verify_journal(authority) == []
