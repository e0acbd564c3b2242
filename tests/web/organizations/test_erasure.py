"""A person is erased: nothing in the database leads back to them, and the journals are whole (RGPD, article 17)."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import CASCADE, SET_NULL
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from pleinjour.web.organizations.actions.erasure import erase_account, erase_member
from pleinjour.web.organizations.actions.members import invite, remove_member
from pleinjour.web.organizations.actions.sign_in import check_password
from pleinjour.web.organizations.errors import BelongsElsewhere, LastAdministrator, WrongCredentials
from pleinjour.web.organizations.journal import verify_journal
from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Membership, Role
from pleinjour.web.organizations.session_owner import PENDING
from pleinjour.web.organizations.write_ahead import empty_the_write_ahead_file
from tests.web.config.addresses import build_town
from tests.web.organizations.factories import make_authority, member, sign_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def everything() -> list[str]:
    """Every row of every table, as text."""
    rows: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            rows += [" ".join(map(str, row)) for row in cursor.fetchall()]
    return rows


def _live_here(account: Account, authority: Authority, client: Client) -> None:
    """What a person leaves behind: a session, a wrong password, an invitation in another town, deeds."""
    sign_in(client, account)
    with pytest.raises(WrongCredentials):
        check_password(account.email, "faux", "192.0.2.1", NOW)
    other = make_authority()
    invite(member(other, Role.ADMINISTRATOR), other, account.email, Role.AGENT, NOW)


def test_nothing_leads_back_to_who_was_erased(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    town = build_town()
    person = town.administrator
    Account.objects.filter(pk=person.pk).update(email="canari042@clairval.example", display_name="Canari Quarante-Deux")
    person.refresh_from_db()
    _live_here(person, town.authority, client)
    signed = JournalEntry.objects.filter(actor=person.journal_key).count()
    assert any("canari042" in row for row in everything())
    with django_capture_on_commit_callbacks() as after:
        erase_member(member(town.authority, Role.ADMINISTRATOR), town.authority, person, NOW)
    assert empty_the_write_ahead_file in after
    assert [row for row in everything() if "canari" in row.lower()] == []
    assert client.get(f"/a/{town.authority.slug}/").status_code == 302
    # The deeds stay, signed by a key that stands nowhere else.
    assert JournalEntry.objects.filter(actor=person.journal_key).count() == signed > 0
    assert verify_journal(town.authority) == []
    beside = [row for row in everything() if str(person.journal_key) in row or person.journal_key.hex in row]
    assert len(beside) == JournalEntry.objects.filter(actor=person.journal_key).count() + 1


def test_a_session_that_waits_for_a_second_factor_is_erased_too() -> None:
    authority = make_authority()
    person, session = member(authority, Role.AGENT), SessionStore()
    session[PENDING] = {"account": person.pk, "password": "-", "at": NOW.isoformat(), "next": "/"}
    session.save()
    erase_member(member(authority, Role.ADMINISTRATOR), authority, person, NOW)
    assert not Session.objects.exists()


def test_no_row_can_keep_a_person_from_being_erased_or_name_them_afterwards() -> None:
    ties = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.many_to_one and field.related_model is Account
    ]
    assert ties
    assert [str(tie) for tie in ties if tie.remote_field.on_delete not in (CASCADE, SET_NULL)] == []  # type: ignore[operator, union-attr]


def test_the_server_erases_a_person_of_several_authorities() -> None:
    first, second = make_authority(), make_authority()
    person = member(first, Role.AGENT)
    Membership.objects.create(account=person, authority=second, role=Role.DPO)
    administrator = member(first, Role.ADMINISTRATOR)
    with pytest.raises(BelongsElsewhere):
        erase_member(administrator, first, person, NOW)
    call_command("erase_account", person.email.upper(), stdout=StringIO())
    assert not Account.objects.filter(pk=person.pk).exists()
    assert [entry.authority for entry in JournalEntry.objects.filter(action="member.erased")] == [first, second]
    with pytest.raises(CommandError, match="Aucun compte"):
        call_command("erase_account", person.email, verbosity=0)


def test_the_last_administrator_is_not_erased_before_another_one_is_there() -> None:
    authority = make_authority()
    person = member(authority, Role.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        erase_account(person.email, NOW)
    assert Membership.objects.filter(account=person).exists()
    remove_member(person, authority, member(authority, Role.AGENT))
