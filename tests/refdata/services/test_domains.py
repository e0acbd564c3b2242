"""Names are written for people, looked up in ASCII, and matched by whole labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.refdata.services import load_catalogue
from pleinjour.refdata.services.domains import to_ascii
from tests.refdata.services.conftest import service_in

LABELS = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
COUNTED = sorted(domain for domain, service in load_catalogue().domains.items() if service)


@given(st.lists(LABELS, min_size=2, max_size=4))
def test_a_plain_name_is_already_in_ascii(labels: list[str]) -> None:
    name = ".".join(labels)
    if "xn--" not in name:
        assert to_ascii(name) == name


@pytest.mark.parametrize(
    ("written", "served"),
    [
        ("élan.fr", "xn--lan-9la.fr"),
        ("ia.été.fr", "ia.xn--t-9fab.fr"),
        ("例え.jp", "xn--r8jz45g.jp"),
    ],
)
def test_a_name_in_other_letters_becomes_what_a_log_shows(written: str, served: str) -> None:
    assert to_ascii(written) == served


@pytest.mark.parametrize(
    "bad", ["", "fr", "a..fr", ".a.fr", "a.fr.", "A.fr", "É.fr", "e\u0301lan.fr", "a b.fr", "a_b.fr", "-a.fr", "a-.fr"]
)
def test_what_is_no_name_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"domaine|minuscules"):
        to_ascii(bad)


@given(st.sampled_from(COUNTED), st.lists(LABELS, max_size=3))
def test_a_host_under_a_counted_name_is_found_by_the_longest_name(domain: str, before: list[str]) -> None:
    catalogue = load_catalogue()
    host = ".".join([*before, domain])
    longest = max((name for name in catalogue.domains if host == name or host.endswith("." + name)), key=len)
    assert service_in(catalogue, host) == catalogue.domains[longest]


@given(st.sampled_from(COUNTED), LABELS)
def test_letters_glued_to_a_counted_name_make_another_name(domain: str, glued: str) -> None:
    catalogue = load_catalogue()
    found = service_in(catalogue, glued + domain)
    naive = [name for name in catalogue.domains if f".{glued}{domain}".endswith("." + name)]
    assert (found is not None) == any(catalogue.domains[name] for name in naive)


@given(st.sampled_from(COUNTED), LABELS)
def test_a_counted_name_in_front_of_another_is_not_counted(domain: str, evil: str) -> None:
    assert service_in(load_catalogue(), f"{domain}.{evil}.invalid") is None
