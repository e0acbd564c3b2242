"""A month of which days are missing is not published without a word."""

from calendar import monthrange
from datetime import date

import pytest
from django.test import Client

from pleinjour.base.figures import Month
from pleinjour.web.observe.gaps import Gap, find_gaps
from pleinjour.web.observe.models import Intake, Publication
from pleinjour.web.organizations.models import Authority
from tests.web.observe.browsing import MARCH, bring, month_url, text_of
from tests.web.observe.logs import CHATGPT, squid_line, squid_log

pytestmark = pytest.mark.django_db


def whole_month() -> bytes:
    return squid_log(MARCH, range(30), days=monthrange(2026, 3)[1])


@pytest.mark.parametrize(
    ("spans", "gaps"),
    [
        ([], [(1, 31)]),
        (["2026-02-20/2026-04-03"], []),
        (["2026-03-02/2026-03-31"], []),  # the first is a Sunday
        (["2026-03-01/2026-03-27", "2026-03-30/2026-03-31"], []),
        (["2026-03-01/2026-03-03"], [(4, 31)]),
        (["2026-03-05/2026-03-05", "2026-03-01/2026-03-03", "2026-03-07/2026-03-31"], [(4, 4), (6, 6)]),
    ],
)
def test_what_no_log_covers_is_found(spans: list[str], gaps: list[tuple[int, int]]) -> None:
    expected = tuple(Gap(date(2026, 3, first), date(2026, 3, last)) for first, last in gaps)
    assert find_gaps(Month(2026, 3), spans) == expected


def test_a_fragment_of_a_month_asks_for_a_tick_and_its_figures_say_so(steering: Client, authority: Authority) -> None:
    receipt = text_of(bring(steering, authority, squid_log(MARCH, range(30))))
    assert "1er mars 2026 – 3 mars 2026" in receipt
    address = f"{month_url(authority)}publier/"
    asked = text_of(steering.get(address))
    assert "Des jours manquent" in asked
    assert "4 mars 2026 – 31 mars 2026" in asked
    assert steering.post(address).status_code == 422
    assert not Publication.objects.exists()
    page = text_of(steering.post(address, {"without_days": "on"}, follow=True))
    assert Publication.objects.get().days_without_log == 28
    assert "journaux du réseau (squid), 28 jours du mois manquent" in page
    assert "28 jours du mois manquent" in text_of(steering.get(f"{month_url(authority)}rapport/"))


def test_a_whole_month_is_asked_nothing_more(steering: Client, authority: Authority) -> None:
    bring(steering, authority, whole_month())
    address = f"{month_url(authority)}publier/"
    assert "Des jours manquent" not in text_of(steering.get(address))
    page = text_of(steering.post(address, follow=True))
    assert Publication.objects.get().days_without_log == 0
    assert "jours du mois manquent" not in page


def test_logs_of_each_day_make_a_whole_together(steering: Client, authority: Authority) -> None:
    def log_of(*days: int) -> bytes:
        return b"".join(squid_line(MARCH.replace(day=day), one, CHATGPT) for day in days for one in range(12))

    bring(steering, authority, log_of(1), log_of(2), log_of(*range(4, 32)))
    asked = text_of(steering.get(f"{month_url(authority)}publier/"))
    assert "<li>3 mars 2026</li>" in asked
    bring(steering, authority, log_of(3))
    assert "Des jours manquent" not in text_of(steering.get(f"{month_url(authority)}publier/"))


def test_logs_read_before_days_were_kept_leave_it_unknown(steering: Client, authority: Authority) -> None:
    bring(steering, authority, whole_month())
    Intake.objects.update(days=None)
    steering.post(f"{month_url(authority)}publier/")
    assert Publication.objects.get().days_without_log is None
