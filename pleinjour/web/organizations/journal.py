"""The journal of an authority: what happened, by whom, in an order that nobody can change unseen.

Each entry holds the SHA-256 of its own content and of the hash before it. Changing, removing or inserting an entry
breaks the chain at that place; cutting its end is seen by comparing with an anchor kept elsewhere (the last line of
any export is one).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction
from django.utils import timezone

from pleinjour.web.organizations.models import Account, Authority, JournalEntry

Detail = Mapping[str, str] | Mapping[str, int] | Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry known from elsewhere: an export, a letter, a screen."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the chain does not hold. `fault`: "missing", "changed", "unlinked" or "cut"."""

    sequence: int
    fault: str


def append(
    authority: Authority,
    actor: Account | None,
    action: str,
    *,
    target: str = "",
    reason: str = "",
    detail: Detail | None = None,
) -> JournalEntry:
    """The new last entry. Must run in the transaction of the deed, so that both are kept or none.

    `target` and `detail` never name a person: `account:<journal key>` stands for one.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the journal is written in the transaction of the deed")
    lock_chain(authority)
    last = JournalEntry.objects.filter(authority=authority).order_by("-sequence").first()
    entry = JournalEntry(
        authority=authority,
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        actor=str(actor.journal_key) if actor else "",
        action=action,
        target=target,
        reason=reason,
        detail=canonical(dict(detail or {})),
        previous_hash=last.hash if last else "",
    )
    entry.hash = hash_of(entry)
    entry.save()
    return entry


def lock_chain(authority: Authority) -> None:
    """One deed at a time for each authority, until the transaction ends.

    A deed that first looks (is the name free? is somebody left to administer?) takes it before it looks. SQLite
    already has it: its transactions begin IMMEDIATE.
    """
    Authority.objects.select_for_update(no_key=True).get(pk=authority.pk)


def name_account(account: Account) -> str:
    """How the journal designates a person."""
    return f"account:{account.journal_key}"


def hash_of(entry: JournalEntry) -> str:
    """SHA-256, in hexadecimal, over the entry's canonical JSON and the hash before it."""
    content = [
        entry.authority_id,
        entry.sequence,
        stamp(entry.at),
        entry.actor,
        entry.action,
        entry.target,
        entry.reason,
        entry.detail,
        entry.previous_hash,
    ]
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def stamp(moment: datetime) -> str:
    """`moment` in UTC, always with its microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def canonical(value: object) -> str:
    """One JSON text for one value: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """A chain read from one end to the other: how many entries, the last one, the places where it does not hold."""

    entries: int
    last: Anchor | None
    breaks: tuple[Break, ...]


def read_chain(authority: Authority, anchor: Anchor | None = None) -> Reading:
    """The whole chain, entry after entry: no journal is too long to be read."""
    breaks: list[Break] = []
    entries, expected, last, anchored = 0, 1, None, anchor is None
    for entry in JournalEntry.objects.filter(authority=authority).order_by("sequence").iterator():
        if entry.sequence != expected:
            breaks.append(Break(expected, "missing"))
        elif entry.previous_hash != (last.hash if last else ""):
            breaks.append(Break(entry.sequence, "unlinked"))
        if entry.hash != hash_of(entry):
            breaks.append(Break(entry.sequence, "changed"))
        last = Anchor(entry.sequence, entry.hash)
        anchored = anchored or last == anchor
        entries, expected = entries + 1, entry.sequence + 1
    if anchor and not anchored:
        breaks.append(Break(anchor.sequence, "cut"))
    return Reading(entries, last, tuple(breaks))


def verify_journal(authority: Authority, anchor: Anchor | None = None) -> list[Break]:
    """Every place where the chain does not hold; empty when nobody touched it."""
    return list(read_chain(authority, anchor).breaks)
