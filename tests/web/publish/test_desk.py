"""Anybody asks without an account; the authority answers within the law's month; what they wrote is erased in time."""

import threading
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from pleinjour.base.days import months_later
from pleinjour.refdata.notices import load_notices
from pleinjour.web.organizations import post
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.journal import verify_journal
from pleinjour.web.organizations.models import Attempt, Authority, JournalEntry, Role
from pleinjour.web.organizations.receipts import draw_receipt
from pleinjour.web.organizations.waiting import waiting_for
from pleinjour.web.publish.actions import desk
from pleinjour.web.publish.desk.asked import Closed
from pleinjour.web.publish.desk.elements import ELEMENTS, prepare_answer
from pleinjour.web.publish.errors import (
    AnswerChanged,
    AnswerUnfinished,
    CodeUnknown,
    DeskFull,
    NoEmailToSend,
    RequestOver,
    TooManyRequests,
)
from pleinjour.web.publish.models import Closing, Progress, PublicRequest, SentBy, Sheet, Subject
from pleinjour.web.publish.tasks import erase_old_requests
from pleinjour.web.registry.models import System
from tests.web.observe.kept import database_bytes
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.publish.factories import QUESTION, REFERENCE, REPLY_TO, answered, ask, publish, published_system
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>{{ 7|add:7 }}"


@pytest.fixture
def authority() -> Authority:
    return make_authority(name="Clairval")


@pytest.fixture
def system(authority: Authority) -> System:
    return published_system(authority, "Places en crèche", data_used="Revenus du foyer")


@pytest.fixture
def door(system: System) -> str:
    return f"/ouvert/{system.authority.slug}/demander/"


def _typed(client: Client, door: str, **said: str) -> dict[str, str]:
    code = str(client.get(door).context["form"]["code"].value())
    whole = {"subject": "explication", "reference": REFERENCE, "text": QUESTION, "reply_to": REPLY_TO, "code": code}
    return {**whole, **said}


def _read(client: Client, address: str, **posted: str) -> str:
    answer = client.post(address, posted) if posted else client.get(address)
    return unescape(answer.content.decode())


def test_a_citizen_asks_and_reads_the_answer_with_a_code(client: Client, door: str, system: System) -> None:
    sent = _typed(client, door, sheet=str(Sheet.objects.get(system=system).pk))
    page = client.post(door, sent)
    said = unescape(page.content.decode())
    assert sent["code"] in said
    assert f"{settings.PLEINJOUR_PUBLIC_URL}{door}suivre/</a>" in said
    assert f"Demande n° {PublicRequest.objects.get().pk}, reçue le" in said
    assert "Clairval<small>Pleinjour</small>" in said
    request = PublicRequest.objects.get()
    assert (request.system, request.text, request.reference) == (system, QUESTION, REFERENCE)
    assert sent["code"] not in str(PublicRequest.objects.values_list())
    follow = f"{door}suivre/"
    assert "Attend une réponse" in _read(client, follow, code=sent["code"].lower())
    dpo = member(system.authority, Role.DPO)
    desk.save_answer(dpo, request, {name: f"Texte de {name}" for name in ELEMENTS}, 0)
    assert "Texte de weights" not in _read(client, follow, code=sent["code"])
    desk.send_answer(dpo, request, SentBy.CODE, 1, NOW)
    assert "Texte de weights" in _read(client, follow, code=sent["code"])


def test_the_page_says_beforehand_what_is_kept_how_long_and_how_to_appeal(client: Client, door: str) -> None:
    page = _read(client, door)
    assert "gardé 12 mois après la réponse" in page
    assert "en un mois au plus" in page
    assert "deux mois pour saisir la Commission d’accès aux documents administratifs" in page


def test_the_desk_is_there_only_where_something_was_published(client: Client) -> None:
    authority = make_authority()
    make_system(authority)
    for page in ("demander/", "demander/suivre/"):
        assert client.get(f"/ouvert/{authority.slug}/{page}").status_code == 404


def test_a_request_sent_twice_is_kept_once(client: Client, door: str) -> None:
    sent = _typed(client, door)
    for _time in range(2):
        assert client.post(door, sent).status_code == 200
    assert PublicRequest.objects.count() == 1


@pytest.mark.parametrize(
    "said", [{"text": ""}, {"reference": " "}, {"text": "a" * 4001}, {"text": "a\x00b"}, {"subject": "autre"},
             {"sheet": "999999"}, {"sheet": "²"}, {"code": "devine"}],
)  # fmt: skip
def test_what_is_missing_or_false_is_refused_and_nothing_is_kept(
    client: Client, door: str, said: dict[str, str]
) -> None:
    assert client.post(door, _typed(client, door, **said)).status_code == 422
    assert not PublicRequest.objects.exists()


def test_what_a_citizen_writes_runs_nowhere(client: Client, door: str, authority: Authority) -> None:
    client.post(door, _typed(client, door, text=HOSTILE, reference=HOSTILE, reply_to=HOSTILE))
    sign_in(client, member(authority, Role.DPO), verified=False)
    page = client.get(f"/a/{authority.slug}/publier/demandes/{PublicRequest.objects.get().pk}/").content.decode()
    assert "<script>alert" not in page
    assert "{{ 7|add:7 }}" in page


def test_many_requests_of_one_network_wait_and_nothing_clear_is_kept(authority: Authority, system: System) -> None:
    for _time in range(desk.FREE_A_DAY):
        ask(authority)
    with pytest.raises(TooManyRequests):
        ask(authority)
    assert PublicRequest.objects.count() == desk.FREE_A_DAY
    assert "192.0.2.1" not in str(list(Attempt.objects.values()))


def test_a_flood_is_met_by_a_ceiling_a_day(
    authority: Authority, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "MOST_A_DAY", 1)
    ask(authority)
    with pytest.raises(DeskFull):
        ask(authority)
    assert PublicRequest.objects.count() == 1


def test_a_problem_asks_for_no_decision(authority: Authority, client: Client, door: str) -> None:
    client.post(door, _typed(client, door, subject="signalement", reference="", reply_to=""))
    request = PublicRequest.objects.get()
    assert (request.subject, request.reference, request.system) == (Subject.INCIDENT, "", None)


@pytest.mark.parametrize(
    ("day", "due"),
    [(date(2026, 3, 2), date(2026, 4, 2)), (date(2026, 1, 31), date(2026, 2, 28)),
     (date(2026, 12, 31), date(2027, 1, 31))],
)  # fmt: skip
def test_a_month_is_one_of_the_calendar(day: date, due: date) -> None:
    assert months_later(day, load_notices().desk["explication"].months) == due


def test_who_answers_is_told_by_when_and_a_late_answer_is_only_dated(
    authority: Authority, system: System, client: Client
) -> None:
    request, dpo = ask(authority, system), member(authority, Role.DPO)
    assert [(one.label, one.due_on) for one in waiting_for(dpo, authority, NOW) if "public" in one.label] == [
        ("Répondre au public sur «\u202fPlaces en crèche\u202f» (Demande d’explication)", request.due_on)
    ]
    assert not [one for one in waiting_for(member(authority, Role.AGENT), authority, NOW) if "public" in one.label]
    sign_in(client, dpo, verified=False)
    page = _read(client, f"/a/{authority.slug}/publier/demandes/")
    assert "Le délai est passé" in page
    assert "2 avril 2026" in page


def test_the_four_elements_are_prepared_from_the_sheet_and_the_weights_are_asked(
    authority: Authority, system: System
) -> None:
    publish(system, operations="Il calcule des points.", data_sources="Le dossier déposé", supervision="Corriger")
    prepared = prepare_answer(ask(authority, system))
    assert list(ELEMENTS) == list(prepared)[:4]
    assert "Données utilisées\u00a0: Revenus du foyer" in prepared["sources"]
    assert "D’où viennent les données\u00a0: Le dossier déposé" in prepared["sources"]
    assert "Corriger" in prepared["part"]
    assert (prepared["weights"], prepared["steps"]) == ("", "Il calcule des points.")


def test_an_unfinished_answer_is_not_sent(authority: Authority, system: System) -> None:
    request, dpo = ask(authority, system), member(authority, Role.DPO)
    desk.save_answer(dpo, request, {**prepare_answer(request), "weights": ""}, 0)
    with pytest.raises(AnswerUnfinished):
        desk.send_answer(dpo, request, SentBy.CODE, 1, NOW)
    assert PublicRequest.objects.get().progress == Progress.RECEIVED


def test_of_two_people_who_answer_the_second_is_told(authority: Authority, system: System) -> None:
    request, dpo = answered(authority, system), member(authority, Role.DPO)
    stale = PublicRequest.objects.get(pk=request.pk)
    desk.save_answer(dpo, request, {"part": "Il trie."}, 0)
    with pytest.raises(AnswerChanged):
        desk.save_answer(dpo, stale, {"part": "Il classe."}, 0)
    request = answered(authority)
    desk.send_answer(dpo, request, SentBy.OUTSIDE, 0, NOW)
    with pytest.raises(RequestOver):
        desk.send_answer(dpo, request, SentBy.OUTSIDE, 0, NOW)


def test_an_answer_sent_elsewhere_is_not_read_with_the_code_alone(
    authority: Authority, system: System, client: Client, door: str
) -> None:
    code = draw_receipt()
    desk.send_answer(member(authority, Role.DPO), answered(authority, system, code), SentBy.OUTSIDE, 0, NOW)
    page = _read(client, f"{door}suivre/", code=code)
    assert "par lettre ou par courriel" in page
    assert "Texte de part" not in page


def test_an_answer_goes_by_email_where_one_was_given(
    authority: Authority, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    dpo, request = member(authority, Role.DPO), answered(authority)
    with pytest.raises(NoEmailToSend):
        desk.send_answer(dpo, request, SentBy.EMAIL, 0, NOW)
    settings.PLEINJOUR_SENDS_EMAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        desk.send_answer(dpo, request, SentBy.EMAIL, 0, NOW)
    for thread in threading.enumerate():
        if thread.name == post.THREAD_NAME:
            thread.join()
    assert mail.outbox[0].to == [REPLY_TO]
    assert "Texte de weights" in str(mail.outbox[0].body)
    assert "Cada" not in str(mail.outbox[0].subject)


def test_who_gave_an_address_is_told_there_that_a_request_is_closed(
    authority: Authority, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.PLEINJOUR_SENDS_EMAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    request = answered(authority)
    with django_capture_on_commit_callbacks(execute=True):
        desk.close_request(member(authority, Role.DPO), request, Closed(Closing.UNRELATED, "Ceci est lu."), 0, NOW)
    for thread in threading.enumerate():
        if thread.name == post.THREAD_NAME:
            thread.join()
    assert (mail.outbox[0].to, "Ceci est lu." in str(mail.outbox[0].body)) == ([REPLY_TO], True)


@pytest.mark.parametrize(
    "reply_to", ["@", "a@b.example,c@d.example", "a@b.example\nBcc: c@d.example", "12 rue des Lilas"]
)
def test_what_is_no_address_is_never_written_to(authority: Authority, settings: Settings, reply_to: str) -> None:
    settings.PLEINJOUR_SENDS_EMAIL = True
    request = answered(authority)
    request.reply_to = reply_to
    assert not desk.may_email(request)


def test_a_message_that_cannot_be_written_is_logged_without_its_address(caplog: pytest.LogCaptureFixture) -> None:
    message = EmailMessage(subject="Deux\nlignes", body="", to=["habitante@clairval.example"])
    assert not post.deliver(message)
    assert [record.getMessage() for record in caplog.records] == ["a message could not be sent"]


def test_the_pages_of_the_desk_lead_from_the_question_to_the_sending(
    authority: Authority, system: System, client: Client
) -> None:
    request = ask(authority)
    base = f"/a/{authority.slug}/publier/demandes/{request.pk}/"
    sign_in(client, member(authority, Role.REFERENT), verified=False)
    assert QUESTION in _read(client, base)
    assert client.post(f"{base}systeme/", {"system": str(system.pk)}).headers["Location"] == base
    page = _read(client, base)
    assert "Revenus du foyer" in page
    assert "<li>Les paramètres et leur poids dans votre situation</li>" in page.split("il manque")[1]
    assert "envoyer/" not in page
    assert _read(client, f"{base}repondre/").count("à remplir avant d’envoyer") == len(ELEMENTS)
    parts = {**dict.fromkeys(ELEMENTS, "Voici."), "weights": "Il ne pèse rien.", "withheld": "absent", "seen": "1"}
    assert client.post(f"{base}repondre/", parts).headers["Location"] == base
    assert client.post(f"{base}repondre/", parts).status_code == 422
    for page in (_read(client, f"{base}envoyer/"), _read(client, f"{base}lettre/")):
        assert "Cet élément n’existe pas\u00a0: Il ne pèse rien." in page
        assert f"demande n° {request.pk}" in page
    assert client.post(f"{base}envoyer/", {"sent_by": "dehors", "seen": "2"}).headers["Location"] == base
    assert "Réponse donnée le" in _read(client, base)


def test_a_request_that_is_none_is_closed_and_the_person_reads_why(
    authority: Authority, system: System, client: Client, door: str
) -> None:
    code, dpo = draw_receipt(), member(authority, Role.DPO)
    request = ask(authority, system, code, subject="signalement")
    sign_in(client, dpo, verified=False)
    base = f"/a/{authority.slug}/publier/demandes/{request.pk}/"
    sent = {"closing": "doublon", "reason": "Votre autre demande aura sa réponse.", "seen": "0"}
    assert client.post(f"{base}sans-suite/", sent).status_code == 302
    assert client.post(f"{base}sans-suite/", sent).status_code == 422
    assert not [one for one in waiting_for(dpo, authority, NOW) if "public" in one.label]
    page = _read(client, f"{door}suivre/", code=code)
    assert "Sans suite" in page
    assert "Votre autre demande aura sa réponse." in page


def test_a_draft_outlives_the_choice_of_a_system_and_one_of_elsewhere_is_refused(
    authority: Authority, system: System
) -> None:
    request, dpo, elsewhere = ask(authority), member(authority, Role.DPO), make_system(make_authority())
    desk.save_answer(dpo, request, {"part": "Il trie."}, 0)
    desk.choose_system(dpo, request, system)
    assert PublicRequest.objects.get().answer["part"] == "Il trie."
    with pytest.raises(ObjectNotVisible):
        desk.choose_system(dpo, request, elsewhere)
    with pytest.raises(ObjectNotVisible):
        ask(authority, elsewhere)


def test_a_citizen_erases_what_they_wrote_with_their_code(
    authority: Authority, system: System, client: Client, door: str
) -> None:
    code, follow = draw_receipt(), f"{door}suivre/"
    ask(authority, system, code)
    assert "Tout effacer\u202f?" in _read(client, follow, code=code, step="ask")
    assert "est effacé" in _read(client, follow, code=code, step="withdraw")
    request = PublicRequest.objects.get()
    assert (request.progress, request.text, request.reply_to) == (Progress.WITHDRAWN, "", "")
    assert "ne mène à aucune demande" in _read(client, follow, code=code)
    with pytest.raises(CodeUnknown):
        desk.find_request(authority, "")


def test_a_code_opens_nothing_at_another_authority(authority: Authority, system: System) -> None:
    code = draw_receipt()
    ask(authority, system, code)
    with pytest.raises(CodeUnknown):
        desk.find_request(make_authority(), code)


def test_a_problem_that_the_public_reports_opens_an_incident_once(
    authority: Authority, system: System, client: Client
) -> None:
    request = ask(authority, system, subject="signalement")
    base = f"/a/{authority.slug}/publier/demandes/{request.pk}/"
    sign_in(client, member(authority, Role.DPO), verified=False)
    opened = client.post(f"{base}incident/", {"what": "Une réponse fausse."})
    assert "Une réponse fausse." in _read(client, opened.headers["Location"])
    assert opened.headers["Location"] in _read(client, base)
    entry = JournalEntry.objects.get(action="desk.handed_over")
    assert entry.target == f"desk:{request.pk}"
    assert opened.headers["Location"] in entry.detail
    assert client.post(f"{base}incident/", {"what": "Encore."}).status_code == 422


def _tick(at: datetime) -> list[int]:
    return [report.counts["erased"] for report in erase_old_requests(at)]


def test_what_was_promised_to_be_kept_is_kept_so_long_and_no_longer(
    authority: Authority, system: System, settings: Settings
) -> None:
    settings.PLEINJOUR_DESK_MONTHS = 6
    request = answered(authority, system)
    desk.send_answer(member(authority, Role.DPO), request, SentBy.CODE, 0, NOW + timedelta(days=10))
    settings.PLEINJOUR_DESK_MONTHS = 3
    assert _tick(datetime.fromisoformat("2026-09-11T09:00Z")) == []
    assert PublicRequest.objects.get().text == QUESTION
    assert _tick(datetime.fromisoformat("2026-09-12T09:00Z")) == [1]
    assert _tick(datetime.fromisoformat("2026-09-13T09:00Z")) == []


@pytest.mark.django_db(transaction=True)
def test_once_erased_nothing_of_the_requester_is_left_in_the_whole_database(
    authority: Authority, system: System
) -> None:
    """Rows, indexes, free pages and the write-ahead file; the journal is whole, and still says that somebody asked."""
    code, words = draw_receipt(), ("canari-question", "canari-dossier", "canari042@clairval.example", "canari-reponse")
    request = ask(authority, system, code, reference=words[1], reply_to=words[2])
    PublicRequest.objects.filter(pk=request.pk).update(text=words[0])
    dpo = member(authority, Role.DPO)
    desk.save_answer(dpo, request, dict.fromkeys(ELEMENTS, words[3]), 0)
    desk.send_answer(dpo, request, SentBy.CODE, 1, NOW)
    digest = str(PublicRequest.objects.get().receipt_digest)
    assert all(word.encode() in database_bytes() for word in (*words, digest))
    assert _tick(NOW + timedelta(days=400)) == [1]
    if connection.vendor == "sqlite":
        assert b"canari" not in database_bytes()
    assert [word for word in (*words, digest, code) if word.encode() in database_bytes()] == []
    assert JournalEntry.objects.filter(target=f"desk:{request.pk}").count() == 4
    assert verify_journal(authority) == []
