"""Log formats that an authority describes itself."""

from datetime import datetime
from typing import Final

from django.db import transaction

from pleinjour.web.observe.actions.dropping import worth_another_try
from pleinjour.web.observe.errors import ReaderInUse, ReaderNameTaken, ReaderRenamed, TooManyReaders
from pleinjour.web.observe.models import CustomReader, DropFolder
from pleinjour.web.observe.perms import Deed, require
from pleinjour.web.observe.readers import check_description
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.rows import refetch

MOST_READERS: Final = 20
"""Each is tried on every log whose format is to be recognised."""


def add_reader(actor: Account, authority: Authority, description: str, now: datetime) -> CustomReader:
    """Keep a description; what the drop folder could not read is tried again.

    Raises NotAllowed, CustomReaderError, ReaderNameUnfit, ReaderNameTaken, TooManyReaders.
    """
    require(actor, authority, Deed.TAKE_LOGS)
    name = check_description(description)
    with transaction.atomic():
        lock_chain(authority)
        names = set(CustomReader.objects.filter(authority=authority).values_list("name", flat=True))
        if name in names:
            raise ReaderNameTaken(name=name)
        if len(names) >= MOST_READERS:
            raise TooManyReaders(most=MOST_READERS)
        reader = CustomReader.objects.create(authority=authority, name=name, description=description, kept_at=now)
        worth_another_try(authority).delete()
        append(authority, actor, "observe.reader_added", detail={"name": name})
    return reader


def replace_reader(actor: Account, reader: CustomReader, description: str, now: datetime) -> None:
    """Describe the format otherwise, under the same name. What was read by the former description stays counted.

    Raises NotAllowed, CustomReaderError, ReaderNameUnfit, ReaderNameTaken, ReaderRenamed, ObjectNotVisible.
    """
    authority = reader.authority
    require(actor, authority, Deed.TAKE_LOGS)
    if check_description(description) != reader.name:
        raise ReaderRenamed(name=reader.name)
    with transaction.atomic():
        lock_chain(authority)
        refetch(reader)
        reader.description, reader.kept_at = description, now
        reader.save()
        worth_another_try(authority).delete()
        append(authority, actor, "observe.reader_replaced", detail={"name": reader.name})


def delete_reader(actor: Account, reader: CustomReader) -> None:
    """Forget a description. What was read by it stays counted. Raises NotAllowed, ReaderInUse, ObjectNotVisible."""
    authority = reader.authority
    require(actor, authority, Deed.TAKE_LOGS)
    with transaction.atomic():
        lock_chain(authority)
        refetch(reader)
        if DropFolder.objects.filter(authority=authority, format=reader.name).exists():
            raise ReaderInUse(name=reader.name)
        reader.delete()
        append(authority, actor, "observe.reader_deleted", detail={"name": reader.name})
