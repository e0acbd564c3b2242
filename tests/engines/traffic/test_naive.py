"""The naive reader against fixtures whose meaning was worked out by hand from the vendors' documentation."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pleinjour.base.figures import Month
from pleinjour.base.tallies import CellKey, Tally
from tests.engines.traffic.naive import (
    READERS,
    NaiveFile,
    naive_tallies,
    service_of,
    unit_of,
)
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_values import BadLine, NaiveEntry, Unreadable, host_of

FIXTURES = Path(__file__).parent / "fixtures"
CLOCK = Clock(read_on=date(2026, 4, 1))
DOMAINS = {"chatgpt.com": "chatgpt", "openai.com": "openai", "status.openai.com": None, "claude.ai": "claude"}
CATEGORY_OF = {"chatgpt": "dialogue", "openai": "api", "claude": "dialogue"}


@dataclass(frozen=True)
class Case:
    """The lines of a fixture up to one, and the JSON object that says what this last one means."""

    format: str
    name: str
    lines: tuple[str, ...]
    expected: str


def cases() -> Iterator[Case]:
    for sheet in sorted(FIXTURES.glob("*/expected.jsonl")):
        for row in sheet.read_text("utf-8").splitlines():
            said = json.loads(row)
            place = (sheet.parent / said["file"]).read_bytes().decode("utf-8").split("\n")
            yield Case(sheet.parent.name, f"{said['file']}:{said['line']}", tuple(place[: said["line"]]), row)


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.format}-{case.name}")
def test_each_fixture_line_is_read_as_its_documentation_says(case: Case) -> None:
    expected = json.loads(case.expected)
    file = NaiveFile(case.format, CLOCK)
    *_before, read = [file.read(line) for line in case.lines]
    if "ignored" in expected:
        assert read is None
    elif "unreadable" in expected:
        assert read == Unreadable(expected["unreadable"])
    else:
        assert isinstance(read, NaiveEntry)
        named = ("client", "user", "host", "bytes_sent", "family")
        assert {name: getattr(read, name) for name in named} == {name: expected[name] for name in named}
        assert abs(read.time - datetime.fromisoformat(expected["time"])).total_seconds() < 1


@pytest.mark.parametrize("format", READERS)
def test_every_fixture_line_has_its_expected_meaning(format: str) -> None:
    rows = [json.loads(row) for row in (FIXTURES / format / "expected.jsonl").read_text("utf-8").splitlines()]
    for log in (FIXTURES / format).glob("*.log"):
        count = log.read_bytes().count(b"\n")
        assert [row["line"] for row in rows if row["file"] == log.name] == list(range(1, count + 1))


@pytest.mark.parametrize("format", READERS)
def test_every_format_has_its_page(format: str) -> None:
    page = Path(__file__).parents[3] / "docs" / "dpo-rssi" / "formats" / f"{format}.md"
    assert page.read_text("utf-8").startswith(f"# `{format}`")


@pytest.mark.parametrize(
    ("host", "service"),
    [
        ("chatgpt.com", "chatgpt"),
        ("api.eu.openai.com", "openai"),
        ("status.openai.com", None),
        ("eu.status.openai.com", None),
        ("notopenai.com", None),
        ("openai.com.evil.fr", None),
        ("com", None),
        (None, None),
    ],
)
def test_the_longest_suffix_by_whole_labels_names_the_service(host: str | None, service: str | None) -> None:
    assert service_of(host, DOMAINS) == service


@pytest.mark.parametrize(
    ("client", "user", "unit"),
    [
        ("10.1.2.3", "agent042", "Direction"),
        ("10.1.2.3", "agent007@ecoles.mairie.example", "Écoles"),
        ("10.1.2.3", "agent007@mairie.example", "Mairie"),
        ("10.1.2.3", None, "Étage"),
        ("10.9.2.3", "agent007", "Siège"),
        ("192.0.2.1", None, "inconnu"),
        ("poste21", None, "inconnu"),
        ("2001:db8:4::1", None, "Annexe"),
    ],
)
def test_a_unit_is_found_by_user_then_suffix_then_network(client: str, user: str | None, unit: str) -> None:
    units = [
        ("Siège", "cidr", "10.0.0.0/8"),
        ("Étage", "cidr", "10.1.2.0/24"),
        ("Annexe", "cidr", "2001:db8:4::/48"),
        ("Mairie", "user_suffix", "mairie.example"),
        ("Écoles", "user_suffix", "@ECOLES.mairie.example"),
        ("Direction", "user", "Agent042"),
    ]
    entry = NaiveEntry(datetime(2026, 3, 14, tzinfo=UTC), client, user, None, None, None, "dns")
    assert unit_of(entry, units) == unit


def squid_line(second: int, client: str, host: str) -> str:
    return f"{second}.000 1 {client} TCP_TUNNEL/200 9 CONNECT {host}:443 - HIER_DIRECT/192.0.2.1 -"


def test_connections_are_capped_per_person_day_and_service_before_margins_are_added() -> None:
    lines = [squid_line(1773476813, "10.0.4.21", "chatgpt.com")] * 130
    lines += [squid_line(1773476813, "10.0.4.21", "claude.ai")] * 3
    lines += [squid_line(1773563213, "10.0.4.21", "chatgpt.com"), squid_line(1773476813, "10.0.4.22", "claude.ai")]
    units = [("Siège", "cidr", "192.168.0.0/16")]
    tallies = {tally.key: tally for tally in naive_tallies("\n".join(lines), "squid", DOMAINS, CATEGORY_OF, units)}
    whole = CellKey(Month(2026, 3), "tunnel", None, None, None)
    assert tallies[whole] == Tally(whole, people=2, user_days=3, connections=105, bytes_sent=None)
    chatgpt = CellKey(Month(2026, 3), "tunnel", "inconnu", "dialogue", "chatgpt")
    assert tallies[chatgpt] == Tally(chatgpt, people=1, user_days=2, connections=101, bytes_sent=None)
    assert len(tallies) == 8


def test_the_month_is_that_of_the_local_day() -> None:
    line = squid_line(1785537000, "10.0.4.21", "chatgpt.com")
    assert {tally.key.month for tally in naive_tallies(line, "squid", DOMAINS, CATEGORY_OF)} == {Month(2026, 8)}


def test_the_ambiguous_hour_of_october_is_read_as_summer_time() -> None:
    assert Clock().at((2026, 10, 25, 2, 30, 0)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("HTTPS://Agent:secret@ChatGPT.com.:443/x?y#z", "chatgpt.com"),
        ("http://claude.ai@evil.fr/", "evil.fr"),
        ("chatgpt.com?u=http://claude.ai/", "chatgpt.com"),
        ("chatgpt%2Ecom", "chatgpt.com"),
        ("http://évian.example/", "xn--vian-9oa.example"),
        ("XN--vian-9oa.example", "xn--vian-9oa.example"),
        ("[2001:DB8::1]:443", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("http:///rien", None),
        ("-", None),
    ],
)
def test_a_host_is_what_the_address_designates(address: str, host: str | None) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize("address", ["bad name", "a..fr", ".fr", "a%2Fb.fr", "chatgpt.com..", "a" * 64, "x\\y.fr"])
def test_an_impossible_host_makes_the_line_unreadable(address: str) -> None:
    with pytest.raises(BadLine, match="host"):
        host_of(address)
