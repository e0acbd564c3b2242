"""What was erased leaves the database's files, at once or as soon as nobody reads them."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from pleinjour.web.observe import traces
from pleinjour.web.observe.models import OpenMonth, Run
from pleinjour.web.organizations.models import Authority
from tests.web.observe.browsing import MARCH, bring, publish
from tests.web.observe.kept import is_kept
from tests.web.observe.logs import squid_log

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "PATIENCE", 50)


@contextmanager
def _somebody_reads() -> Iterator[None]:
    """Another connection that looks at the database as it is now, until the end of the block."""
    reader = connection.copy()
    try:
        reader.ensure_connection()
        with reader.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT count(*) FROM observe_run")
            cursor.fetchone()
            yield
            cursor.execute("ROLLBACK")
    finally:
        reader.close()


@pytest.fixture
def secrets(steering: Client, authority: Authority) -> tuple[bytes, bytes]:
    """The sealed month and the wrapped key of a town that has brought its logs."""
    bring(steering, authority, squid_log(MARCH, range(30)))
    return bytes(OpenMonth.objects.get().sealed)[:64], bytes(Run.objects.get().wrapped_key)


def test_a_reader_holds_traces_and_the_next_answer_flushes_them(
    steering: Client, authority: Authority, secrets: tuple[bytes, bytes]
) -> None:
    with _somebody_reads():
        before = monotonic()
        assert publish(steering, authority).status_code == 200
        assert monotonic() - before < 10
        assert any(map(is_kept, secrets)) is (connection.vendor == "sqlite")
    steering.get("/")
    assert not any(map(is_kept, secrets))


def test_the_command_flushes_what_a_former_process_left(
    steering: Client, authority: Authority, secrets: tuple[bytes, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    with _somebody_reads(), monkeypatch.context() as patch:
        patch.setattr(traces, "_checkpoint", lambda patience: False)
        publish(steering, authority)
    call_command("flush_traces", verbosity=0)
    assert not any(map(is_kept, secrets))


def test_the_command_says_when_somebody_reads(
    steering: Client, authority: Authority, secrets: tuple[bytes, bytes]
) -> None:
    with _somebody_reads():
        publish(steering, authority)
        if connection.vendor == "sqlite":
            with pytest.raises(CommandError, match="journal d’écriture"):
                call_command("flush_traces")
        else:
            call_command("flush_traces")
    call_command("flush_traces")
    assert not any(map(is_kept, secrets))


def test_other_statements_wait_as_long_as_before() -> None:
    def patience() -> object:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout" if connection.vendor == "sqlite" else "SHOW lock_timeout")
            return cursor.fetchone()

    before = patience()
    assert traces.flush_traces()
    assert patience() == before
