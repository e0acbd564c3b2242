"""One person in one form, however the log writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.engines.traffic.people import Kind, Person, is_workstation, person_of
from tests.engines.traffic.naive_people import naive_person


@pytest.mark.parametrize(
    "account",
    [
        "agent042",
        "AGENT042",
        "MAIRIE\\agent042",
        "mairie/Agent042",
        "agent042@mairie.example",
        "agent042@VILLE.LOCAL",
        "MAIRIE%5Cagent042",
        "%61gent042",
        "agent042 ",
        "ldap:agent042",
        "CN=agent042,OU=dsi,DC=mairie",
        "ａgent042",
    ],
)
def test_every_writing_of_an_account_is_one_person(account: str) -> None:
    assert person_of(b"10.0.0.1", account.encode()) == Person(Kind.ACCOUNT, "agent042")


@pytest.mark.parametrize(
    ("client", "person"),
    [
        ("10.0.0.1", Person(Kind.IPV4, "10.0.0.1")),
        ("10.0.0.1:40211", Person(Kind.IPV4, "10.0.0.1")),
        ("10.0.0.1#53", Person(Kind.IPV4, "10.0.0.1")),
        ("::ffff:10.0.0.1", Person(Kind.IPV4, "10.0.0.1")),
        ("[::FFFF:0a00:1]:40211", Person(Kind.IPV4, "10.0.0.1")),
        ("2001:db8:1:2:a1b2::7", Person(Kind.IPV6, "2001:db8:1:2::/64")),
        ("[2001:db8:1:2::9]:443", Person(Kind.IPV6, "2001:db8:1:2::/64")),
        ("fe80::1%eth0", Person(Kind.IPV6, "fe80::/64")),
        ("PC-042.mairie.local", Person(Kind.NAME, "pc-042")),
        ("pc-042:1024", Person(Kind.NAME, "pc-042")),
    ],
)
def test_every_writing_of_an_address_is_one_workstation(client: str, person: Person) -> None:
    assert person_of(client.encode(), b"") == person


@pytest.mark.parametrize(
    ("client", "user", "person"),
    [
        ("", "10.0.0.1", Person(Kind.IPV4, "10.0.0.1")),
        ("10.0.0.2", "10.0.0.1:80", Person(Kind.IPV4, "10.0.0.2")),
        ("10.0.0.2", "PC042$@MAIRIE.LOCAL", Person(Kind.NAME, "pc042")),
    ],
)
def test_an_account_that_designates_a_machine_is_no_account(client: str, user: str, person: Person) -> None:
    assert person_of(client.encode(), user.encode()) == person


_NAMES = st.text(st.sampled_from("aZ9é.:#@\\/|%[]$-,= fF2"), max_size=12) | st.sampled_from(
    ["10.0.0.1", "::ffff:10.0.0.1", "[2001:db8::1]", "[2001:db8::1]:80", "10.0.0.1:80", "cn=a,dc=b", "fe80::1%3"]
)


@given(client=_NAMES, user=_NAMES)
def test_anything_has_one_form_that_two_writers_of_the_rule_agree_on(client: str, user: str) -> None:
    kind, name = person_of(client.encode(), user.encode())
    known_by, form = naive_person(client.lower(), user.lower())
    assert (kind is Kind.ACCOUNT) == (known_by == "account")
    if kind is Kind.ACCOUNT:
        assert name == form


@pytest.mark.parametrize("client", ["10.0.0.1", "10.0.0.1:80", "[2001:db8::1]:80", "PC-042", "2b-014.mairie.local"])
def test_an_address_or_the_name_of_a_host_is_a_workstation(client: str) -> None:
    assert is_workstation(client.encode())


@pytest.mark.parametrize(
    "client",
    ["173829", "550e8400-e29b-41d4-a716-446655440000", "8f14e45fceea167a", "req/17", "a b", "aa:bb:cc:dd:ee:ff", "é"],
)
def test_what_may_change_with_each_request_is_no_workstation(client: str) -> None:
    assert not is_workstation(client.encode())
