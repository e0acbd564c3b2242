"""`pleinjour observe check`: what the reader understands of each line, for the administrator who sets it up."""

import json
from pathlib import Path

import pytest

from tests.cli.runs import Runner, line

LINES = (
    b"# comment\n"
    + line(1)
    + b"gibberish\n"
    + line(2, "intranet.example")
    + line(3).replace(b"TCP_TUNNEL/200", b"TCP_DENIED/403")
)


@pytest.fixture
def squid_log(tmp_path: Path) -> Path:
    path = tmp_path / "access.log"
    path.write_bytes(LINES)
    return path


def test_each_line_that_is_read_is_one_object(pleinjour: Runner, squid_log: Path) -> None:
    result = pleinjour("observe", "check", squid_log)
    assert result.code == 0
    first, second = map(json.loads, result.out.splitlines())
    assert first == {
        "line": 2,
        "time": "2026-03-03T12:00:00+01:00",
        "client": "10.0.0.1",
        "host": "chatgpt.com",
        "bytes_sent": None,
        "service": "chatgpt",
    }
    assert list(first) == ["line", "time", "client", "host", "bytes_sent", "service"]
    assert (second["line"], second["host"], second["service"]) == (4, "intranet.example", None)


def test_lines_that_cannot_be_read_are_told_apart_with_their_number(pleinjour: Runner, squid_log: Path) -> None:
    result = pleinjour("observe", "check", squid_log)
    assert result.err == "Ligne 3 : la ligne n’a pas la forme attendue.\n"


def test_the_limit_stops_early(pleinjour: Runner, squid_log: Path) -> None:
    assert len(pleinjour("observe", "check", squid_log, "--limit", "1").out.splitlines()) == 1
    assert pleinjour("observe", "check", squid_log, "--limit", "0").code == 2


def test_the_standard_input_and_the_zone_serve_here_too(pleinjour: Runner) -> None:
    result = pleinjour("observe", "check", "-", "--timezone", "Indian/Reunion", stdin=LINES)
    assert json.loads(result.out.splitlines()[0])["time"] == "2026-03-03T15:00:00+04:00"


def test_bytes_sent_are_shown_when_the_log_says_them(pleinjour: Runner) -> None:
    log = b'id=firewall time="2026-03-14 09:26:53" src=10.0.4.21 dstname=chatgpt.com sent=836 logtype="ssl"\n'
    assert pleinjour("observe", "check", "-", stdin=log).content["bytes_sent"] == 836


def test_a_log_of_another_format_is_refused(pleinjour: Runner, squid_log: Path) -> None:
    result = pleinjour("observe", "check", squid_log, "--format", "bind")
    assert (result.code, result.out) == (1, "")
    assert "« bind »" in result.err
