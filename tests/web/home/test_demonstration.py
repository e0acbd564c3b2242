"""The demonstration: imaginary, always the same, made by the real engine and the real deeds."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from click.testing import CliRunner
from django.test import Client
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from pleinjour.base.figures import Month
from pleinjour.cli.demo import command
from pleinjour.engines.traffic import detect_format
from pleinjour.web.decide.models import (
    Declaration,
    Incident,
    Progress,
    Study,
    SupervisedCase,
    ToolRequest,
    UnnamedDeclaration,
)
from pleinjour.web.decide.models.request import Step as RequestStep
from pleinjour.web.home.demonstration.accounts import PASSWORD, list_accounts
from pleinjour.web.home.demonstration.building import MONTHS, SEED, make_demonstration
from pleinjour.web.home.demonstration.errors import NotADemonstration, RealAuthoritiesThere
from pleinjour.web.home.demonstration.habits import TASTES, people, visits
from pleinjour.web.home.demonstration.places import COMMUNE, EPCI, PLACES, Place
from pleinjour.web.home.demonstration.systems import COMMUNE_SYSTEMS
from pleinjour.web.home.demonstration.writing import write_log
from pleinjour.web.observe.models import OpenMonth, Publication, PublishedCell
from pleinjour.web.organizations.journal import verify_journal
from pleinjour.web.organizations.models import Account, Authority, Membership, Role
from pleinjour.web.organizations.siren import clean_siren, with_key
from pleinjour.web.publish.models import Progress as Asked
from pleinjour.web.publish.models import PublicRequest
from pleinjour.web.registry.conditions import missing_needs
from pleinjour.web.registry.models import MetCondition, Passage, Stage, State, System
from tests.web.home.kept import TODAY, one_demonstration
from tests.web.organizations.factories import make_authority

BANNER = "Les chiffres sont inventés et les mots de passe connus de tous"
OCTOBER = Month(2026, 10)


@pytest.fixture(scope="class")
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield from one_demonstration(django_db_blocker)


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
class TestMade:
    """What stands once the demonstration is made."""

    def test_all_months_but_the_last_are_published(self) -> None:
        months = Publication.objects.filter(authority__slug=COMMUNE.slug).values_list("month", flat=True)
        assert len(months) == MONTHS - 1
        assert (min(months), max(months)) == ("2025-12", "2026-10")
        assert set(OpenMonth.objects.values_list("month", flat=True)) == {"2026-11"}

    def test_every_role_has_an_account_that_opens(self) -> None:
        held = set(Membership.objects.filter(authority__slug=COMMUNE.slug).values_list("role", flat=True))
        assert held == set(Role)
        accounts = Account.objects.in_bulk(field_name="email")
        assert all(accounts[one.email].check_password(PASSWORD) for one in list_accounts())

    def test_systems_stand_in_all_four_states(self) -> None:
        states = set(System.objects.filter(authority__slug=COMMUNE.slug).values_list("state", flat=True))
        assert states == set(State)

    def test_twelve_systems_stand_at_every_stage_of_their_life(self) -> None:
        systems = System.objects.filter(authority__slug=COMMUNE.slug)
        assert systems.count() == 12
        stages = Counter(systems.values_list("stage", flat=True))
        assert set(stages) == set(Stage)
        assert stages[Stage.SUSPENDED] == 1
        assert {one.name for one in systems} == {story.name for story in COMMUNE_SYSTEMS}

    def test_what_is_deployed_met_every_condition_by_the_deeds_of_the_site(self) -> None:
        deployed = System.objects.filter(authority__slug=COMMUNE.slug, stage=Stage.DEPLOYED)
        assert all(missing_needs(system) == [] for system in deployed)
        backings = MetCondition.objects.filter(system__in=deployed).values_list("backed_by", flat=True)
        assert not [backing for backing in backings if backing.startswith("test")]
        assert Study.objects.filter(system__in=deployed).count() == deployed.count()

    def test_people_declare_ask_review_and_tell(self) -> None:
        assert {one.progress for one in Declaration.objects.all()} == {Progress.RECEIVED, Progress.ANSWERED}
        assert {one.step for one in ToolRequest.objects.all()} == {RequestStep.STUDIED, RequestStep.ANSWERED}
        assert Incident.objects.filter(system__stage=Stage.SUSPENDED).count() == 1
        drawn = SupervisedCase.objects.filter(is_drawn=True)
        assert 0 < drawn.filter(answer=None).count() < drawn.count() / 2
        assert UnnamedDeclaration.objects.count() == 1
        assert {one.progress for one in PublicRequest.objects.all()} == {Asked.RECEIVED, Asked.ANSWERED}

    def test_nothing_of_the_register_is_dated_after_today(self) -> None:
        passages = Passage.objects.filter(authority__slug=COMMUNE.slug)
        assert passages.count() > len(COMMUNE_SYSTEMS)
        assert max(passages.values_list("at", flat=True)).date() <= TODAY

    def test_the_story_is_one_of_a_share_that_rises(self) -> None:
        approved = PublishedCell.objects.filter(
            authority__slug=COMMUNE.slug, service=COMMUNE.approved, unit="", family="tunnel"
        )
        days = {month: count or 0 for month, count in approved.values_list("publication__month", "user_days")}
        assert "2026-02" not in days
        assert days["2026-10"] > days["2026-06"] > 0

    def test_several_units_have_figures_and_some_are_hidden(self) -> None:
        units = PublishedCell.objects.filter(
            publication__month="2026-10", authority__slug=COMMUNE.slug, category="", family="tunnel"
        ).exclude(unit="")
        assert 3 <= units.filter(suppressed=False).count() < units.count()

    def test_its_page_gives_every_account_and_nothing_where_there_is_no_demonstration(
        self, client: Client, settings: Settings
    ) -> None:
        settings.PLEINJOUR_DEMO = True
        page = unescape(client.get("/demonstration/").content.decode())
        for account in list_accounts():
            assert account.email in page
            assert PASSWORD in page
            assert (account.second_factor or "") in page
        settings.PLEINJOUR_DEMO = False
        assert client.get("/demonstration/").status_code == 404

    def test_journals_hold(self) -> None:
        assert all(verify_journal(authority) == [] for authority in Authority.objects.all())

    def test_made_again_it_changes_nothing(self, settings: Settings) -> None:
        settings.PLEINJOUR_DEMO = True
        before = Publication.objects.count()
        make_demonstration(TODAY)
        assert Publication.objects.count() == before

    def test_the_command_recalls_its_accounts(self, settings: Settings) -> None:
        settings.PLEINJOUR_DEMO = True
        result = CliRunner().invoke(command, ["--if-empty"])
        assert "rssi@aubeclaire.example" in result.output
        assert PASSWORD in result.output


@pytest.mark.django_db
def test_it_can_be_made_on_the_first_day_of_a_month(settings: Settings) -> None:
    settings.PLEINJOUR_DEMO = True
    make_demonstration(date(2027, 1, 1))
    months = Publication.objects.filter(authority__slug=COMMUNE.slug).values_list("month", flat=True)
    assert (min(months), max(months), len(months)) == ("2026-02", "2026-12", MONTHS - 1)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.slug)
def test_the_year_is_always_the_same(place: Place) -> None:
    first, again = (visits(place, people(place, SEED), OCTOBER, 10, date(2026, 10, 31), SEED) for _ in range(2))
    assert first == again


@pytest.mark.parametrize("source", ["squid", "unbound", "fortigate"])
def test_each_log_is_one_that_the_engine_recognises(source: str) -> None:
    found = visits(EPCI, people(EPCI, SEED), OCTOBER, 10, date(2026, 10, 31), SEED)
    assert detect_format(write_log(source, found, "dice")) == source


def test_a_month_holds_a_few_thousand_lines() -> None:
    found = visits(COMMUNE, people(COMMUNE, SEED), OCTOBER, 10, date(2026, 10, 31), SEED)
    assert 3_000 <= len(found) <= 12_000
    assert {visit.service for visit in found} <= {*TASTES, COMMUNE.approved}


def test_numbers_of_authorities_are_well_formed() -> None:
    numbers = [with_key(place.siren_root) for place in PLACES]
    assert list(map(clean_siren, numbers)) == numbers


@pytest.mark.django_db
def test_it_is_refused_where_passwords_that_all_know_would_open_something(settings: Settings) -> None:
    settings.PLEINJOUR_DEMO = False
    with pytest.raises(NotADemonstration):
        make_demonstration(TODAY)


@pytest.mark.django_db
def test_it_does_not_mix_with_real_authorities(settings: Settings) -> None:
    settings.PLEINJOUR_DEMO = True
    make_authority()
    with pytest.raises(RealAuthoritiesThere):
        make_demonstration(TODAY)


@pytest.mark.django_db
def test_the_command_leaves_a_database_that_serves_somebody(settings: Settings) -> None:
    settings.PLEINJOUR_DEMO = True
    make_authority()
    result = CliRunner().invoke(command, ["--if-empty"])
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.django_db
def test_every_page_of_a_demonstration_says_so_and_no_page_elsewhere(client: Client, settings: Settings) -> None:
    for is_demonstration in (True, False):
        settings.PLEINJOUR_DEMO = is_demonstration
        pages = [unescape(client.get(path).content.decode()) for path in ("/", "/connexion/", "/aide/", "/perdu/")]
        assert [BANNER in page and 'href="/demonstration/"' in page for page in pages] == [is_demonstration] * 4


@pytest.mark.django_db
def test_before_it_is_made_the_page_of_its_accounts_says_how(client: Client, settings: Settings) -> None:
    settings.PLEINJOUR_DEMO = True
    page = unescape(client.get("/demonstration/").content.decode())
    assert "pleinjour demo" in page
    assert PASSWORD not in page
