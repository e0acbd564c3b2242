"""The board says to each person what waits for them, and leads to where it is done."""

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pleinjour.web.decide.actions.declarations import answer_declaration, declare_use
from pleinjour.web.decide.actions.requests import Reply, answer_request, ask_for_tool
from pleinjour.web.decide.models import Expert, Outcome, Verdict
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.registry.models import Stage, System
from tests.web.decide.factories import answer, finish, say
from tests.web.decide.telling import ASKED, TOLD
from tests.web.guards import unbacked
from tests.web.observe.browsing import text_of
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.registry.factories import NOW, make_system, meet_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return make_authority()


def _studied(authority: Authority, name: str) -> System:
    system = make_system(authority, name)
    System.objects.filter(pk=system.pk).update(stage=Stage.STUDIED)
    return system


def _board(account: Account, authority: Authority) -> str:
    client = Client()
    sign_in(client, account)
    return text_of(client.get(f"/a/{authority.slug}/a-faire/"))


def test_what_waits_follows_the_road_of_a_system(authority: Authority) -> None:
    """The study is what is looked at, not the stage: nobody has said yet that this system is in study."""
    system = make_system(authority, "Lecture")
    referent, dpo = member(authority, Role.REFERENT), member(authority, Role.DPO)
    assert "étude d’impact" not in _board(referent, authority)
    answer(system)
    assert "Terminer l’étude d’impact" in _board(referent, authority)
    assert "Donner l’avis" not in _board(dpo, authority)
    with time_machine.travel(NOW, tick=False):
        finish(system)
        assert f"/decider/{system.pk}/etude/" not in _board(referent, authority)
        assert f"/decider/{system.pk}/avis/donner/" in _board(dpo, authority)
        reservation = say(system, Expert.DPO, Verdict.RESERVED, ("Un avenant",)).reservations.get()
        after = _board(dpo, authority)
    assert f"/decider/{system.pk}/avis/donner/" not in after
    assert f"/decider/reserves/{reservation.pk}/" in after


@pytest.mark.parametrize(
    ("moment", "said"), [("2026-05-20", "avant le 2 juin 2026"), ("2026-07-01", "était prévu le 2 juin 2026")]
)
def test_a_study_is_to_be_read_again_when_its_day_comes(authority: Authority, moment: str, said: str) -> None:
    finish(_studied(authority, "Lecture"))
    referent = member(authority, Role.REFERENT)
    with time_machine.travel("2026-04-01T09:00Z", tick=False):
        assert "Relire l’étude" not in _board(referent, authority)
    with time_machine.travel(f"{moment}T09:00Z", tick=False):
        assert said in _board(referent, authority)


def test_whoever_was_answered_is_told_so_for_a_month(authority: Authority) -> None:
    agent, referent = member(authority, Role.AGENT), member(authority, Role.REFERENT)
    declared = declare_use(agent, authority, TOLD, NOW)
    answer_declaration(referent, declared, "Merci. Essayez l’outil de la collectivité.", 0, NOW)
    asked = ask_for_tool(agent, authority, ASKED, NOW)
    answer_request(member(authority, Role.DIRECTION), asked, Reply(Outcome.GRANTED, "Oui."), 0, NOW)
    with time_machine.travel(NOW, tick=False):
        page = _board(agent, authority)
        assert f"Lire la réponse à votre déclaration sur « {declared.tool} »" in page
        assert f"Lire la réponse à votre demande « {asked.tool} »" in page
    with time_machine.travel("2026-04-15T09:00Z", tick=False):
        assert "Lire la réponse" not in _board(agent, authority)


def test_what_ends_and_what_is_ready_waits_for_those_who_decide(client: Client, authority: Authority) -> None:
    system, direction = _studied(authority, "Lecture"), member(authority, Role.DIRECTION)
    ends = {"stage": Stage.TRIAL, "trial_until": "2026-03-20", "contract_ends_on": "2026-05-20"}
    System.objects.filter(pk=system.pk).update(**ends)
    system.refresh_from_db()
    with unbacked():
        meet_all(system)
    with time_machine.travel(NOW, tick=False):
        page = _board(direction, authority)
    assert "Décider de la suite de l’expérimentation de « Lecture »</a> (avant le 20 mars 2026)" in page
    assert "Prévoir la fin du contrat de « Lecture »" in page
    assert "Déployer « Lecture » : tout est prêt" in page
    sign_in(client, direction)
    calendar = client.get(f"/a/{authority.slug}/decider/calendrier/etudes.ics").content.decode()
    assert "DTSTART;VALUE=DATE:20260320" in calendar
    assert "DTSTART;VALUE=DATE:20260520" in calendar


def test_nothing_waits_for_whom_no_deed_waits(authority: Authority) -> None:
    finish(_studied(authority, "Lecture"))
    _studied(authority, "Traduction")
    assert "Rien ne vous attend" in _board(member(authority, Role.AGENT), authority)
    other = make_authority()
    assert "Rien ne vous attend" in _board(member(other, Role.DPO), other)


def test_a_board_of_thirty_systems_asks_as_few_questions_as_one_of_two(
    client: Client, authority: Authority, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        _studied(authority, f"Assistant {number}")
    sign_in(client, member(authority, Role.DPO), verified=False)
    with django_assert_max_num_queries(26):
        client.get(f"/a/{authority.slug}/a-faire/")
