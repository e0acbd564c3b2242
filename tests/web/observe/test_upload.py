"""Bring a log, publish its month, read its page."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from pleinjour.web.observe.models import Intake, OpenMonth, PublishedCell, Run
from pleinjour.web.organizations.models import Authority, Role
from tests.web.observe.logs import CHATGPT, LE_CHAT, squid_log
from tests.web.organizations.factories import make_authority, member, sign_in

MARCH = date(2026, 3, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def steering(client: Client, authority: Authority) -> Client:
    """A browser where somebody who may bring logs is signed in."""
    sign_in(client, member(authority, Role.RSSI))
    return client


def bring(client: Client, authority: Authority, *contents: bytes, **fields: str) -> HttpResponse:
    files = [SimpleUploadedFile(f"proxy-{number}.log", content) for number, content in enumerate(contents)]
    return client.post(f"/a/{authority.slug}/observer/journaux/", {**fields, "logs": files}, follow=True)  # type: ignore[return-value]


def text_of(answer: HttpResponse) -> str:
    """The page, its no-break spaces made plain."""
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_log_is_read_and_its_month_published(steering: Client, authority: Authority) -> None:
    answer = bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT, LE_CHAT]))
    assert answer.status_code == 200
    assert "mars 2026" in text_of(answer)
    assert OpenMonth.objects.get().month == "2026-03"
    address = f"/a/{authority.slug}/observer/2026-03/"
    assert steering.get(f"{address}publier/").status_code == 200
    page = steering.post(f"{address}publier/", follow=True)
    assert "Environ 60 personnes" in text_of(page)
    assert not OpenMonth.objects.exists()
    assert not Run.objects.exists()
    assert PublishedCell.objects.filter(service="chatgpt", people=60).exists()
