"""What is to be looked at: found when a month is published, in figures of the whole authority; put aside, and back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from pleinjour.web.observe.actions.alerts import dismiss_alert
from pleinjour.web.observe.models import Alert, Publication
from pleinjour.web.observe.pages.naming import name_category
from pleinjour.web.organizations.models import Authority, JournalEntry, Role
from tests.web.config.addresses import publish_a_month, raise_an_alert
from tests.web.observe.browsing import MARCH, bring, month_url, publish, text_of
from tests.web.observe.fortigate import fortigate_log
from tests.web.observe.logs import CHATGPT, DEEPL, squid_log
from tests.web.organizations.factories import make_authority, make_rule, make_unit, member, sign_in

pytestmark = pytest.mark.django_db
FEBRUARY = date(2026, 2, 1)
NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
LARGE, SMALL = 9_000_000, 9_000


def alerts_url(authority: Authority) -> str:
    return f"/a/{authority.slug}/observer/a-regarder/"


def home_url(authority: Authority) -> str:
    return f"/a/{authority.slug}/"


def browser(authority: Authority, role: Role) -> Client:
    client = Client()
    sign_in(client, member(authority, role), verified=role == Role.ADMINISTRATOR)
    return client


@pytest.fixture
def uploading(steering: Client, authority: Authority) -> Authority:
    """In February sentences go to a translator, in March whole files."""
    people = fortigate_log(FEBRUARY, range(60), CHATGPT, SMALL) + fortigate_log(MARCH, range(60), CHATGPT, SMALL)
    sizes = fortigate_log(FEBRUARY, range(40), DEEPL, SMALL) + fortigate_log(MARCH, range(40), DEEPL, LARGE)
    bring(steering, authority, people + sizes)
    publish(steering, authority, "2026-02")
    publish(steering, authority, "2026-03")
    return authority


def test_publishing_a_month_finds_what_began(uploading: Authority) -> None:
    alert = Alert.objects.get()
    assert (alert.rule, alert.subject, alert.publication.month) == ("large_uploads", "deepl", "2026-03")
    (figure,) = alert.figures
    assert figure["month"] == "2026-03"
    assert figure["low"] <= LARGE <= figure["high"]


def test_those_who_decide_read_it_on_their_home_with_its_figures(uploading: Authority) -> None:
    page = text_of(browser(uploading, Role.DIRECTION).get(home_url(uploading)))
    for said in ("À regarder", "DeepL", "mars 2026 (édition 1) : entre", "Pages demandées", "apprendre à masquer"):
        assert said in page
    assert f'href="{month_url(uploading)}attention/?genre=request#large_uploads"' in page


@pytest.mark.parametrize("role", [Role.AGENT, Role.ELU])
def test_others_do_not(uploading: Authority, role: Role) -> None:
    assert "À regarder" not in text_of(browser(uploading, role).get(home_url(uploading)))


def test_the_dpo_reads_it_and_does_not_put_it_aside(uploading: Authority) -> None:
    page = text_of(browser(uploading, Role.DPO).get(home_url(uploading)))
    assert "À regarder" in page
    assert "/ecarter/" not in page


def test_a_point_is_put_aside_and_brought_back_and_the_journal_says_so(uploading: Authority) -> None:
    director = browser(uploading, Role.DIRECTION)
    address = f"{alerts_url(uploading)}{Alert.objects.get().pk}/"
    assert "Écarter ce point" in text_of(director.get(f"{address}ecarter/"))
    assert Alert.objects.filter(dismissed_at=None).exists()
    page = text_of(director.post(f"{address}ecarter/", follow=True))
    assert "Ce point est écarté" in page
    assert "(Direction)" in page
    assert "De gros envois" not in text_of(director.get(home_url(uploading)))
    director.post(f"{address}remettre/")
    assert "De gros envois" in text_of(director.get(home_url(uploading)))
    actions = list(JournalEntry.objects.filter(authority=uploading).values_list("action", flat=True))
    assert actions[-2:] == ["observe.alert_dismissed", "observe.alert_restored"]


def test_a_point_put_aside_twice_stays_as_it_was_put_aside_first(uploading: Authority) -> None:
    direction, rssi = member(uploading, Role.DIRECTION), member(uploading, Role.RSSI)
    first, stale = Alert.objects.get(), Alert.objects.get()
    dismiss_alert(direction, first, NOW)
    dismiss_alert(rssi, stale, NOW + timedelta(hours=1))
    kept = Alert.objects.get()
    assert (kept.dismissed_at, kept.dismissed_by_role) == (NOW, Role.DIRECTION)
    assert JournalEntry.objects.filter(action="observe.alert_dismissed").count() == 1


def test_the_journal_names_the_rule_in_words(uploading: Authority) -> None:
    director = browser(uploading, Role.DIRECTION)
    director.post(f"{alerts_url(uploading)}{Alert.objects.get().pk}/ecarter/")
    page = text_of(browser(uploading, Role.DPO).get(f"/a/{uploading.slug}/journal/"))
    assert "Point à regarder écarté" in page
    assert "De gros envois partent" in page


def test_the_home_shows_the_last_month_alone_and_the_list_keeps_the_others(
    uploading: Authority, steering: Client
) -> None:
    april = date(2026, 4, 1)
    bring(steering, uploading, fortigate_log(april, range(60), CHATGPT, SMALL))
    publish(steering, uploading, "2026-04")
    assert "De gros envois" not in text_of(steering.get(home_url(uploading)))
    assert "De gros envois" in text_of(steering.get(alerts_url(uploading)))


def test_what_an_edition_raised_goes_when_another_takes_its_place(steering: Client, authority: Authority) -> None:
    first = raise_an_alert(publish_a_month(authority)).publication
    assert name_category("image") in text_of(steering.get(alerts_url(authority)))
    values = {
        field.name: getattr(first, field.name) for field in first._meta.fields if field.name not in ("id", "edition")
    }
    Publication.objects.create(**values, edition=2)
    assert "Rien à regarder pour le moment" in text_of(steering.get(alerts_url(authority)))


def test_a_unit_never_raises_anything(steering: Client, authority: Authority) -> None:
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.0.0/24")
    people = fortigate_log(MARCH, range(60), CHATGPT, SMALL) + fortigate_log(MARCH, range(200, 260), CHATGPT, SMALL)
    bring(steering, authority, people + fortigate_log(MARCH, range(40), DEEPL, LARGE))
    publish(steering, authority)
    found = Alert.objects.get()
    assert "Voirie" not in str(found.figures)
    assert "Voirie" not in text_of(steering.get(alerts_url(authority)))


def test_a_quiet_month_raises_nothing(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(60)))
    publish(steering, authority)
    assert not Alert.objects.exists()
    assert "Rien à regarder pour le moment" in text_of(steering.get(alerts_url(authority)))


def test_a_point_of_another_authority_is_not_found(steering: Client, authority: Authority) -> None:
    alert = raise_an_alert(publish_a_month(make_authority()))
    assert steering.post(f"{alerts_url(authority)}{alert.pk}/ecarter/").status_code == 404
    alert.refresh_from_db()
    assert alert.dismissed_at is None


def test_a_point_whose_rule_is_gone_is_left_out(steering: Client, authority: Authority) -> None:
    alert = raise_an_alert(publish_a_month(authority))
    Alert.objects.filter(pk=alert.pk).update(rule="moon_rose")
    assert "Rien à regarder pour le moment" in text_of(steering.get(alerts_url(authority)))


def test_a_category_that_shows_is_named_like_its_figures_and_leads_to_its_need(
    steering: Client, authority: Authority
) -> None:
    raise_an_alert(publish_a_month(authority))
    page = text_of(steering.get(alerts_url(authority)))
    assert f"Une catégorie qui ne se montrait pas se montre : {name_category('image')}" in page
    assert f'href="{month_url(authority)}besoins/create_images/?genre=tunnel"' in page
