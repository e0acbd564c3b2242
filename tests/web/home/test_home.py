from datetime import date
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pleinjour.web.observe.models import PaperAnswers
from pleinjour.web.organizations.models import Membership, Role
from pleinjour.web.registry.models import System
from tests.web.config.addresses import open_a_month, publish_a_month
from tests.web.decide.in_operation import declare
from tests.web.observe.browsing import bring, publish, says, text_of
from tests.web.observe.logs import squid_log
from tests.web.organizations.factories import make_account, make_authority, make_unit, member, sign_in
from tests.web.publish.factories import published_system
from tests.web.registry.factories import make_system

pytestmark = pytest.mark.django_db


def _text(client: Client, path: str) -> str:
    return unescape(client.get(path).content.decode())


def test_a_visitor_learns_what_the_site_is_and_where_to_sign_in(client: Client) -> None:
    page = _text(client, "/")
    assert "Mesurer sans surveiller" in page
    assert 'href="/connexion/"' in page


def test_a_visitor_finds_the_register_of_an_authority_and_none_that_is_not_open(client: Client) -> None:
    open_one, shut = make_authority(name="Clairval"), make_authority(name="Sombreval")
    published_system(open_one)
    page = _text(client, "/")
    assert f'href="/ouvert/{open_one.slug}/registre/"' in page
    assert shut.name not in page
    assert client.get(f"/ouvert/{open_one.slug}/")["Location"] == f"/ouvert/{open_one.slug}/registre/"
    assert client.get(f"/ouvert/{shut.slug}/").status_code == 404
    PaperAnswers.objects.create(authority=open_one, opens_data=True)
    assert "Registre public des systèmes d’IA" in _text(client, f"/ouvert/{open_one.slug}/")


def test_a_month_to_publish_leaves_what_waits_as_it_is(client: Client) -> None:
    authority = make_authority()
    publish_a_month(authority)
    open_a_month(authority)
    sign_in(client, member(authority, Role.RSSI))
    page = _text(client, f"/a/{authority.slug}/")
    assert "Un mois attend d’être publié" in page
    assert "Rien ne vous attend pour le moment." in page
    assert 'href=""' not in page


def test_a_member_finds_their_authorities_and_roles_and_no_other(client: Client) -> None:
    authority, other = make_authority(name="Clairval"), make_authority(name="Sombreval")
    account = member(authority, Role.DPO, Role.ELU)
    Membership.objects.create(account=account, authority=make_authority(name="Beauval"), role=Role.AGENT)
    sign_in(client, account, verified=False)
    page = _text(client, "/")
    assert "Beauval" in page
    assert f'href="/a/{authority.slug}/"' in page
    assert "DPO (protection des données), Élu" in page
    assert other.name not in page


def test_somebody_without_an_authority_is_told_what_to_do(client: Client) -> None:
    sign_in(client, make_account(), verified=False)
    assert "Demandez une invitation" in _text(client, "/")


def test_somebody_of_one_authority_is_led_there_at_once(client: Client) -> None:
    authority = make_authority()
    sign_in(client, member(authority, Role.ELU), verified=False)
    assert client.get("/")["Location"] == f"/a/{authority.slug}/"


def test_somebody_of_hundreds_of_authorities_finds_one_by_a_part_of_its_name(client: Client) -> None:
    account = make_account()
    names = [*(f"Beauval-{number}" for number in range(60)), "Évry-l’Étang"]
    Membership.objects.bulk_create(
        Membership(account=account, authority=make_authority(name=name), role=Role.RSSI) for name in names
    )
    sign_in(client, account, verified=False)
    first, found = _text(client, "/"), _text(client, "/?nom=evry-l'etang")
    assert "61 collectivités" in first
    assert "page=3" in first
    assert "Évry-l’Étang" in found
    assert "Beauval" not in found
    assert "Aucune collectivité ne porte ce nom" in _text(client, "/?nom=zzz")


def test_the_list_of_hundreds_of_authorities_asks_as_few_questions_as_a_list_of_two(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    account = make_account()
    Membership.objects.bulk_create(
        Membership(account=account, authority=make_authority(), role=Role.RSSI) for _ in range(300)
    )
    sign_in(client, account, verified=False)
    with django_assert_max_num_queries(6):
        client.get("/")


def test_before_any_figure_who_brings_logs_reads_what_is_left_to_do(client: Client) -> None:
    authority = make_authority()
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    page = _text(client, f"/a/{authority.slug}/")
    steps = (
        "Inviter vos collègues",
        "Dire combien d’habitants et d’agents",
        "Déclarer les services de votre collectivité",
        "Rendre compte au public",
        "Informer les agents et le comité",
        "Apporter les journaux",
        "Publier un premier mois",
    )
    places = [page.index(step) for step in steps]
    assert places == sorted(places)
    assert _count_done(page) == 0


def test_a_step_that_is_done_says_so(client: Client) -> None:
    authority = make_authority()
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    member(authority, Role.AGENT)
    make_unit(authority)
    System.objects.create(authority=authority, name="Assistant de l’État")
    bring(client, authority, squid_log(date(2026, 3, 1), range(30)))
    assert _count_done(_text(client, f"/a/{authority.slug}/")) == 4
    PaperAnswers.objects.create(authority=authority, informed_on=date(2026, 2, 10))
    assert _count_done(_text(client, f"/a/{authority.slug}/")) == 5


@pytest.mark.parametrize(("role", "steps"), [(Role.REFERENT, 4), (Role.RSSI, 6), (Role.AGENT, 0), (Role.DPO, 0)])
def test_nobody_is_given_a_step_that_is_not_theirs(client: Client, role: Role, steps: int) -> None:
    authority = make_authority()
    sign_in(client, member(authority, role))
    page = _text(client, f"/a/{authority.slug}/")
    assert page.count("à faire</span>") == steps
    assert ("Les chiffres apparaîtront ici" in page) == (steps == 0)


def test_the_home_says_at_once_where_the_authority_stands(client: Client) -> None:
    authority = make_authority()
    steering, reading = member(authority, Role.RSSI), member(authority, Role.AGENT)
    sign_in(client, steering)
    bring(client, authority, squid_log(date(2026, 3, 1), range(40)))
    publish(client, authority)
    sign_in(client, reading, verified=False)
    page = _text(client, f"/a/{authority.slug}/")
    assert says(page, "Environ {} personnes ont utilisé au moins un service d’IA générative en mars\xa02026.", 40)
    assert "Part au grand jour" in page
    assert f'href="/a/{authority.slug}/observer/2026-03/"' in page
    assert "Pour commencer" not in page


def test_the_home_says_to_those_who_may_publish_that_a_month_waits(client: Client) -> None:
    authority = make_authority()
    sign_in(client, member(authority, Role.RSSI))
    bring(client, authority, squid_log(date(2026, 3, 1), range(40)))
    publish(client, authority)
    bring(client, authority, squid_log(date(2026, 4, 1), range(40)))
    assert f'href="/a/{authority.slug}/observer/2026-04/publier/"' in _text(client, f"/a/{authority.slug}/")
    sign_in(client, member(authority, Role.AGENT), verified=False)
    assert "2026-04/publier/" not in _text(client, f"/a/{authority.slug}/")


def test_an_agent_finds_whom_to_talk_to_and_no_other_member(client: Client) -> None:
    authority, other = make_authority(), make_authority()
    referent, dpo = member(authority, Role.REFERENT), member(authority, Role.DPO)
    hidden = [member(authority, Role.RSSI), member(other, Role.REFERENT)]
    sign_in(client, member(authority, Role.AGENT), verified=False)
    page = _text(client, f"/a/{authority.slug}/")
    assert page.index(f"mailto:{referent.email}") < page.index(f"mailto:{dpo.email}")
    assert not [account for account in hidden if account.email in page]


def test_while_nobody_is_designated_the_administration_answers(client: Client) -> None:
    authority = make_authority()
    administration = member(authority, Role.ADMINISTRATOR)
    sign_in(client, member(authority, Role.AGENT), verified=False)
    assert f"mailto:{administration.email}" in _text(client, f"/a/{authority.slug}/")


def test_the_home_of_an_administrator_asks_the_database_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    authority = make_authority()
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    publish_a_month(authority)
    # A few of them for each room that says what waits for somebody.
    with django_assert_max_num_queries(32) as asked:
        client.get(f"/a/{authority.slug}/")
    roles = [one["sql"] for one in asked.captured_queries if 'SELECT "organizations_membership"."role"' in one["sql"]]
    assert len(roles) == 1


def test_a_role_that_is_taken_away_counts_no_more_at_the_next_page(client: Client) -> None:
    authority = make_authority()
    account = member(authority, Role.RSSI, Role.AGENT)
    sign_in(client, account)
    assert "observer/journaux" in _text(client, f"/a/{authority.slug}/")
    account.memberships.filter(role=Role.RSSI).delete()
    assert "observer/journaux" not in _text(client, f"/a/{authority.slug}/")


def _count_done(page: str) -> int:
    return page.count("fait</span>")


@pytest.mark.parametrize(
    ("role", "doors"),
    [
        (Role.AGENT, {"systemes"}),
        (Role.REFERENT, {"systemes", "observer/journaux", "services"}),
        (Role.DPO, {"systemes", "services", "membres", "journal"}),
        (Role.ADMINISTRATOR, {"systemes", "observer/journaux", "services", "membres", "journal", "reglages"}),
    ],
)
def test_the_home_of_an_authority_opens_what_a_role_may_open(client: Client, role: Role, doors: set[str]) -> None:
    authority = make_authority()
    sign_in(client, member(authority, role))
    page = _text(client, f"/a/{authority.slug}/").partition("Que voulez-vous faire")[2]
    known = {"systemes", "observer/journaux", "services", "membres", "journal", "reglages"}
    assert {door for door in known if f'href="/a/{authority.slug}/{door}/"' in page} == doors


def test_the_home_of_an_elu_counts_systems_and_says_what_the_figure_means(client: Client) -> None:
    authority = make_authority()
    system = make_system(authority)
    System.objects.filter(pk=system.pk).update(stage="suspendu", state="approuve")
    declare(system)
    publish_a_month(authority)
    sign_in(client, member(authority, Role.ELU))
    page = text_of(client.get(f"/a/{authority.slug}/"))
    assert "Plus il monte, plus l’usage est accompagné" in page
    assert "Systèmes à l’étape « Suspendu »" in page
    assert "<dt>Incidents ouverts</dt><dd>1</dd>" in page
    # A system that is stopped is not to be used, whatever was decided of it before.
    for address in (f"/a/{authority.slug}/systemes/", f"/a/{authority.slug}/systemes/{system.pk}/"):
        assert "Non : il est arrêté" in text_of(client.get(address))
    assert "ce serveur n’envoie pas de courriel" in text_of(client.get("/compte/"))
