"""The monthly report: two pages, whatever the month, that say only what is published."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.test import Client
from odfdo import Document

from pleinjour.base.figures import Month
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.observe.models import Publication, PublishedCell
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.actions.tools import Ruling, add_system, set_state
from pleinjour.web.registry.models import State
from pleinjour.web.ui.papers import pdf
from tests.web.observe.browsing import APRIL, MARCH, bring, month_url, publish, text_of
from tests.web.observe.logs import CHATGPT, DEEPL, LE_CHAT, squid_log
from tests.web.observe.papers.test_pdf import elements, faults
from tests.web.organizations.factories import make_authority, member, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WORDS_IN_THREE_MINUTES = 600


def report(client: Client, authority: Authority, end: str = "rapport/", month: str = "2026-03") -> bytes:
    answer = client.get(f"{month_url(authority, month)}{end}")
    assert answer.status_code == 200
    return answer.content


def count_pages(content: bytes) -> int:
    return len(pikepdf.open(BytesIO(content)).pages)


def publish_year(authority: Authority, last: Month, *, hidden: bool) -> None:
    """Twelve months with every category and service of the catalogue, straight into the ledger."""
    catalogue = load_catalogue()
    for step in range(12):
        month = last.shifted(-step)
        edition = Publication.objects.create(
            authority=authority, month=str(month), edition=1, published_by_role=Role.RSSI, method=1, threshold=11,
            published_at=datetime(2026, 12, 1, tzinfo=UTC), rounding=5, catalogue_version="0" * 64, lines=10**9,
            formats={"squid": 1, "unbound": 1, "fortigate": 1}, reason="Un motif. " * 25,
        )  # fmt: skip
        places = [("", ""), *((category, "") for category in catalogue.categories)]
        places += [(one.category, one.id) for one in catalogue.services.values()]
        PublishedCell.objects.bulk_create(
            PublishedCell(
                authority=authority, publication=edition, family="dns", category=category, service=service,
                suppressed=hidden, people=None if hidden else 10**6 - len(service),
                user_days=None if hidden else 10**7 - 5 * len(category), connections=None if hidden else 10**9,
            )
            for category, service in places
        )  # fmt: skip


@pytest.fixture
def long_named() -> Authority:
    return make_authority(name="Communauté d’agglomération de " + "Saint-Étienne-la-Vallée-sur-Lumière " * 4)


@pytest.fixture
def directing(long_named: Authority) -> Client:
    browser = Client()
    sign_in(browser, member(long_named, Role.DIRECTION))
    return browser


@pytest.fixture
def _pango() -> None:
    if not pdf.may_write_pdf():
        pytest.skip("pango is not installed (apt-get install libpango-1.0-0 libpangoft2-1.0-0): no PDF is made")


@pytest.mark.usefixtures("_pango")
@pytest.mark.parametrize("hidden", [False, True])
def test_a_year_of_long_names_or_of_hidden_figures_holds_on_two_pages(
    directing: Client, long_named: Authority, tmp_path: Path, hidden: bool
) -> None:
    publish_year(long_named, Month(2026, 11), hidden=hidden)
    content = report(directing, long_named, "rapport.pdf", "2026-11")
    assert count_pages(content) == 2
    assert faults(content, tmp_path) == []


@pytest.mark.usefixtures("_pango")
@pytest.mark.parametrize("people", [3, 60])
def test_a_first_month_holds_on_two_pages(steering: Client, authority: Authority, tmp_path: Path, people: int) -> None:
    bring(steering, authority, squid_log(MARCH, range(people)))
    publish(steering, authority)
    content = report(steering, authority, "rapport.pdf")
    assert count_pages(content) == 2
    assert faults(content, tmp_path) == []


@pytest.mark.usefixtures("_pango")
def test_every_chart_is_told_to_those_who_listen(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(40)) + squid_log(APRIL, range(60)))
    publish(steering, authority, "2026-03")
    publish(steering, authority, "2026-04")
    document = pikepdf.open(BytesIO(report(steering, authority, "rapport.pdf", "2026-04")))
    told = [str(figure.Alt) for figure in elements(document, "Figure")]
    assert len(told) == 3
    assert any("mars\u00a02026 120; avril\u00a02026 180" in one for one in told)


def test_the_report_is_read_in_three_minutes(directing: Client, long_named: Authority) -> None:
    publish_year(long_named, Month(2026, 11), hidden=False)
    document = Document(BytesIO(report(directing, long_named, "rapport.odt", "2026-11")))
    # The tables stand there for charts, which one sees at a glance.
    for table in document.body.tables:
        table.delete()
    assert 100 < len(document.get_formatted_text().split()) <= WORDS_IN_THREE_MINUTES


def test_the_page_says_one_thing_first_and_where_it_comes_from(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT]) + squid_log(MARCH, range(60, 80), [LE_CHAT]))
    publish(steering, authority)
    page = text_of(steering.get(f"{month_url(authority)}rapport/"))
    assert "Environ 80 personnes ont utilisé au moins un service d’IA générative en mars 2026." in page
    assert "Source : journaux du réseau (squid), 28 jours du mois manquent." in page
    assert "Édition 1, publiée le" in page
    assert "Approuver un premier outil" in page
    assert "Dire si ChatGPT convient" in page


def test_what_is_approved_is_not_to_be_decided_again(steering: Client, authority: Authority) -> None:
    rssi = member(authority, Role.RSSI)
    set_state(rssi, add_system(rssi, authority, service="chatgpt"), Ruling(State.APPROVED, "Convient.", MARCH), APRIL)
    bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT]))
    publish(steering, authority)
    page = text_of(steering.get(f"{month_url(authority)}rapport/"))
    assert "Approuver un premier outil" not in page
    assert "Dire si" not in page
    assert "Faire connaître" not in page


@pytest.mark.parametrize("state", [State.DISCOURAGED, State.TOLERATED])
def test_what_was_ruled_on_otherwise_is_not_to_be_decided_again_either(
    steering: Client, authority: Authority, state: State
) -> None:
    rssi = member(authority, Role.RSSI)
    set_state(rssi, add_system(rssi, authority, service="chatgpt"), Ruling(state, "Pesé.", MARCH), APRIL)
    bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT, DEEPL]))
    publish(steering, authority)
    page = text_of(steering.get(f"{month_url(authority)}rapport/"))
    assert "Dire si ChatGPT" not in page
    assert "Dire si DeepL" in page
    assert "Approuver un premier outil" in page


def test_a_missing_month_is_asked_for(steering: Client, authority: Authority) -> None:
    february = date(2026, 2, 1)
    bring(steering, authority, squid_log(february, range(40)) + squid_log(APRIL, range(60), [CHATGPT, DEEPL]))
    publish(steering, authority, "2026-02")
    publish(steering, authority, "2026-04")
    page = text_of(steering.get(f"{month_url(authority, '2026-04')}rapport/"))
    assert "Apporter les journaux des mois qui manquent : mars 2026." in page


def test_the_report_speaks_the_language_of_its_reader(reading: Client, steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(60)))
    publish(steering, authority)
    reading.cookies["django_language"] = "en"
    page = text_of(reading.get(f"{month_url(authority)}rapport/"))
    assert '<article lang="en">' in page
    assert "monthly report" in page


def test_without_pdf_the_page_comes_back_for_the_same_kind_of_logs(
    steering: Client, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_weasyprint", lambda: None)
    bring(steering, authority, squid_log(MARCH, range(60)))
    publish(steering, authority)
    answer = steering.get(f"{month_url(authority)}rapport.pdf?genre=tunnel")
    assert answer["Location"] == f"{month_url(authority)}rapport/?genre=tunnel"


def test_a_month_that_is_not_published_has_no_report(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(60)))
    for end in ("rapport/", "rapport.pdf", "rapport.odt"):
        assert steering.get(f"{month_url(authority)}{end}").status_code == 404
