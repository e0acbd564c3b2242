"""Days and hours are those of the authority, wherever the server is."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.test import Client
from odfdo import Document

from pleinjour.base.figures import Month
from pleinjour.web.observe.actions.publication import publish_month
from pleinjour.web.observe.models import Intake
from pleinjour.web.observe.pages.month import Provenance
from pleinjour.web.observe.selectors import get_editions
from pleinjour.web.organizations.models import Authority, Role
from tests.web.observe.browsing import MARCH, bring, logs_url, month_url, text_of
from tests.web.observe.logs import squid_log
from tests.web.organizations.factories import member

pytestmark = pytest.mark.django_db
# The 4th in Paris and in UTC, already the 5th at 2.30 in the morning on the island.
LATE = datetime(2026, 5, 4, 22, 30, tzinfo=UTC)


@pytest.fixture
def island(steering: Client, authority: Authority) -> Authority:
    """Saint-Denis has brought its logs of March."""
    Authority.objects.filter(pk=authority.pk).update(time_zone="Indian/Reunion")
    authority.refresh_from_db()
    bring(steering, authority, squid_log(MARCH, range(60)))
    return authority


def test_a_file_was_read_at_the_hour_of_the_island(steering: Client, island: Authority) -> None:
    Intake.objects.update(taken_at=LATE)
    assert "5 mai 2026, 02:30" in text_of(steering.get(logs_url(island)))


def test_a_month_is_published_on_the_day_of_the_island(steering: Client, island: Authority) -> None:
    rssi = member(island, Role.RSSI)
    publish_month(rssi, island, Month(2026, 3), LATE)
    assert "Publiée le 5 mai 2026." in text_of(steering.get(f"{month_url(island)}editions/"))
    (edition,) = get_editions(rssi, island)
    assert Provenance(island, edition).source().published_on == date(2026, 5, 5)
    _figures, about = Document(BytesIO(steering.get(f"{month_url(island)}chiffres.ods").content)).body.tables
    assert {row[0]: row[1] for row in about.get_values() if len(row) > 1}["Publiée le"] == "2026-05-05"
