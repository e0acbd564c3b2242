"""Who may not bring logs is refused before a byte is read; an upload that stops halfway leaves nothing."""

import threading
from io import BytesIO

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from pleinjour.web.observe.models import Intake, OpenMonth, Run
from pleinjour.web.organizations.models import Authority, Role
from tests.web.observe.browsing import MARCH, bring, logs_url, text_of
from tests.web.observe.logs import squid_log
from tests.web.organizations.factories import make_authority, member, sign_in

pytestmark = pytest.mark.django_db


class Unread(BytesIO):
    """A body that must not be looked at."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise AssertionError("the body was read")


def multipart(log: bytes) -> bytes:
    return encode_multipart(BOUNDARY, {"format": "", "logs": named(log)})


def named(content: bytes) -> BytesIO:
    stream = BytesIO(content)
    stream.name = "proxy.log"
    return stream


@pytest.mark.parametrize("role", [Role.AGENT, Role.ELU, Role.DIRECTION, Role.DPO])
def test_a_role_that_may_not_bring_logs_is_refused_before_a_byte_is_read(role: Role, authority: Authority) -> None:
    browser = Client()
    sign_in(browser, member(authority, role))
    body = {"wsgi.input": Unread(), "CONTENT_LENGTH": "1000000", "CONTENT_TYPE": MULTIPART_CONTENT}
    assert browser.generic("POST", logs_url(authority), **body).status_code == 403  # type: ignore[arg-type]


def test_another_authority_does_not_exist(steering: Client) -> None:
    body = {"wsgi.input": Unread(), "CONTENT_LENGTH": "1000000", "CONTENT_TYPE": MULTIPART_CONTENT}
    answer = steering.generic("POST", logs_url(make_authority()), **body)  # type: ignore[arg-type]
    assert answer.status_code == 404


def test_a_form_from_elsewhere_is_refused_and_nothing_is_kept(authority: Authority) -> None:
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, member(authority, Role.RSSI))
    assert bring(browser, authority, squid_log(MARCH, range(20))).status_code == 403
    assert not Intake.objects.exists()


def test_a_form_with_its_token_is_accepted(authority: Authority) -> None:
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, member(authority, Role.RSSI))
    page = browser.get(logs_url(authority)).content.decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert bring(browser, authority, squid_log(MARCH, range(20)), csrfmiddlewaretoken=token).status_code == 200
    assert Intake.objects.exists()


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_an_upload_that_stops_halfway_leaves_nothing(share: float, steering: Client, authority: Authority) -> None:
    whole = multipart(squid_log(MARCH, range(2000)))
    part = BytesIO(whole[: int(len(whole) * share)])
    before = threading.active_count()
    body = {"wsgi.input": part, "CONTENT_LENGTH": str(len(whole)), "CONTENT_TYPE": MULTIPART_CONTENT}
    answer = steering.generic("POST", logs_url(authority), **body)  # type: ignore[arg-type]
    assert answer.status_code == 422
    assert "s’est arrêté avant la fin" in text_of(answer)
    assert not Run.objects.exists()
    assert not OpenMonth.objects.exists()
    assert not Intake.objects.exists()
    assert threading.active_count() == before


def test_a_connection_that_breaks_leaves_nothing(steering: Client, authority: Authority) -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 100_000:
                raise ConnectionResetError
            return super().read(size)

    whole = multipart(squid_log(MARCH, range(20_000)))
    body = {"wsgi.input": Broken(whole), "CONTENT_LENGTH": str(len(whole)), "CONTENT_TYPE": MULTIPART_CONTENT}
    assert steering.generic("POST", logs_url(authority), **body).status_code == 422  # type: ignore[arg-type]
    assert not Intake.objects.exists()


def test_a_secret_that_changed_is_explained(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)))
    run = Run.objects.get()
    Run.objects.filter(pk=run.pk).update(wrapped_key=bytes(len(run.wrapped_key)))
    answer = bring(steering, authority, squid_log(MARCH, range(20, 40)))
    assert "le secret du serveur a changé" in text_of(answer)
    assert OpenMonth.objects.get().files == 1
