"""What SQLite keeps beside its file: emptied once what was erased must be nowhere."""

from django.db import connection


def empty_the_write_ahead_file() -> None:
    """SQLite's write-ahead file keeps transactions in order until it is emptied. Who reads meanwhile delays it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
