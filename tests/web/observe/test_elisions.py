"""French says « d’avril », never « de avril »: no sentence puts « de » before the name of a month."""

import re
from datetime import date

import pytest
from django.test import Client

from pleinjour.web.observe.errors import MonthNotOver, NothingToPublish
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.actions.tools import Ruling, add_system, set_state
from pleinjour.web.registry.models import State
from pleinjour.web.ui.numbers import month_name
from tests.web.observe.browsing import bring, month_url, publish, text_of
from tests.web.observe.logs import CHATGPT, squid_log
from tests.web.organizations.factories import make_rule, make_unit, member

pytestmark = pytest.mark.django_db
MONTHS = [date(2026, 4, 1), date(2026, 8, 1), date(2026, 10, 1)]
PARTS = (
    "",
    "editions/",
    "services/",
    "unites/",
    "besoins/",
    "besoins/translate/",
    "atelier/",
    "attention/",
    "rapport/",
)
MISSED = re.compile(r"\b(?:de|que|jusque)\s(?:avril|août|octobre)", re.IGNORECASE)


def test_no_page_puts_de_before_a_month_that_starts_with_a_vowel(steering: Client, authority: Authority) -> None:
    rssi = member(authority, Role.RSSI)
    system = add_system(rssi, authority, service="chatgpt")
    set_state(rssi, system, Ruling(State.APPROVED, "Convient.", MONTHS[0]), MONTHS[-1])
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.0.0/24")
    bring(steering, authority, *(squid_log(month, range(60), [CHATGPT]) for month in MONTHS))
    for month in MONTHS:
        publish(steering, authority, f"{month:%Y-%m}")
    for month in MONTHS:
        for part in PARTS:
            answer = steering.get(f"{month_url(authority, f'{month:%Y-%m}')}{part}")
            assert answer.status_code == 200, part
            assert not MISSED.search(text_of(answer)), part


@pytest.mark.parametrize("month", MONTHS)
def test_no_refusal_does_either(month: date) -> None:
    for error in (MonthNotOver, NothingToPublish):
        said = error(month=month_name(month.year, month.month)).explain(str)
        assert not MISSED.search(said)
