"""Canaries: names, addresses and hosts of a log are sought afterwards in everything that stays. None may be there."""

import gzip
import io
import logging
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from pleinjour.web.config.logs import JSONFormatter
from pleinjour.web.observe.models import OpenMonth
from pleinjour.web.organizations.models import Authority, JournalEntry
from tests.web.observe.browsing import APRIL, MARCH, bring, logs_url, month_url, publish
from tests.web.observe.kept import database_bytes
from tests.web.observe.logs import CHATGPT, squid_line, squid_log

# A word that no other test writes: the write-ahead file still holds what those before committed and erased.
WORD = "serinus"
USER, ADDRESS, HOST, FILE = f"{WORD}-personne", "10.211.97.43", f"{WORD}-hote.chatgpt.com", f"{WORD}-fichier.log"
CANARIES = [word.encode() for word in (USER, ADDRESS, HOST, WORD)]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Everything the site writes in its own log; temporary files would go to an empty folder of this test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    stream = io.StringIO()
    listener = logging.StreamHandler(stream)
    listener.setFormatter(JSONFormatter())
    listener.setLevel(logging.DEBUG)
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [listener])
    monkeypatch.setattr(root, "level", logging.INFO)
    return stream


def canary_log() -> bytes:
    line = squid_line(MARCH, 1, HOST, user=USER, client=ADDRESS)
    return squid_log(MARCH, range(50), [CHATGPT]) + line + squid_log(APRIL, range(30))


def sung(content: bytes) -> list[bytes]:
    return [canary for canary in CANARIES if canary in content]


def everything_that_stays(said: io.StringIO) -> bytes:
    journal = "".join(f"{entry.target}{entry.detail}{entry.reason}" for entry in JournalEntry.objects.all())
    temporary = b"".join(path.read_bytes() for path in Path(tempfile.gettempdir()).rglob("*") if path.is_file())
    return database_bytes() + journal.encode() + temporary + said.getvalue().encode()


def test_a_log_that_is_read_leaves_no_name(steering: Client, authority: Authority, said: io.StringIO) -> None:
    named = SimpleUploadedFile(FILE, gzip.compress(canary_log()))
    steering.post(logs_url(authority), {"logs": [named]})
    assert OpenMonth.objects.count() == 2
    assert sung(everything_that_stays(said)) == []
    publish(steering, authority)
    assert sung(everything_that_stays(said)) == []


def test_a_units_file_that_is_refused_leaves_no_name(steering: Client, authority: Authority, said: io.StringIO) -> None:
    units = SimpleUploadedFile("units.csv", f"unit,kind,value\nVoirie,user,{USER}\n".encode())
    answer = bring(steering, authority, canary_log(), units=units)
    assert answer.status_code == 422
    assert sung(answer.content) == []
    assert sung(everything_that_stays(said)) == []


def test_what_is_taken_away_holds_no_name(steering: Client, authority: Authority, said: io.StringIO) -> None:
    bring(steering, authority, canary_log())
    publish(steering, authority)
    exports = [steering.get(f"{month_url(authority)}{part}").content for part in ("", "chiffres.csv", "chiffres.ods")]
    assert sung(b"".join(exports)) == []


@pytest.mark.parametrize(
    "content",
    [
        f"{USER} {ADDRESS} {HOST}\n".encode() * 40,
        gzip.compress(canary_log())[:-300],
        canary_log() + f"{USER} {ADDRESS} chatgpt.com".encode() * 100_000,
    ],
    ids=["unknown", "truncated", "endless line"],
)
def test_a_log_that_is_refused_or_broken_leaves_no_name(
    content: bytes, steering: Client, authority: Authority, said: io.StringIO
) -> None:
    steering.post(logs_url(authority), {"logs": [SimpleUploadedFile(FILE, content)]})
    assert sung(everything_that_stays(said)) == []


def test_a_browser_that_leaves_leaves_no_name(steering: Client, authority: Authority, said: io.StringIO) -> None:
    stream = io.BytesIO(canary_log() * 200)
    stream.name = FILE
    whole = encode_multipart(BOUNDARY, {"logs": stream})
    body = {"wsgi.input": io.BytesIO(whole[: len(whole) // 2]), "CONTENT_LENGTH": str(len(whole))}
    steering.generic("POST", logs_url(authority), content_type=MULTIPART_CONTENT, **body)  # type: ignore[arg-type]
    assert sung(everything_that_stays(said)) == []


def test_an_error_that_nobody_foresaw_says_no_name(
    steering: Client, authority: Authority, said: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_named: object) -> bytes:
        raise RuntimeError(f"{USER} {ADDRESS} {HOST}")

    monkeypatch.setattr("pleinjour.web.observe.views.intake.summarise", fail)
    steering.raise_request_exception = False
    answer = steering.post(logs_url(authority), {"logs": [SimpleUploadedFile(FILE, canary_log())]})
    assert answer.status_code == 500
    assert "RuntimeError" in said.getvalue()
    assert sung(everything_that_stays(said) + answer.content) == []
