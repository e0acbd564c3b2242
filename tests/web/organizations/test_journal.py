import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from pleinjour.web.organizations import journal, journal_guard
from pleinjour.web.organizations.journal import Anchor, Break, append, verify_journal
from pleinjour.web.organizations.models import Authority, JournalEntry, Role
from pleinjour.web.organizations.models.journal import JournalIsAppendOnly
from tests.web.organizations.factories import make_authority, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    authority = make_authority()
    for number in range(4):
        append(authority, None, "unit.added", target=f"unit:{number}", detail={"name": "Médiathèque"})
    return authority


def test_each_entry_holds_the_hash_of_the_one_before(authority: Authority) -> None:
    entries = list(JournalEntry.objects.filter(authority=authority))
    assert [entry.sequence for entry in entries] == [1, 2, 3, 4]
    assert [entry.previous_hash for entry in entries] == ["", *(entry.hash for entry in entries[:-1])]
    assert verify_journal(authority) == []


def test_each_authority_has_its_own_chain(authority: Authority) -> None:
    other = make_authority()
    append(other, None, "unit.added")
    assert JournalEntry.objects.get(authority=other).sequence == 1
    assert verify_journal(other) == []


def test_an_entry_names_its_actor_by_a_random_key_only(authority: Authority) -> None:
    account = member(authority, Role.ADMINISTRATOR)
    entry = append(authority, account, "unit.added", detail={"name": "Voirie"})
    written = json.dumps([entry.actor, entry.target, entry.detail])
    assert entry.actor == str(account.journal_key)
    assert account.email not in written


def test_erasing_an_account_leaves_the_chain_whole(authority: Authority) -> None:
    account = member(authority, Role.AGENT)
    append(authority, account, "unit.added")
    account.delete()
    assert verify_journal(authority) == []


@pytest.mark.parametrize("statement", ["UPDATE {table} SET reason = 'autre'", "DELETE FROM {table}"])
def test_the_database_refuses_to_change_the_journal(authority: Authority, statement: str) -> None:
    sql = statement.format(table=journal_guard.TABLE)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql)
    assert verify_journal(authority) == []


def test_the_model_refuses_to_change_an_entry(authority: Authority) -> None:
    entry = JournalEntry.objects.filter(authority=authority).first()
    assert entry is not None
    with pytest.raises(JournalIsAppendOnly):
        entry.save()
    with pytest.raises(JournalIsAppendOnly):
        entry.delete()


@pytest.mark.parametrize("field", ["reason", "detail", "actor", "action", "target", "at"])
def test_a_changed_field_is_seen(authority: Authority, field: str) -> None:
    value = "2020-01-01 00:00:00+00:00" if field == "at" else "autre"
    with _unguarded():
        JournalEntry.objects.filter(sequence=2).update(**{field: value})
    assert verify_journal(authority) == [Break(2, "changed")]


def test_a_removed_entry_is_seen(authority: Authority) -> None:
    with _unguarded():
        JournalEntry.objects.filter(sequence=2).delete()
    assert verify_journal(authority) == [Break(2, "missing")]


def test_an_entry_rewritten_with_its_hash_is_seen_at_the_next(authority: Authority) -> None:
    entry = JournalEntry.objects.get(authority=authority, sequence=2)
    entry.reason = "autre"
    with _unguarded():
        JournalEntry.objects.filter(sequence=2).update(reason="autre", hash=journal.hash_of(entry))
    assert verify_journal(authority) == [Break(3, "unlinked")]


def test_a_cut_end_is_seen_with_an_anchor(authority: Authority) -> None:
    last = JournalEntry.objects.get(authority=authority, sequence=4)
    anchor = Anchor(last.sequence, last.hash)
    assert verify_journal(authority, anchor) == []
    with _unguarded():
        JournalEntry.objects.filter(sequence=4).delete()
    assert verify_journal(authority) == []
    assert verify_journal(authority, anchor) == [Break(4, "cut")]


@pytest.mark.django_db(transaction=True)
def test_the_journal_is_written_in_the_transaction_of_the_deed() -> None:
    authority = make_authority()
    with pytest.raises(transaction.TransactionManagementError):
        append(authority, None, "unit.added")


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_keep_one_chain() -> None:
    authority = make_authority()

    def write(number: int) -> None:
        try:
            with transaction.atomic():
                append(authority, None, "unit.added", target=f"unit:{number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    assert JournalEntry.objects.filter(authority=authority).count() == 40
    assert verify_journal(authority) == []


@contextmanager
def _unguarded() -> Iterator[None]:
    """Change rows as somebody who owns the database server could."""
    journal_guard.remove(connection)
    yield
    journal_guard.install(connection)
