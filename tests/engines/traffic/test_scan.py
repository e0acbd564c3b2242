"""The scan may find too much, never too little."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.engines.traffic.scan import Scanner, compiled_database

NAMES = ("chatgpt.com", "openai.com", "xn--bcher-kva.example")
SCANNER = Scanner(NAMES)
EDGES = " \t/\"'=:@,;()[]<>{}|%&?#.\\"
PIECES = st.sampled_from(
    [b"chatgpt.com", b"ChatGPT.COM", b"openai.com", b"notopenai.com", b"openai.com.fr", b"xn--bcher-kva.example"]
    + ["bücher.example".encode(), rb"b\u00fccher.example", b"chatgpt", b".com", b"CONNECT ", b"http://", b"%2e", b"\n"]
    + [edge.encode() for edge in EDGES]
    + [b"a", b"-", b"_", b"7", b"\xff", b"\0"]
)


def found_in(content: bytes, scanner: Scanner = SCANNER) -> list[bytes]:
    block = bytearray(b"\n" + content + b"\n")
    places = list(scanner.candidates(block, len(block)))
    assert all(0 < start <= end for start, end in places)
    return [bytes(block[start:end]) for start, end in places]


def names_stand_in(line: bytes) -> bool:
    """Whether one of the names stands in the line with an edge on both sides: letter by letter, without a pattern."""
    lower = b"\n" + line.lower() + b"\n"
    word = b"abcdefghijklmnopqrstuvwxyz0123456789_-"
    spellings = [*(name.encode() for name in NAMES), "bücher.example".encode(), rb"b\u00fccher.example"]
    return any(
        lower[place - 1] not in word and lower[place + len(name)] not in word
        for name in spellings
        for place in range(1, len(lower))
        if lower.startswith(name, place)
    )


@given(st.lists(PIECES, max_size=40).map(b"".join))
def test_every_line_where_a_name_stands_is_found_once_and_in_order(content: bytes) -> None:
    lines = content.split(b"\n")
    found = found_in(content)
    assert [line for line in found if names_stand_in(line)] == [line for line in lines if names_stand_in(line)]
    places = [lines.index(line) for line in found]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "line",
    [
        b"GET http://chatgpt.com/ -",
        b"CONNECT CHATGPT.COM:443",
        b"chatgpt.com",
        b"client chatgpt.com. A IN",
        b'"sni":"chatgpt.com"',
        b"http://agent@chatgpt.com/",
        b"http://%63hatgpt.com/",
        b"CONNECT chatgpt%2Ecom:443",
        b"CONNECT chatgpt%2ecom:443",
        b"client chatgp%74.com. A IN",
        rb'"sni":"chatgpt\u002Ecom"',
    ],
)
def test_a_line_that_may_name_a_service_is_a_candidate(line: bytes) -> None:
    assert found_in(b"other\n" + line + b"\nother") == [line]


@pytest.mark.parametrize(
    "line",
    [
        b"http://notopenai.com/",
        b"http://openai.community/",
        b"http://my-openai.com/",
        b"http://openai.com_x/",
        b"GET http://intranet.example/a%20b?c=%C3%A9&d=%2F%3A%3F%3D%26%40%5B%25%7C -",
        b"1 2 10.0.0.1 TCP_MISS/200 4 GET http://intranet.example/ MAIRIE%5Cagent042 - -",
    ],
)
def test_a_line_that_names_no_service_costs_no_parsing(line: bytes) -> None:
    assert found_in(line) == []


def test_bytes_behind_the_length_are_not_scanned() -> None:
    block = bytearray(b"\nnothing\n") + b"chatgpt.com \n"
    assert list(SCANNER.candidates(block, 9)) == []


def forgetful(cache: Path) -> Scanner:
    """What another process would build."""
    compiled_database.cache_clear()
    return Scanner(NAMES, cache)


def test_the_compiled_database_is_kept_and_found_again(tmp_path: Path) -> None:
    first = forgetful(tmp_path)
    kept = list(tmp_path.iterdir())
    assert [path.suffix for path in kept] == [".hsdb"]
    again = forgetful(tmp_path)
    assert list(tmp_path.iterdir()) == kept
    assert found_in(b" chatgpt.com ", again) == found_in(b" chatgpt.com ", first)


def test_scanners_of_one_process_share_the_compiled_database(tmp_path: Path) -> None:
    Scanner(NAMES, tmp_path)
    for path in tmp_path.iterdir():
        path.unlink()
    assert found_in(b" chatgpt.com ", Scanner(list(reversed(NAMES)), tmp_path)) == [b" chatgpt.com "]
    assert list(tmp_path.iterdir()) == []


def test_another_catalogue_gets_another_database(tmp_path: Path) -> None:
    Scanner(NAMES, tmp_path)
    other = Scanner(("claude.ai",), tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    assert found_in(b" claude.ai \n chatgpt.com ", other) == [b" claude.ai "]


def test_a_database_that_nobody_loads_for_months_goes_when_another_is_written(tmp_path: Path) -> None:
    Scanner(("mistral.ai",), tmp_path)
    (disused,) = tmp_path.iterdir()
    forgetful(tmp_path)
    (loaded,) = set(tmp_path.iterdir()) - {disused}
    recent = loaded.stat().st_mtime
    for path in (disused, loaded):
        os.utime(path, (recent - 200 * 86_400,) * 2)
    forgetful(tmp_path)
    Scanner(("claude.ai", "mistral.ai"), tmp_path)
    assert loaded.exists()
    assert not disused.exists()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_damaged_database_is_compiled_again(tmp_path: Path) -> None:
    Scanner(NAMES, tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for damaged in (b"", b"not a database", whole[: len(whole) // 2]):
        kept.write_bytes(damaged)
        assert found_in(b" chatgpt.com ", forgetful(tmp_path)) == [b" chatgpt.com "]
        assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    scanner = Scanner(NAMES, tmp_path / "file" / "folder")
    assert found_in(b" chatgpt.com ", scanner) == [b" chatgpt.com "]


def test_a_heading_is_found_at_the_start_of_a_line_only() -> None:
    scanner = Scanner(NAMES, headings=(b"#Fields:", b"#fields\t"))
    lines = [b"#Fields: date time", b"x #Fields: date", b"#fields\tts", b"#fields ts", b"GET http://claude.ai/"]
    assert found_in(b"\n".join(lines), scanner) == [b"#Fields: date time", b"#fields\tts"]


def test_a_domain_is_found_as_a_format_spells_it() -> None:
    scanner = Scanner(NAMES, spelling=lambda name: "".join(rf"\({len(part)}\){part}" for part in name.split(".")))
    lines = [b"A (7)chatgpt(3)com(0)", b"A (3)api(7)ChatGPT(3)COM(0)", b"A (8)xchatgpt(3)com(0)", b"A chatgpt.com "]
    assert found_in(b"\n".join(lines), scanner) == [lines[0], lines[1], lines[3]]
