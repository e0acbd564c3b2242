"""What the drop folder brings, and how its authority wants it read."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from pleinjour.engines.traffic import all_readers
from pleinjour.web.observe.actions.months import RunKey, Taken, add_to_months, count, span
from pleinjour.web.observe.errors import UnknownFormatChosen
from pleinjour.web.observe.models import DropFolder, DroppedFile, Intake, Outcome
from pleinjour.web.observe.perms import Deed, require
from pleinjour.web.observe.readers import load_customs
from pleinjour.web.organizations.journal import append, lock_chain
from pleinjour.web.organizations.models import Account, Authority

_LEARNT: Final = ("outcome", "why", "digest", "seen_at", "tries")
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class LookedInto:
    """A file of the folder: its row, not saved yet, and its summary unless it is refused."""

    row: DroppedFile
    summary: bytes | None


def keep_batch(authority: Authority, key: RunKey, files: Sequence[LookedInto], now: datetime) -> list[Taken]:
    """Add what was read to the open months and remember every file: all of it, or nothing, in one transaction.

    The platform does it, not a person. Raises RunChanged, OtherRun, KeyLost.
    """
    read = [(file.row, file.summary) for file in files if file.summary is not None]
    with transaction.atomic():
        lock_chain(authority)
        taken = add_to_months(authority, key, [summary for _row, summary in read], now)
        for (row, _summary), one in zip(read, taken, strict=True):
            row.digest = one.intake.digest
        remember(file.row for file in files)
        if not all(one.again for one in taken):
            target = span(month for one in taken for month in one.kept)
            append(authority, None, "observe.logs_dropped", target=target, detail=count(taken))
    return taken


def begin_look(folder: DropFolder, now: datetime) -> bool:
    """Keep that a pass begins, before anything can stop it; whether the one before it was killed."""
    was_killed = folder.under_way
    folder.looked_at, folder.under_way = now, True
    found = {"looked_at": now, "under_way": True}
    DropFolder.objects.update_or_create(authority=folder.authority, defaults=found)
    return was_killed


def remember(files: Iterable[DroppedFile]) -> None:
    """Keep what became of files, not saved yet, over what was known of them."""
    DroppedFile.objects.bulk_create(
        files,
        update_conflicts=True,
        unique_fields=("authority", "mark"),
        update_fields=_LEARNT,
        batch_size=_AT_ONCE,
    )


def end_look(folder: DropFolder, absent: Collection[int]) -> None:
    """Keep what a pass found, and forget the files that are no longer there (`absent`: their rows)."""
    gone = sorted(absent)
    folder.under_way = False
    with transaction.atomic():
        for start in range(0, len(gone), _AT_ONCE):
            DroppedFile.objects.filter(pk__in=gone[start : start + _AT_ONCE]).delete()
        # Settings may have changed meanwhile: they are not written back.
        found = {name: getattr(folder, name) for name in FOUND}
        DropFolder.objects.update_or_create(authority=folder.authority, defaults=found)


FOUND: Final = ("looked_at", "waiting", "live", "passed_over", "trouble", "why", "under_way")


def set_drop_folder(actor: Account, authority: Authority, *, format_name: str, paused: bool) -> None:
    """Choose how the folder is read; what gave nothing so far is tried again.

    Raises NotAllowed, UnknownFormatChosen.
    """
    require(actor, authority, Deed.SET_DROP_FOLDER)
    with transaction.atomic():
        lock_chain(authority)
        if format_name and format_name not in {*all_readers(), *load_customs(authority)}:
            raise UnknownFormatChosen(format=format_name)
        DropFolder.objects.update_or_create(authority=authority, defaults={"format": format_name, "paused": paused})
        worth_another_try(authority).delete()
        detail = {"format": format_name or "recognised", "paused": "yes" if paused else "no"}
        append(authority, actor, "observe.drop_folder_set", detail=detail)


def worth_another_try(authority: Authority) -> QuerySet[DroppedFile]:
    """What another format may read: files that were refused, and those where nothing was found."""
    files = DroppedFile.objects.filter(authority=authority)
    empty = Intake.objects.filter(authority=authority, months=[]).values("digest")
    return files.filter(~Q(outcome=Outcome.TAKEN) | Q(digest__in=empty))
