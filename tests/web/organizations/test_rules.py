import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.web.observe.log_reading import load_units
from pleinjour.web.organizations.actions.units import remove_rule
from pleinjour.web.organizations.errors import RuleRefused
from pleinjour.web.organizations.models import JournalEntry, Role
from pleinjour.web.organizations.rules import clean_rule
from tests.web.organizations.factories import make_authority, make_rule, make_unit, member, sign_in


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("cidr", " 10.20.0.0/16 ", "10.20.0.0/16"),
        ("cidr", "10.20.3.4/16", "10.20.0.0/16"),
        ("cidr", "192.0.2.8/29", "192.0.2.8/29"),
        ("cidr", "2001:DB8:0:1::/64", "2001:db8:0:1::/64"),
        ("user_suffix", "@Voirie.exemple.fr", "@voirie.exemple.fr"),
        ("user_suffix", "@ccas", "@ccas"),
    ],
)
def test_a_rule_is_kept_in_one_writing(kind: str, value: str, kept: str) -> None:
    assert clean_rule(kind, value) == kept


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("cidr", "192.0.2.8/30"),
        ("cidr", "192.0.2.8"),
        ("cidr", "2001:db8::/65"),
        ("cidr", "2001:db8::1"),
        ("cidr", "réseau"),
        ("cidr", ""),
        ("user_suffix", "camille.canari@exemple.fr"),
        ("user_suffix", ".canari@exemple.fr"),
        ("user_suffix", "canari"),
        ("user_suffix", ".canari"),
        ("user_suffix", "-canari"),
        ("user_suffix", "_canari"),
        ("user_suffix", "/canari"),
        ("user_suffix", "\\canari"),
        ("user_suffix", "@"),
        ("user_suffix", ".a b"),
        ("user_suffix", "." * 121),
        ("user", "ccanari"),
        ("autre", "10.0.0.0/8"),
    ],
)
def test_a_rule_that_could_point_at_somebody_or_means_nothing_is_refused(kind: str, value: str) -> None:
    with pytest.raises(RuleRefused) as refused:
        clean_rule(kind, value)
    assert "canari" not in str(refused.value)


@given(st.ip_addresses(v=4), st.integers(30, 32))
def test_no_range_of_fewer_than_eight_addresses_passes(address: object, length: int) -> None:
    with pytest.raises(RuleRefused):
        clean_rule("cidr", f"{address}/{length}")


@given(st.ip_addresses(v=4), st.integers(0, 29))
def test_cleaning_twice_changes_nothing(address: object, length: int) -> None:
    once = clean_rule("cidr", f"{address}/{length}")
    assert clean_rule("cidr", once) == once


def test_a_rule_kept_by_an_older_version_that_may_point_at_somebody_is_not_applied_and_told(db: None) -> None:
    authority = make_authority()
    unit = make_unit(authority)
    make_rule(unit)
    old = make_rule(unit, "user_suffix", ".canari")
    assert [rule.value for rule in load_units(authority).rules] == ["10.0.0.0/24"]
    browser = Client()
    sign_in(browser, account := member(authority, Role.ADMINISTRATOR))
    page = browser.get(reverse("organizations:unit", args=[authority.slug, unit.pk])).content.decode()
    assert page.count("n’est pas appliquée") == 1
    remove_rule(account, old)
    assert "canari" not in JournalEntry.objects.get(action="unit.rule_removed").detail
