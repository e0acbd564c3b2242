"""Waiting times after failed attempts, counted against an e-mail and against a network address.

Nothing clear is kept: an attempt stands under a keyed digest. Each further failure doubles the wait; a day without
failure, or a success, wipes the count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from pleinjour.web.organizations.digests import digest_identifier
from pleinjour.web.organizations.errors import TooManyAttempts
from pleinjour.web.organizations.models import Attempt

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counter:
    """What is counted: `free` failures cost nothing."""

    digest: str
    free: int


def by_email(purpose: str, email: str) -> Counter:
    return Counter(digest_identifier(f"{purpose}.email", email), free=5)


def by_address(purpose: str, address: str) -> Counter:
    """A town hall shares one address: many people may fail from it before anyone waits."""
    return Counter(digest_identifier(f"{purpose}.address", address), free=40)


def count_call(address: str, now: datetime) -> None:
    """Count a call with a token that opens nothing. Raises TooManyAttempts."""
    count_attempt((by_address("token", address),), now)


def count_attempt(counters: Iterable[Counter], now: datetime) -> None:
    """Count one more attempt, before it is known to fail: attempts at the same time are all counted.

    Raises TooManyAttempts, and counts nothing, while one of the counters must wait.
    """
    # Always in the same order, so that two attempts never wait for each other's rows.
    ordered = sorted(counters, key=lambda counter: counter.digest)
    with transaction.atomic():
        rows = [(_lock(counter, now), counter) for counter in ordered]
        wait = max(wait_of(row.failures, counter.free, row.last_at, now) for row, counter in rows)
        if wait > timedelta():
            raise TooManyAttempts(wait=say_wait(wait))
        for row, _counter in rows:
            row.failures += 1
            row.last_at = now
            row.save()


def forgive(email: Counter, address: Counter) -> None:
    """The person was the right one: the e-mail starts anew, and the address loses this attempt only.

    Otherwise somebody with an account of their own could try everyone else's from one address for ever.
    """
    Attempt.objects.filter(digest=email.digest).delete()
    Attempt.objects.filter(digest=address.digest, failures__gt=0).update(failures=F("failures") - 1)


def forget_person(email: str, key: int) -> None:
    """Remove what is counted against one person, whatever they were trying."""
    known = [("sign-in", email), ("access", email), ("own-password", str(key)), ("second-factor", str(key))]
    Attempt.objects.filter(digest__in=[by_email(*each).digest for each in known]).delete()


def forget_old_attempts(now: datetime) -> int:
    """Remove what counts no more; how many rows went."""
    removed, _by_model = Attempt.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    return removed


def wait_of(failures: int, free: int, last_at: datetime, now: datetime) -> timedelta:
    """What is left to wait after `failures`, the last one at `last_at`."""
    if failures < free:
        return timedelta()
    doubled = FIRST_WAIT * (1 << min(failures - free, 10))
    return max(min(doubled, LONGEST_WAIT) - (now - last_at), timedelta())


def say_wait(wait: timedelta) -> str:
    """`wait` in words, rounded up: "15 s", "4 min"."""
    seconds = -(-wait // timedelta(seconds=1))
    if seconds < 60:
        return f"{seconds}\u00a0s"
    return f"{-(-seconds // 60)}\u00a0min"


def _lock(counter: Counter, now: datetime) -> Attempt:
    Attempt.objects.bulk_create([Attempt(digest=counter.digest, last_at=now)], ignore_conflicts=True)
    row = Attempt.objects.select_for_update().get(digest=counter.digest)
    if now - row.last_at > FORGOTTEN_AFTER:
        row.failures = 0
    return row
