"""The fast engine against the naive reader: line for line, then cell for cell, on every format."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pleinjour.base.tallies import CellKey, Tally
from pleinjour.engines.traffic import Domains, Reading, Units, UnreadLine, check_lines, figures, parse_units, summarise
from tests.engines.traffic.formats import names_sites
from tests.engines.traffic.logs import Town, heading, lines
from tests.engines.traffic.naive import READERS, NaiveFile, UnitLine, naive_read, naive_tallies
from tests.engines.traffic.naive_clocks import Clock
from tests.engines.traffic.naive_values import NaiveEntry, Unreadable
from tests.engines.traffic.runs import read_small_blocks

FIXTURES = Path(__file__).parent / "fixtures"
READ_ON = date(2026, 11, 15)
SERVICES = {
    "chatgpt.com": "chatgpt",
    "openai.com": "openai",
    "status.openai.com": None,
    "claude.ai": "claude",
    "mistral.ai": "mistral",
    "perplexity.ai": "perplexity",
    "gemini.google.com": "gemini",
    "copilot.microsoft.com": "copilot",
    "www.deepl.com": "deepl",
    "xn--vian-ia-9xa.example": "evian",
}
CATEGORY_OF = {service: "dialogue" for service in SERVICES.values() if service} | {
    "deepl": "traduction",
    "perplexity": "recherche",
    "openai": "programmation",
}
UNITS: tuple[UnitLine, ...] = (
    ("Siège", "cidr", "10.0.0.0/8"),
    ("Étage", "cidr", "10.2.0.0/16"),
    ("Annexe", "cidr", "2001:db8::/32"),
    ("Agglo", "user_suffix", "@mairie.example"),
    ("Écoles", "user_suffix", "@ecoles.mairie.example"),
    ("Direction", "user", "MAIRIE\\agent001"),
)
KEY = bytes(32)
OF_SITES = [format for format in READERS if names_sites(format)]
Said = tuple[str, str, str | None, int | None, str]
"""Client, user, host, bytes sent, family: what both readers say of a line, in the same words."""


def units_file(units: Sequence[UnitLine]) -> Units:
    return parse_units("\n".join(["unit,kind,value", *(",".join(unit) for unit in units)]) if units else "")


def reading(format: str, units: Sequence[UnitLine] = (), zone: str = "Europe/Paris") -> Reading:
    rules = units_file(units) if units else Units()
    return Reading(domains=Domains(SERVICES, "test"), read_on=READ_ON, units=rules, format=format, zone=zone)


def engine_says(log: bytes, format: str) -> dict[int, tuple[Said, float] | str]:
    found: dict[int, tuple[Said, float] | str] = {}
    for checked in check_lines(io.BytesIO(log), reading(format)):
        if isinstance(checked, UnreadLine):
            found[checked.line] = checked.reason
            continue
        entry = checked.entry
        client, user = (text.decode("utf-8", "replace").lower() for text in (entry.client, entry.user))
        found[checked.line] = ((client, user, entry.host or None, entry.bytes_sent, entry.family), entry.time)
    return found


def naive_says(log: bytes, format: str) -> dict[int, tuple[Said, float] | str]:
    found: dict[int, tuple[Said, float] | str] = {}
    file = NaiveFile(format, Clock(read_on=READ_ON))
    for number, line in enumerate(log.split(b"\n"), 1):
        read = file.read(line.decode("utf-8", "replace"))
        if isinstance(read, Unreadable):
            found[number] = read.reason
        elif isinstance(read, NaiveEntry):
            said = (read.client or "", read.user or "", read.host, read.bytes_sent, read.family)
            found[number] = (said, read.time.timestamp())
    return found


def assert_same_lines(log: bytes, format: str) -> None:
    by_engine, by_naive, texts = engine_says(log, format), naive_says(log, format), log.split(b"\n")
    for number in sorted(by_engine.keys() | by_naive.keys()):
        engine, naive = by_engine.get(number), by_naive.get(number)
        if isinstance(engine, tuple) and isinstance(naive, tuple):
            assert engine[0] == naive[0], texts[number - 1]
            assert abs(engine[1] - naive[1]) < 1, texts[number - 1]
        else:
            assert engine == naive, texts[number - 1]


def by_key(tallies: Sequence[Tally]) -> dict[CellKey, Tally]:
    found = {tally.key: tally for tally in tallies}
    assert len(found) == len(tallies)
    return found


def log_of(format: str, seed: int, count: int, town: Town) -> bytes:
    """A log whose first lines are whole, so that the smallest first block still shows its format."""
    head = list(lines(format, seed, 10, replace(town, garbage=0)))
    return heading(format) + b"\n".join(head + list(lines(format, seed + 1, count, town)))


def assert_same_cells(
    log: bytes, format: str, units: Sequence[UnitLine] = UNITS, zone: str = "Europe/Paris"
) -> dict[CellKey, Tally]:
    """Once in one block, which the engine reads in full; once in many, where it reads only what its scan finds."""
    clock, text = Clock(zone=zone, read_on=READ_ON), log.decode("utf-8", "replace")
    naive = by_key(naive_tallies(text, format, SERVICES, CATEGORY_OF, units, clock))
    for chunk in (None, 1021):
        with pytest.MonkeyPatch.context() as patch:
            if chunk:
                read_small_blocks(patch, chunk)
            summary = summarise(io.BytesIO(log), reading(format, units, zone), key=KEY, name="test")
        assert by_key(figures(summary, CATEGORY_OF)) == naive, f"blocks of {chunk} bytes"
    return naive


@pytest.mark.parametrize("format", READERS)
def test_each_fixture_line_means_the_same_to_the_engine(format: str) -> None:
    expected = [json.loads(row) for row in (FIXTURES / format / "expected.jsonl").read_text("utf-8").splitlines()]
    for log in sorted((FIXTURES / format).glob("*.log")):
        said = engine_says(log.read_bytes(), format)
        for row in (row for row in expected if row["file"] == log.name):
            place = f"{log.name}:{row['line']}"
            found = said.get(row["line"])
            if "time" not in row:
                assert found == row.get("unreadable"), place
                continue
            assert isinstance(found, tuple), place
            words = (row["client"] or "", row["user"] or "", row["host"], row["bytes_sent"], row["family"])
            assert found[0] == words, place
            assert abs(found[1] - datetime.fromisoformat(row["time"]).timestamp()) < 1, place


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("seed", [1, 2])
def test_generated_lines_mean_the_same_to_both(format: str, seed: int) -> None:
    town = Town(hit_rate=0.3, garbage=0.1)
    assert_same_lines(log_of(format, seed, 2000, town), format)


@pytest.mark.parametrize("format", [format for format in READERS if format not in OF_SITES])
def test_a_format_that_names_no_site_is_read_and_counts_nothing(format: str) -> None:
    log = log_of(format, 7, 2000, Town(hit_rate=0.3))
    assert any(isinstance(said, tuple) for said in engine_says(log, format).values())
    assert assert_same_cells(log, format) == {}


@pytest.mark.parametrize("format", OF_SITES)
def test_a_month_of_logs_gives_the_same_cells(format: str) -> None:
    cells = assert_same_cells(log_of(format, 7, 4000, Town(hit_rate=0.3)), format)
    assert len(cells) > 40
    assert any(tally.people > 10 for tally in cells.values())


@pytest.mark.parametrize("format", OF_SITES)
def test_without_units_the_same_cells_come_for_the_whole(format: str) -> None:
    cells = assert_same_cells(log_of(format, 8, 1000, Town(hit_rate=0.3)), format, units=())
    assert {key.unit for key in cells} == {None}


@pytest.mark.parametrize("format", READERS)
def test_an_agent_who_never_stops_is_capped_the_same_way(format: str) -> None:
    town = Town(people=2, days=1, hit_rate=1, hosts=("claude.ai",))
    assert_same_cells(log_of(format, 9, 2500, town), format)


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("start", [date(2026, 3, 27), date(2026, 10, 23), date(2025, 12, 30)])
def test_changes_of_hour_and_of_year_give_the_same_days(format: str, start: date) -> None:
    town = Town(start=start, days=4, hit_rate=0.5)
    assert_same_cells(log_of(format, 11, 700, town), format)


@pytest.mark.parametrize("format", READERS)
def test_another_zone_gives_the_same_days(format: str) -> None:
    log = log_of(format, 12, 1000, Town(hit_rate=0.5))
    assert_same_cells(log, format, zone="Indian/Reunion")


@settings(max_examples=25)
@given(
    format=st.sampled_from(sorted(READERS)),
    seed=st.integers(0, 2**32),
    hit_rate=st.sampled_from([0.01, 0.2, 1.0]),
    garbage=st.sampled_from([0.0, 0.05, 0.5]),
    people=st.integers(1, 60),
)
def test_any_town_gives_the_same_cells(format: str, seed: int, hit_rate: float, garbage: float, people: int) -> None:
    town = Town(people=people, hit_rate=hit_rate, garbage=garbage)
    log = log_of(format, seed, 300, town)
    if any(isinstance(said, tuple) for said in naive_says(log, format).values()):
        assert_same_cells(log, format)


def test_the_generator_repeats_itself() -> None:
    assert list(lines("squid", 3, 50)) == list(lines("squid", 3, 50))
    assert list(lines("squid", 3, 50)) != list(lines("squid", 4, 50))


def test_the_first_visit_of_the_generator_falls_on_its_first_day() -> None:
    first = naive_read(next(lines("squid", 3, 50, Town(start=date(2026, 5, 4), garbage=0))).decode(), "squid")
    assert isinstance(first, NaiveEntry)
    assert first.time.astimezone(UTC).date() == date(2026, 5, 4)
