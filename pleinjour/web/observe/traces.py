"""What SQLite's write-ahead log still holds of erased rows, and when it goes.

A checkpoint empties that log, unless somebody reads the database meanwhile. What could not be emptied is owed: this
process tries again after each of its answers, without waiting. `pleinjour manage flush_traces` does it by hand.
"""

from threading import Event
from typing import Final

from django.db import OperationalError, connection

PATIENCE: Final = 2_000
"""How long readers are waited for, in milliseconds."""
_owed = Event()


def flush_traces() -> bool:
    """Whether the log is empty now. Never in a transaction, always where there is no such log."""
    return _checkpoint(PATIENCE)


def flush_what_is_owed(**signal: object) -> None:
    """After an answer: nearly always there is nothing to do."""
    if _owed.is_set():
        _checkpoint(0)


def _checkpoint(patience: int) -> bool:
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    if _truncate_log(patience):
        _owed.clear()
    else:
        _owed.set()
    return not _owed.is_set()


def _truncate_log(patience: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {patience:d}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, _pages, _moved = cursor.fetchone()
        except OperationalError:
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual:d}")
    return not busy
