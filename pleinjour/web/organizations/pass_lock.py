"""One pass of `pleinjour tick` at a time: on a machine by a lock on a file, between machines by PostgreSQL.

Both fall by themselves when the process dies, however it dies. PostgreSQL's is an advisory lock of the session: a
pooler that shares sessions between clients (PgBouncer in transaction mode) would lose it. Two passes at once would do
the same work twice, never count it twice: each batch holds the authority's chain.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

LOCK_FILE: Final = "tick.lock"
_ADVISORY: Final = 0x706A7469636B
"""Any number that nobody else takes: "pjtick" in ASCII."""


@contextmanager
def only_pass(now: datetime) -> Iterator[bool]:
    """Whether this is the only pass; when it ends well, the file tells when it began."""
    path = _path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if not (_lock_file(descriptor) and _lock_database()):
            yield False
            return
        try:
            yield True
            os.pwrite(descriptor, now.astimezone(UTC).isoformat(timespec="seconds").encode(), 0)
        finally:
            _unlock_database()
    finally:
        os.close(descriptor)


def last_pass() -> datetime | None:
    """When the last pass that ended well began, on this machine; None when there was none."""
    try:
        return datetime.fromisoformat(_path().read_text())
    except (OSError, ValueError):
        return None


def _path() -> Path:
    return Path(settings.PLEINJOUR_HOME) / LOCK_FILE


def _lock_file(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_database() -> bool:
    return connection.vendor != "postgresql" or _ask("SELECT pg_try_advisory_lock(%s)")


def _unlock_database() -> None:
    if connection.vendor == "postgresql":
        _ask("SELECT pg_advisory_unlock(%s)")


def _ask(question: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [_ADVISORY])
        (answer,) = cursor.fetchone()
    return bool(answer)
