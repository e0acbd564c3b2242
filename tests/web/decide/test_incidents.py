"""Incidents: anybody declares, those who steer follow, clocks run, and a grave one makes opinions lapse."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from pleinjour.refdata.supervision import load_supervision
from pleinjour.web.decide.actions.incidents import Declaration, Done, Known, Step, follow_incident, note_duty
from pleinjour.web.decide.actions.studies import finish_study
from pleinjour.web.decide.calendar import Because, get_calendar
from pleinjour.web.decide.errors import IncidentClosed, StudyNeeded, UnknownSeverity
from pleinjour.web.decide.incidents import clock_of, clocks_of
from pleinjour.web.decide.models import Expert, Incident, IncidentDeclarant, IncidentNotice, IncidentStep
from pleinjour.web.decide.public_facts import tell
from pleinjour.web.decide.waiting import incidents_that_wait, opinions_that_wait, studies_that_wait
from pleinjour.web.organizations.models import Account, JournalEntry, Role
from pleinjour.web.organizations.post import THREAD_NAME
from pleinjour.web.registry.conditions import mark_met, missing_needs
from pleinjour.web.registry.deployment_guard import NOT_BACKED
from pleinjour.web.registry.errors import WrongDates
from pleinjour.web.registry.models import Answer, Need, Stage, System
from tests.web.decide.factories import finish, prepare, say
from tests.web.decide.in_operation import DECLARATION, declare
from tests.web.guards import ATTEMPTS, expect_refusal, unguarded
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.registry.factories import NOW, make_system, name_supervisor

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
LATEST = NOW + timedelta(days=2)


@pytest.fixture
def system() -> System:
    return make_system(make_authority())


def _grave(actor: Account, incident: Incident) -> IncidentStep:
    return follow_incident(actor, incident, Step(Known("grave", Answer.YES, 12), "Usage arrêté."), LATER)


def test_a_grave_incident_suspends_a_deployed_system_and_asks_for_study_and_opinions_once(system: System) -> None:
    prepare(system)
    with unguarded():
        System.objects.filter(pk=system.pk).update(stage=Stage.DEPLOYED)
    incident = declare(system, replace(DECLARATION, known=Known("grave")))
    _grave(member(system.authority, Role.REFERENT), incident)
    assert System.objects.get().stage == Stage.DEPLOYED
    dpo = member(system.authority, Role.DPO)
    _grave(dpo, incident)
    system.refresh_from_db()
    assert system.stage == Stage.SUSPENDED
    assert {Need.STUDY, Need.DPO, Need.RSSI} <= set(missing_needs(system))
    assert list(opinions_that_wait(dpo, system.authority, LATER)) == []
    with pytest.raises(StudyNeeded):
        say(system, Expert.DPO)
    finish_study(member(system.authority, Role.REFERENT), system, LATEST)
    assert len(list(opinions_that_wait(dpo, system.authority, LATEST))) == 1
    _grave(dpo, incident)
    assert Need.STUDY not in missing_needs(system)


@pytest.mark.parametrize("need", [Need.STUDY, Need.DPO, Need.RSSI])
def test_what_lapsed_backs_no_condition_that_somebody_claims_again(system: System, need: Need) -> None:
    prepare(system)
    _grave(member(system.authority, Role.DPO), declare(system, DECLARATION))
    assert tell(system) == {}
    with pytest.raises(DatabaseError, match=NOT_BACKED), transaction.atomic():
        mark_met(system, need, "study:1", LATEST)


def test_the_dpo_and_the_rssi_are_told_at_once_and_nothing_of_the_incident_is_in_the_message(
    system: System, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.PLEINJOUR_SENDS_EMAIL = True
    told = [member(system.authority, Role.DPO, Role.RSSI).email, member(system.authority, Role.RSSI).email]
    member(make_authority(), Role.DPO)
    with django_capture_on_commit_callbacks(execute=True):
        incident = declare(system)
    for thread in threading.enumerate():
        if thread.name == THREAD_NAME:
            thread.join()
    assert sorted(message.to[0] for message in mail.outbox) == sorted(told)
    assert f"/incidents/{incident.pk}/" in mail.outbox[0].body
    assert DECLARATION.what not in mail.outbox[0].body


def test_an_incident_stops_nothing_by_itself(system: System) -> None:
    System.objects.filter(pk=system.pk).update(stage=Stage.TRIAL)
    declare(system, replace(DECLARATION, known=Known("grave", Answer.YES)))
    assert System.objects.get().stage == Stage.TRIAL


@pytest.mark.parametrize(("severity", "day", "because"), [
    ("legere", date(2026, 6, 2), Because.DATE), ("moderee", date(2026, 4, 2), Because.INCIDENT),
    ("grave", date(2026, 3, 10), Because.INCIDENT), ("", date(2026, 6, 2), Because.DATE),
])  # fmt: skip
def test_an_incident_makes_the_study_due_earlier(system: System, severity: str, day: date, because: Because) -> None:
    System.objects.filter(pk=system.pk).update(stage=Stage.STUDIED)
    finish(system)
    known_at = NOW + timedelta(hours=23)
    dpo = member(system.authority, Role.REFERENT)
    incident = Incident.objects.create(
        authority=system.authority, system=system, what="Une fuite.", known_at=known_at
    )  # fmt: skip
    follow_incident(dpo, incident, Step(Known(severity), "Vu."), known_at)
    (due,) = get_calendar(dpo, system.authority)
    assert (due.day, due.because) == (day, because)


def test_a_study_that_lapsed_is_due_that_day_and_waits_whatever_is_said_of_the_incident_since(system: System) -> None:
    finish(system)
    dpo, incident = member(system.authority, Role.DPO), declare(system)
    _grave(dpo, incident)
    follow_incident(dpo, incident, Step(Known("legere"), "Moins grave que dit."), LATEST)
    (due,) = get_calendar(dpo, system.authority)
    assert (due.day, due.because) == (LATER.date(), Because.INCIDENT)
    (waiting,) = studies_that_wait(dpo, system.authority, LATEST)
    assert (waiting.due_on, "Relire l’étude" in waiting.label) == (LATER.date(), True)


def test_the_clock_of_72_hours_runs_from_the_moment_when_the_incident_is_known(system: System) -> None:
    incident = declare(system, replace(DECLARATION, known_at=datetime(2026, 2, 27, 16, 30, tzinfo=UTC)))
    assert clock_of(incident) == datetime(2026, 3, 2, 16, 30, tzinfo=UTC)
    follow_incident(member(system.authority, Role.DPO), incident, Step(Known("legere", Answer.NO), "Vu."), LATER)
    assert clocks_of(Incident.objects.get()) == []


def test_a_closed_incident_is_closed_once_and_for_all(system: System) -> None:
    incident, dpo = declare(system), member(system.authority, Role.DPO)
    follow_incident(dpo, incident, Step(Known(), "Appris.", is_closing=True), NOW)
    for is_closing in (True, False):
        with pytest.raises(IncidentClosed):
            follow_incident(dpo, incident, Step(Known(), "Encore.", is_closing), NOW)


@pytest.mark.parametrize(
    "wrong",
    [{"known_at": LATER}, {"happened_on": date(2026, 3, 3)}],
)
def test_an_incident_is_known_after_it_happened_and_before_now(system: System, wrong: dict[str, object]) -> None:
    with pytest.raises(WrongDates):
        declare(system, replace(DECLARATION, **wrong))  # type: ignore[arg-type]


def test_a_severity_that_is_not_offered_is_refused(system: System) -> None:
    with pytest.raises(UnknownSeverity):
        declare(system, Declaration("Une fuite.", NOW, Known("enorme")))
    assert not Incident.objects.exists()


def test_an_agent_declares_and_those_who_steer_follow_to_the_end(client: Client, system: System) -> None:
    base, other = f"/a/{system.authority.slug}/decider/", Client()
    sign_in(client, member(system.authority, Role.AGENT), verified=False)
    form = {"what": "Un délai faux.", "known_at": "2026-03-02T09:30", "severity": "", "personal_data": "inconnu"}
    assert client.post(f"{base}{system.pk}/incidents/declarer/", form).status_code == 302
    incident = Incident.objects.get()
    assert incident.known_at == datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
    assert f"incidents/{incident.pk}/" in unescape(client.get(f"{base}incidents/").content.decode())
    assert f"incidents/{incident.pk}/suite/" not in unescape(
        client.get(f"{base}incidents/{incident.pk}/").content.decode()
    )
    dpo = member(system.authority, Role.DPO)
    sign_in(other, member(system.authority, Role.AGENT), verified=False)
    refused = other.get(f"{base}incidents/{incident.pk}/")
    assert (refused.status_code, dpo.email in refused.content.decode()) == (403, True)
    sign_in(other, dpo, verified=False)
    page = unescape(other.get(f"{base}incidents/{incident.pk}/").content.decode())
    assert "avant le 5 mars 2026, 09:30" in page
    assert "inconnu" in page
    step = {"text": "Le fournisseur est prévenu.", "severity": "legere", "personal_data": "non"}
    assert other.post(f"{base}incidents/{incident.pk}/suite/", step).status_code == 302
    assert other.post(f"{base}incidents/{incident.pk}/clore/", {**step, "text": "Corrigé."}).status_code == 302
    page = unescape(other.get(f"{base}incidents/{incident.pk}/").content.decode())
    assert "Le fournisseur est prévenu." in page
    assert f"incidents/{incident.pk}/suite/" not in page
    assert "Clos" in unescape(other.get(f"{base}incidents/").content.decode())


def test_who_supervises_finds_the_incidents_of_their_system(client: Client, system: System) -> None:
    supervisor, incident = name_supervisor(system), declare(system)
    (waiting,) = incidents_that_wait(supervisor, system.authority, NOW)
    assert waiting.href.endswith(f"/incidents/{incident.pk}/")
    sign_in(client, supervisor, verified=False)
    base = f"/a/{system.authority.slug}/"
    assert f"decider/{system.pk}/incidents/" in client.get(f"{base}systemes/{system.pk}/").content.decode()
    for page in (f"{base}decider/{system.pk}/incidents/", f"{base}decider/incidents/"):
        assert f"/incidents/{incident.pk}/" in client.get(page).content.decode()
    assert "/formation/" not in client.get(f"{base}systemes/{system.pk}/").content.decode()


def test_a_duty_that_is_met_stops_its_clock_and_stands_in_the_register_of_breaches(
    client: Client, system: System
) -> None:
    light, grave = declare(system), declare(system, replace(DECLARATION, known=Known("grave", Answer.YES)))
    dpo, base = member(system.authority, Role.DPO), f"/a/{system.authority.slug}/decider/incidents/"
    waiting = list(incidents_that_wait(dpo, system.authority, NOW))
    assert [one.is_pressing for one in waiting] == [True, False]
    sign_in(client, dpo, verified=False)
    with time_machine.travel(LATER, tick=False):
        page = unescape(client.get(f"{base}{grave.pk}/").content.decode())
        assert "Il reste 2 jours." in page
        assert client.post(f"{base}{grave.pk}/demarches/rgpd_33/", {}).status_code == 422
        told = {"on": "2026-03-03", "reason": "Par téléservice."}
        assert client.post(f"{base}{grave.pk}/demarches/rgpd_33/", told).status_code == 302
        page = unescape(client.get(f"{base}{grave.pk}/").content.decode())
        assert "CNIL prévenue : 3 mars 2026" in page.replace("\xa0", " ")
    follow_incident(dpo, light, Step(Known("legere", Answer.NO), "Sans effet."), LATER)
    (still, _light) = incidents_that_wait(dpo, system.authority, LATER)
    assert (still.due_on, still.is_pressing) == (None, True)
    register = client.get(f"{base}violations.csv").content.decode()
    assert "3 mars 2026. Par téléservice." in register
    assert register.count(DECLARATION.what) == 1
    assert client.get(f"{base}violations.ods").status_code == 200
    with pytest.raises(WrongDates):
        note_duty(dpo, light, load_supervision().clocks[0], Done(date(2026, 3, 1)), LATER)
    assert JournalEntry.objects.filter(action="incident.noted").count() == 1


def test_what_did_not_apply_is_asked_again_once_more_is_known_and_after_the_end_too(system: System) -> None:
    incident, dpo = declare(system), member(system.authority, Role.DPO)
    cnil = next(clock for clock in load_supervision().clocks if clock.id == "rgpd_33")
    note_duty(dpo, incident, cnil, Done(None, "Aucune donnée."), NOW)
    incident = Incident.objects.get()
    assert clock_of(incident) is None
    follow_incident(dpo, incident, Step(Known("legere", Answer.YES), "Des adresses étaient lisibles.", True), LATER)
    incident = Incident.objects.get()
    assert clock_of(incident) == incident.known_at + timedelta(hours=72)
    note_duty(dpo, incident, cnil, Done(LATER.date()), LATER)
    assert clock_of(Incident.objects.get()) is None


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_what_is_known_of_an_incident_is_only_added_to(system: System, attempt: str) -> None:
    declare(system)
    expect_refusal(attempt, IncidentStep.objects.all())
    note_duty(
        member(system.authority, Role.DPO), Incident.objects.get(), load_supervision().clocks[0], Done(None, "Vu."), NOW
    )
    expect_refusal(attempt, IncidentNotice.objects.all())
    with unguarded():
        IncidentNotice.objects.all().delete()
        IncidentDeclarant.objects.all().delete()
        IncidentStep.objects.all().delete()
    expect_refusal(attempt, Incident.objects.all())
