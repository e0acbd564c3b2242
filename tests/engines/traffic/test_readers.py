"""Each format, each way of writing a host: what counts and what does not, in the first block and after it."""

import importlib
import io
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from pleinjour.engines.traffic import (
    CheckedLine,
    UnknownReader,
    UnreadLine,
    all_readers,
    check_lines,
    describe,
    detect_format,
)
from pleinjour.engines.traffic.readers import reader_named
from pleinjour.engines.traffic.readers.envelopes.requests import refused_by_word
from tests.engines.traffic import naive_events
from tests.engines.traffic.formats import samples
from tests.engines.traffic.logs import WRITERS, heading
from tests.engines.traffic.naive import READERS
from tests.engines.traffic.runs import READING, read_small_blocks, services_in, squid, summary_of, tallies_of

BY_URL = {
    "https://chatgpt.com/": "chatgpt",
    "https://CHATGPT.COM/": "chatgpt",
    "https://chatgpt.com./": "chatgpt",
    "https://chatgpt.com:8443/": "chatgpt",
    "https://agent:secret@chatgpt.com/": "chatgpt",
    "https://claude.ai@chatgpt.com/": "chatgpt",
    "https://eu.chatgpt.com/": "chatgpt",
    "https://chatgpt%2Ecom/": "chatgpt",
    "https://chatgpt%2ecom:443/c": "chatgpt",
    "https://%63hat%67pt.com/": "chatgpt",
    "https://xn--bcher-kva.example/": "livres",
    "https://XN--BCHER-KVA.example/": "livres",
    "https://bücher.example/": "livres",
    "https://BÜCHER.example/": "livres",
    "https://b%C3%BCcher.example/": "livres",
    "https://notopenai.com/": None,
    "https://openai.com.evil.fr/": None,
    "https://my-openai.com/": None,
    "https://claude.ai@evil.fr/": None,
    "https://claude.ai:443@evil.fr/": None,
    "https://evil.fr/claude.ai": None,
    "https://evil.fr/?u=https://claude.ai/": None,
    "https://evil.fr/#claude.ai": None,
    "https://status.openai.com/": None,
    "https://evil.fr/%63laude.ai": None,
}
BY_NAME = {
    "chatgpt.com": "chatgpt",
    "CHATGPT.com": "chatgpt",
    "chatgpt.com.": "chatgpt",
    "eu.chatgpt.com": "chatgpt",
    "xn--bcher-kva.example": "livres",
    "XN--BCHER-KVA.EXAMPLE.": "livres",
    "chatgpt%2Ecom": "chatgpt",
    "notopenai.com": None,
    "openai.com.evil.fr": None,
    "my-openai.com": None,
    "openai.community": None,
    "status.openai.com": None,
}

Write = Callable[[str], str]


URLS = {f"{name}, {way}": (name, write) for name, each in samples().items() for way, write in each.by_url.items()}
NAMES = {f"{name}, {way}": (name, write) for name, each in samples().items() for way, write in each.by_name.items()}
CASES = [(way, *URLS[way], target, service) for way in URLS for target, service in BY_URL.items()]
CASES += [(way, *NAMES[way], target, service) for way in NAMES for target, service in BY_NAME.items()]


@pytest.mark.parametrize(("way", "format", "write", "target", "service"), CASES)
@pytest.mark.parametrize("late", [False, True], ids=["first block", "later block"])
def test_what_a_host_designates_counts_and_nothing_else(
    way: str, format: str, write: Write, target: str, service: str | None, late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write("intranet.example" if way in NAMES else "http://intranet.example/").encode() + b"\n"
    log = heading(format) + other * 3 + write(target).encode() + b"\n" + other
    read_small_blocks(monkeypatch, len(other) if late else 1 << 16)
    assert services_in(log, format=format) == ({service: 1} if service else {})


@pytest.mark.parametrize("way", URLS | NAMES)
def test_each_way_of_writing_is_detected_and_read_whole(way: str) -> None:
    format, write = (URLS | NAMES)[way]
    log = heading(format) + write("chatgpt.com" if way in NAMES else "https://chatgpt.com/").encode() + b"\n"
    assert detect_format(log) == format
    (checked,) = check_lines(io.BytesIO(log), READING)
    assert isinstance(checked, CheckedLine)
    place = log.count(b"\n")
    assert (checked.line, checked.entry.host, checked.service) == (place, "chatgpt.com", "chatgpt")
    assert checked.entry.client == b"10.0.4.21"
    assert checked.entry.family in reader_named(format).families


def test_readers_are_those_that_have_a_page_and_a_naive_twin() -> None:
    pages = Path(__file__).parents[3] / "docs" / "dpo-rssi" / "formats"
    announced = {page.stem for page in pages.glob("*.md")} - {"README"}
    assert set(all_readers()) == announced == set(READERS) == set(WRITERS)
    assert all(reader.title and reader.families for reader in all_readers().values())


def test_no_format_reads_with_the_reader_of_another() -> None:
    modules = {reader.parser.__module__ for reader in all_readers().values()}
    for module in modules:
        source = Path(importlib.import_module(module).__file__ or "").read_text()
        assert set(re.findall(r"^from (\S+) import", source, re.MULTILINE)).isdisjoint(modules), module
        assert not re.search(r"^from pleinjour\.engines\.traffic\.readers import", source, re.MULTILINE), module


def test_a_format_without_a_reader_is_refused_with_those_that_exist() -> None:
    with pytest.raises(UnknownReader, match="squid-common"):
        reader_named("websense")


@pytest.mark.parametrize("sent", ["12x", "-1", "1.5", "9" * 30, "9" * 5000])
def test_bytes_that_are_no_plausible_number_are_unreadable(sent: str) -> None:
    line = f'id=firewall time="2026-03-14 09:26:53" src=10.0.4.21 dstname=chatgpt.com sent={sent} logtype="ssl"\n'
    assert list(check_lines(io.BytesIO(line.encode()), READING)) == [UnreadLine(1, "bytes")]


def test_a_log_read_twice_by_the_same_reader_gives_the_same_lines() -> None:
    log = b"".join(write("chatgpt.com").encode() + b"\r\n" for _, write in NAMES.values() if _ == "suricata")
    assert list(check_lines(io.BytesIO(log), READING)) == list(check_lines(io.BytesIO(log), READING))


LATIN_1_LINES = {
    "suricata": '{"timestamp":"2026-03-14T09:26:53+0100","event_type":"tls","src_ip":"10.0.4.21",'
    '"note":"é","tls":{"sni":"chatgpt.com"}}',
    "olfeo": '{"type":"proxy","action":"allow","timestamp":1773476813412,"src_ip":"10.0.4.21","user_id":"1",'
    '"category":"é","domain":"chatgpt.com","user_sent_bytes":"1"}',
}


@pytest.mark.parametrize("name", LATIN_1_LINES)
def test_a_byte_that_is_no_utf8_does_not_lose_the_line(name: str) -> None:
    assert services_in(LATIN_1_LINES[name].encode("latin-1"), format=name) == {"chatgpt": 1}


@pytest.mark.parametrize("when", ["2000-01-01T23:59:59Z", "2089-01-01T00:00:00Z"])
def test_a_line_of_another_age_is_unreadable_to_check_and_to_count_alike(when: str) -> None:
    log = squid(time=datetime.fromisoformat(when).timestamp()) + squid()

    checked = list(check_lines(io.BytesIO(log), READING))
    account = describe(summary_of(log))

    assert UnreadLine(1, "time") in checked
    assert account.unreadable == {"time": 1}


@pytest.mark.parametrize("when", ["2000-01-02T00:00:00Z", "2088-12-31T23:59:59Z"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_first_and_the_last_instants_are_counted_in_any_zone(when: str, zone: str) -> None:
    log = squid(time=datetime.fromisoformat(when).timestamp())
    assert [tally.people for tally in tallies_of(summary_of(log, zone=zone))]


@pytest.mark.parametrize(
    ("action", "refused"),
    [
        ("Blocked", True),
        ("reset-both", True),
        ("drop", True),
        ("UrlBlocked", True),
        ("url_denied", True),
        ("Accès bloqué", True),
        ("Allowed", False),
        ("not blocked", False),
        ("NOT_BLOCKED", False),
        ("unblocked", False),
        ("dropbox-upload", False),
        ("", False),
    ],
)
def test_an_action_is_a_refusal_when_a_word_of_it_says_so(action: str, refused: bool) -> None:
    assert refused_by_word(action.encode()) is refused is naive_events.refused(action)
