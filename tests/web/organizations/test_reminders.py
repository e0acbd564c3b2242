"""Reminders: one message a week to whom something waits for, however often the pass is killed."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import unescape
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django.fixtures import Settings

from pleinjour.web.organizations import post, reminders, waiting
from pleinjour.web.organizations.models import Account, Authority, Membership, Role
from pleinjour.web.organizations.periodic import Report
from pleinjour.web.organizations.reminders import send_reminders
from pleinjour.web.organizations.waiting import Waiting, add_source
from tests.web.organizations.factories import make_account, make_authority, member, sign_in

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Killed(BaseException):
    """What no code catches: the process is gone."""


@pytest.fixture(autouse=True)
def _something_waits(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PLEINJOUR_SENDS_EMAIL = True
    settings.PLEINJOUR_PUBLIC_URL = "https://pleinjour.example"
    monkeypatch.setattr(waiting, "_sources", {})
    add_source("test", _two_lines)


def _two_lines(account: Account, authority: Authority, now: datetime) -> Iterable[Waiting]:
    if Membership.objects.filter(account=account, authority=authority, role=Role.DPO).exists():
        yield Waiting("Relire « Lecture »", "/a/x/", now.date())
        yield Waiting("Donner un avis", "/a/x/")


def _pass(now: datetime = MONDAY) -> list[Report]:
    return list(send_reminders(now))


def _sent_to() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


def test_whoever_something_waits_for_gets_one_message_a_week_for_all_their_authorities() -> None:
    authority, other = make_authority(name="Clairval"), make_authority(name="Beauval")
    dpo = member(authority, Role.DPO)
    Membership.objects.create(account=dpo, authority=other, role=Role.DPO)
    member(authority, Role.AGENT)
    assert [report.counts["sent"] for report in _pass()] == [1]
    for days in range(7):
        assert _pass(MONDAY + timedelta(days=days)) == []
    (message,) = mail.outbox
    assert "Clairval\n- Relire" in message.body
    assert "Beauval\n- Relire" in message.body
    assert "avant le 2 mars 2026" in message.body
    assert f"https://pleinjour.example/a/{authority.slug}/a-faire/" in message.body
    assert [report.counts["sent"] for report in _pass(MONDAY + timedelta(days=7))] == [1]


def test_what_begins_to_wait_in_the_week_is_told_on_the_next_day() -> None:
    account = member(make_authority(), Role.AGENT)
    assert _pass() == []
    Membership.objects.update(role=Role.DPO)
    assert _pass() == []
    assert len(_pass(MONDAY + timedelta(days=1))) == 1
    assert _sent_to() == [account.email]


def test_a_pass_killed_before_the_server_takes_a_message_sends_it_at_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = [member(make_authority(), Role.DPO) for _ in range(3)]
    taken = list[str]()

    def send(message: EmailMessage) -> int:
        if len(taken) == 1:
            raise Killed
        taken.append(message.to[0])
        return 1

    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", send)
        with pytest.raises(Killed):
            _pass()
    _pass()
    assert sorted([*taken, *_sent_to()]) == sorted(account.email for account in accounts)


def test_a_pass_killed_after_the_server_took_a_message_sends_it_again_as_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    member(make_authority(), Role.DPO)

    def killed(account: Account, day: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(reminders, "_look_again", killed)
        with pytest.raises(Killed):
            _pass()
    _pass(MONDAY + timedelta(days=2))
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second


def test_an_address_that_is_refused_stops_nobody_else_and_is_named_nowhere(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    refused, taken = (member(make_authority(), Role.DPO) for _ in range(2))
    real = EmailMessage.send

    def send(message: EmailMessage) -> int:
        if message.to == [refused.email]:
            raise SMTPServerDisconnected
        return real(message)

    monkeypatch.setattr(EmailMessage, "send", send)
    (report,) = _pass()
    assert (report.counts, report.needs_person) == ({"sent": 1, "failed": 1}, True)
    assert _sent_to() == [taken.email]
    assert refused.email not in caplog.text + " ".join(report.said)
    assert _pass() == []


def test_a_server_that_refuses_everything_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(8):
        member(make_authority(), Role.DPO)
    monkeypatch.setattr(reminders, "deliver", lambda message: False)
    (report,) = _pass()
    assert report.counts == {"sent": 0, "failed": 5}


def test_nobody_is_told_who_asked_not_to_be(client: Client) -> None:
    account = member(make_authority(), Role.DPO)
    sign_in(client, account, verified=False)
    assert client.post("/compte/rappels/", {"wanted": "no"}).status_code == 302
    assert "Rappels par courriel" in unescape(client.get("/compte/").content.decode())
    make_account()
    assert _pass() == []
    assert client.post("/compte/rappels/", {"wanted": "yes"}).status_code == 302
    assert len(_pass()) == 1


def test_nothing_is_sent_without_a_mail_server(settings: Settings) -> None:
    member(make_authority(), Role.DPO)
    settings.PLEINJOUR_SENDS_EMAIL = False
    assert _pass() == []
    assert mail.outbox == []
    assert Account.objects.get().next_reminder_on is None


def test_whoever_sends_in_the_background_sends_by_the_same_way() -> None:
    assert post.deliver(EmailMessage("Bonjour", "Texte", to=["role@clairval.example"]))
