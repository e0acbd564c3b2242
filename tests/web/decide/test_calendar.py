"""When studies are due again, on the page and as a calendar."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.test import Client

from pleinjour.web.decide.calendar import Because, Due, get_calendar, write_icalendar
from pleinjour.web.organizations.models import Role
from pleinjour.web.registry.actions.description import Change, describe_system, described
from pleinjour.web.registry.models import Stage, System
from tests.web.decide.factories import finish
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db


@pytest.fixture
def system() -> System:
    system = make_system(make_authority(), "Lecture, tri ; réponse")
    System.objects.filter(pk=system.pk).update(stage=Stage.STUDIED)
    system.refresh_from_db()
    return system


def test_a_substantial_change_makes_a_study_due_and_a_first_study_is_not_due_again(system: System) -> None:
    referent = member(system.authority, Role.REFERENT)
    assert get_calendar(referent, system.authority) == []
    finish(system)
    assert [due.because for due in get_calendar(referent, system.authority)] == [Because.DATE]
    said = replace(described(system), purpose="Tout autre chose.")
    describe_system(referent, system, said, Change(system.version, is_substantial=True, reason="Autre."), NOW)
    assert [due.because for due in get_calendar(referent, system.authority)] == [Because.CHANGE]


def test_the_page_and_the_export_say_the_same_day(client: Client, system: System) -> None:
    finish(system)
    sign_in(client, member(system.authority, Role.AGENT), verified=False)
    base = f"/a/{system.authority.slug}/decider/calendrier/"
    assert "2 juin 2026" in unescape(client.get(base).content.decode())
    text = client.get(base + "etudes.ics").content.decode()
    assert "DTSTART;VALUE=DATE:20260602\r\n" in text
    assert f"/a/{system.authority.slug}/decider/{system.pk}/etude/" in text.replace("\r\n ", "")


def test_a_calendar_holds_whatever_a_name_holds(system: System) -> None:
    due = Due(system, date(2026, 6, 2), Because.DATE)
    title = "Relire « é, tri ; a\\b »\r\nBEGIN:VEVENT " + "é" * 90
    text = write_icalendar([(due, title, "https://exemple.example/x")], "exemple.example", NOW)
    lines = text.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert text.count("\r\nBEGIN:VEVENT") == 1
    assert f"SUMMARY:Relire « é\\, tri \\; a\\\\b »\\nBEGIN:VEVENT {'é' * 90}" in text.replace("\r\n ", "").split(
        "\r\n"
    )
    assert not any("\n" in line for line in lines)
