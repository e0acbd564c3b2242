"""How an unnamed declaration is laid among the others, so that the database does not tell when it came.

A table remembers the order in which its rows were written: hidden row numbers and places in the file (SQLite),
transaction numbers and places (PostgreSQL), which stand beside those of sessions and of the journal. So each new one
is written together with all those of its authority, in the order of their random keys: they share one transaction,
and no place tells which was the last.
"""

import secrets
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from pleinjour.web.decide.models import UnnamedDeclaration
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.write_ahead import empty_the_write_ahead_file

# What JavaScript and every spreadsheet hold exactly.
_KEYS: Final = 2**53


def draw_key() -> int:
    """A key that says nothing of an order."""
    return secrets.randbelow(_KEYS - 1) + 1


def monday_after(today: date) -> date:
    """The only date that is kept: the same for all that comes in a week."""
    return today + timedelta(days=7 - today.weekday())


def mix_in(declaration: UnnamedDeclaration) -> None:
    """Keep the declaration, new or changed, among those of its authority. In the transaction of a deed, the chain
    locked.
    """
    others = UnnamedDeclaration.objects.filter(authority_id=declaration.authority_id).exclude(pk=declaration.pk)
    _lay(declaration.authority_id, [*others, declaration])


def lay_anew(authority: Authority) -> None:
    """Write those of the authority again, at a moment that is nobody's. In a transaction, the chain locked."""
    _lay(authority.pk, list(UnnamedDeclaration.objects.filter(authority=authority)))


def _lay(authority_id: int, rows: list[UnnamedDeclaration]) -> None:
    UnnamedDeclaration.objects.filter(authority_id=authority_id).delete()
    UnnamedDeclaration.objects.bulk_create(sorted(rows, key=lambda one: one.pk))
    transaction.on_commit(empty_the_write_ahead_file)
