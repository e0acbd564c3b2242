"""What is worth a look: aggregates of the whole authority, said without blame, unknown when nobody knows."""

import pytest
from django.test import Client

from pleinjour.refdata.services import load_catalogue
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.actions.tools import Ruling, add_system, set_state
from pleinjour.web.registry.models import State
from tests.web.observe.browsing import APRIL, MARCH, bring, month_url, publish, text_of
from tests.web.observe.fortigate import fortigate_log
from tests.web.observe.logs import CHATGPT, DEEPL, squid_log
from tests.web.organizations.factories import make_rule, make_unit, member

pytestmark = pytest.mark.django_db
LARGE, SMALL = 9_000_000, 9_000


def patterns_url(authority: Authority) -> str:
    return f"{month_url(authority)}attention/"


def section(page: str, key: str) -> str:
    """What stands under one heading of the page."""
    return page.partition(f'<h2 id="{key}">')[2].partition("<h2")[0]


@pytest.fixture
def uploading(steering: Client, authority: Authority) -> Authority:
    """March: whole files go to a translator, sentences to an assistant."""
    log = fortigate_log(MARCH, range(40), DEEPL, LARGE) + fortigate_log(MARCH, range(60), CHATGPT, SMALL)
    bring(steering, authority, log)
    publish(steering, authority)
    return authority


def test_large_uploads_are_said_of_a_service_with_their_range(reading: Client, uploading: Authority) -> None:
    page = section(text_of(reading.get(patterns_url(uploading))), "large_uploads")
    row = page.partition('<th scope="row">DeepL</th>')[2].partition("</tr>")[0]
    assert "Mo" in row
    assert "oui" in row
    assert "1 <small>services montrés" in page


def test_sentences_are_no_large_upload(reading: Client, uploading: Authority) -> None:
    page = section(text_of(reading.get(patterns_url(uploading))), "large_uploads")
    row = page.partition('<th scope="row">ChatGPT</th>')[2].partition("</tr>")[0]
    assert "non" in row


def test_the_threshold_says_since_when_and_why(reading: Client, uploading: Authority) -> None:
    page = section(text_of(reading.get(patterns_url(uploading))), "large_uploads")
    assert "Seuil : 5,0 Mo par jour d’usage" in page
    assert "1er janvier 2025" in page
    assert "RFC 6716" in page


def test_what_it_may_not_mean_and_what_to_offer_stand_beside(reading: Client, uploading: Authority) -> None:
    page = text_of(reading.get(patterns_url(uploading)))
    for key in ("trains_on_inputs", "large_uploads", "outside_eu", "companions"):
        part = section(page, key)
        assert "Ce que cela ne dit pas" in part
        assert part.count("<li>") >= 2


def test_logs_without_octets_leave_uploads_unknown_and_never_zero(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(40), [DEEPL]))
    publish(steering, authority)
    page = section(text_of(steering.get(patterns_url(authority))), "large_uploads")
    assert "inconnu" in page
    assert "ne disent pas combien d’octets" in page
    assert "<table>" not in page


def test_an_approved_service_says_that_it_is(steering: Client, authority: Authority) -> None:
    rssi = member(authority, Role.RSSI)
    set_state(rssi, add_system(rssi, authority, service="deepl"), Ruling(State.APPROVED, "Contrat.", MARCH), APRIL)
    bring(steering, authority, squid_log(MARCH, range(40), [DEEPL]))
    publish(steering, authority)
    assert "DeepL (approuvé)" in section(text_of(steering.get(patterns_url(authority))), "trains_on_inputs")


def test_too_few_people_are_hidden(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT]) + squid_log(MARCH, range(4), ["character.ai"]))
    publish(steering, authority)
    page = section(text_of(steering.get(patterns_url(authority))), "companions")
    assert "masqué" in page
    assert "se ressemblent" in page


def test_no_unit_is_named(steering: Client, authority: Authority) -> None:
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.0.0/16")
    bring(steering, authority, fortigate_log(MARCH, range(40), DEEPL, LARGE))
    publish(steering, authority)
    assert "Voirie" not in text_of(steering.get(patterns_url(authority)))


def test_what_nobody_has_established_is_unknown_and_not_hidden(steering: Client, authority: Authority) -> None:
    services = load_catalogue().services.values()
    unsettled = next(one for one in services if one.hosting_eu.value is None and one.domains)
    bring(steering, authority, squid_log(MARCH, range(40), [unsettled.domains[0]]))
    publish(steering, authority)
    page = section(text_of(steering.get(patterns_url(authority))), "outside_eu")
    assert '<p class="big-figure-value unsaid">inconnu</p>' in page
    assert "ce chiffre est inconnu, et n’est pas masqué" in page
    assert unsettled.name in page
