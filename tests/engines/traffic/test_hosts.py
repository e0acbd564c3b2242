"""What a name designates, and what it does not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.engines.traffic import Domains
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.hosts import HostReader, authority_of, normalise_host
from tests.engines.traffic.runs import DOMAINS


@pytest.mark.parametrize(
    ("host", "service"),
    [
        ("chatgpt.com", "chatgpt"),
        ("a.b.chatgpt.com", "chatgpt"),
        ("openai.com", "openai"),
        ("status.openai.com", None),
        ("eu.status.openai.com", None),
        ("notopenai.com", None),
        ("openai.com.evil.fr", None),
        ("openai.co", None),
        ("com", None),
        ("", None),
    ],
)
def test_a_service_is_named_by_the_longest_suffix_of_whole_labels(host: str, service: str | None) -> None:
    assert DOMAINS.service_of(host) == service


def test_a_narrower_domain_wins_over_a_wider_one() -> None:
    domains = Domains({"example.com": "wide", "chat.example.com": "narrow"}, version="1")
    assert domains.service_of("eu.chat.example.com") == "narrow"
    assert domains.service_of("eu.example.com") == "wide"


@pytest.mark.parametrize(
    ("target", "host"),
    [
        (b"chatgpt.com", "chatgpt.com"),
        (b"chatgpt.com:443", "chatgpt.com"),
        (b"chatgpt.com:", "chatgpt.com"),
        (b"CHATGPT.Com", "chatgpt.com"),
        (b"chatgpt.com.", "chatgpt.com"),
        (b"chatgpt.com.:443", "chatgpt.com"),
        (b"https://chatgpt.com", "chatgpt.com"),
        (b"HTTPS://agent:secret@chatgpt.com:8443/c/1?q=2#3", "chatgpt.com"),
        (b"http://a@b@chatgpt.com/", "chatgpt.com"),
        (b"http://claude.ai@evil.fr/", "evil.fr"),
        (b"http://claude.ai:80@evil.fr/", "evil.fr"),
        (b"http://evil.fr/claude.ai", "evil.fr"),
        (b"http://evil.fr?u=http://claude.ai/", "evil.fr"),
        (b"http://evil.fr#@claude.ai", "evil.fr"),
        (b"http://evil.fr/@claude.ai", "evil.fr"),
        (b"chatgpt%2Ecom", "chatgpt.com"),
        (b"%63hatgpt.com:443", "chatgpt.com"),
        (b"http://B%C3%BCcher.example/", "xn--bcher-kva.example"),
        ("http://bücher.example/".encode(), "xn--bcher-kva.example"),
        ("BÜCHER.example".encode(), "xn--bcher-kva.example"),
        (b"XN--BCHER-KVA.example", "xn--bcher-kva.example"),
        (b"[2001:DB8::1]:443", "2001:db8::1"),
        (b"2001:db8::1", "2001:db8::1"),
        (b"192.0.2.1:443", "192.0.2.1"),
        (b"_dmarc.claude.ai", "_dmarc.claude.ai"),
        (b"http:///nothing", ""),
        (b"-", ""),
        (b"", ""),
    ],
)
def test_a_host_is_what_its_address_designates(target: bytes, host: str) -> None:
    assert HostReader().host_of(target) == host


@pytest.mark.parametrize(
    "target",
    [
        b"chatgpt..com",
        b".chatgpt.com",
        b"chatgpt.com..",
        b"chat gpt.com",
        b"chatgpt.com%00",
        b"chatgpt%252Ecom",
        b"a" * 64 + b".com",
        b"a." * 127 + b"com",
        b"http://[chatgpt.com",
        b"\xff\xfe.com",
        b"http://,/",
    ],
)
def test_what_can_be_no_host_is_unreadable(target: bytes) -> None:
    with pytest.raises(Unreadable, match="host"):
        HostReader().host_of(target)


def test_a_name_of_253_characters_is_the_longest() -> None:
    longest = b"a." * 126 + b"b"
    assert normalise_host(longest) == longest.decode()
    with pytest.raises(Unreadable):
        normalise_host(b"x" + longest)


def test_an_authority_ends_at_the_path_the_query_or_the_fragment() -> None:
    for end in (b"/", b"?", b"#"):
        assert authority_of(b"http://u@h:1" + end + b"other.example") == b"u@h:1"


def test_what_is_remembered_does_not_depend_on_what_was_asked_before() -> None:
    reader = HostReader()
    targets = [b"chatgpt.com", b"https://chatgpt.com/1", b"chatgpt.com:443", b"https://CHATGPT.com:443/2"]
    assert [reader.host_of(target) for target in targets * 2] == ["chatgpt.com"] * 8


@given(st.binary(max_size=80))
def test_any_bytes_give_a_plain_name_or_are_unreadable(target: bytes) -> None:
    with suppress(Unreadable):
        host = HostReader().host_of(target)
        assert host == host.lower()
        assert host.isascii()
        assert not set(host) & set("/?#@ \\\"'")
