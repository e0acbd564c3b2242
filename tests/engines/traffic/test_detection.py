"""Which format is this? Each fixture is known as itself, and what is not known is told without naming anyone."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.detection import verdict
from pleinjour.engines.traffic import AmbiguousFormat, UnknownFormat, all_readers, detect_format, detection
from pleinjour.engines.traffic.detection import mask, telling_lines

FIXTURES = Path(__file__).parent / "fixtures"
FILES = sorted(FIXTURES.glob("*/*.log"))
RELAYED = [path for path in FILES if not all_readers()[path.parent.name].headings]
"""A relay would put its header before the headings too: such files are not relayed."""
RELAYS = [
    b"<13>Mar 14 09:26:53 relais squid[812]: ",
    b"<134>1 2026-03-14T09:26:53+01:00 relais journal 812 - - ",
    b"2026-03-14T09:26:53.412345+01:00 relais journal: ",
    b"Mar 14 09:26:53 relais journal: ",
]


def readable_lines(path: Path) -> list[bytes]:
    """The lines of a fixture that carry no date or header of their own before the message."""
    return telling_lines(path.read_bytes())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_fixture_is_known_as_its_format(path: Path) -> None:
    assert detect_format(path.read_bytes()) == path.parent.name


@pytest.mark.parametrize("relay", RELAYS, ids=["RFC 3164", "RFC 5424", "rsyslog", "file of rsyslog"])
@pytest.mark.parametrize("path", RELAYED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_fixture_is_known_behind_a_relay(path: Path, relay: bytes) -> None:
    relayed = b"\n".join(relay + line for line in readable_lines(path))
    assert detect_format(relayed + b"\n") == path.parent.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_little_garbage_does_not_hide_the_format(path: Path) -> None:
    lines = readable_lines(path)
    head = b"\n".join([b"# comment", b"", b"Bonjour", *lines, b"cut sho"])
    assert detect_format(b"\xef\xbb\xbf" + head) == path.parent.name


@pytest.mark.parametrize(
    "head",
    [
        b"Bonjour, voici le journal de madame A.\n",
        b"date,heure,poste,site\n2026-03-14,09:26:53,10.0.4.21,chatgpt.com\n",
        b'{"time":"2026-03-14","ip":"10.0.4.21","site":"chatgpt.com"}\n',
        b"\x7fELF\x02\x01\x01" + bytes(100),
        b"10.0.4.21",
        bytes(range(256)) * 8,
    ],
)
def test_what_no_reader_knows_is_told_without_naming_anyone(head: bytes) -> None:
    with pytest.raises(UnknownFormat) as caught:
        detect_format(head, "journal.log")
    line = str(caught.value.fields["line"])
    assert set(re.findall(r"\d", line)) <= {"0"}
    assert set(re.findall(r"[^\W\d_]", line)) <= {"x"}
    assert caught.value.fields["name"] == "journal.log"
    assert "squid-common" in str(caught.value.fields["tried"])


@given(st.text(max_size=300))
def test_a_masked_line_keeps_no_letter_and_no_digit(text: str) -> None:
    masked = mask(text.encode("utf-8", "replace"))
    assert {character for character in masked if character.isalnum()} <= {"x", "0"}
    assert len(masked) <= 120
    assert masked.isprintable()


def test_the_shape_of_a_line_shows_through_its_mask() -> None:
    masked = mask(b"14/03/2026 09:26 agent042 -> https://chatgpt.com/?q=Z\xc3\xa9ro")
    assert masked == "00/00/0000 00:00 xxxxx000 -> xxxxx://xxxxxxx.xxx/?x=xxxx"


def test_a_quarter_of_the_lines_must_be_known() -> None:
    known = (FIXTURES / "squid" / "native-6.log").read_bytes().splitlines()[0]
    assert detect_format(b"\n".join([known] * 2 + [b"other"] * 6) + b"\n") == "squid"
    with pytest.raises(UnknownFormat):
        detect_format(b"\n".join([known] * 2 + [b"other"] * 7) + b"\n")


@pytest.mark.parametrize("format", all_readers())
@pytest.mark.parametrize("seed", [1001, 1002, 1003])
def test_twenty_lines_tell_the_format(format: str, seed: int) -> None:
    assert verdict(format, seed) == "right"


def test_a_file_that_two_readers_know_as_well_is_read_by_none_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    squid = all_readers()["squid"]
    twins = {"squid": squid, "twin": replace(squid, name="twin")}
    monkeypatch.setattr(detection, "all_readers", lambda: twins)
    known = (FIXTURES / "squid" / "native-6.log").read_bytes()
    with pytest.raises(AmbiguousFormat) as caught:
        detect_format(known, "journal.log")
    assert caught.value.fields["candidates"] == "squid, twin"


def test_an_envelope_of_many_products_yields_to_the_reader_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    squid = all_readers()["squid"]
    twins = {"any": replace(squid, name="any", is_generic=True), "squid": squid}
    monkeypatch.setattr(detection, "all_readers", lambda: twins)
    assert detect_format((FIXTURES / "squid" / "native-6.log").read_bytes()) == "squid"


def test_only_the_first_hundred_lines_tell() -> None:
    assert len(telling_lines(b"line\n" * 500)) == 100
    assert telling_lines(b"# a\n\n \nline\r\ncut") == [b"line"]
    assert telling_lines(b"a single line") == [b"a single line"]
