"""A log full of names goes in; whatever happens, killed or broken, no name is written anywhere.

The real command runs in a process of its own, with its home, its temporary and its working folders in a folder that
is looked through afterwards, byte by byte, compressed or not.
"""

import gzip
import os
import random
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pleinjour.cli.reading import scan_cache
from tests.cli.runs import COMMAND

ACCOUNT, ADDRESS, PATH, HOST = "canari042", "10.66.77.88", "dossier-du-canari", "canari.mairie.example"
CANARIES = [text.encode() for text in (ACCOUNT, ADDRESS, PATH, HOST, "10.66.", "canari")]
LINES = 200_000
KILLS = 30


def canary_log() -> bytes:
    lines = [
        f"1772535600.000 18 {ADDRESS} TCP_MISS/200 48 GET http://claude.ai/{PATH} {ACCOUNT} HIER_DIRECT/192.0.2.1 -",
        "1772535601.000 18 10.66.77.1 TCP_TUNNEL/200 48 CONNECT chatgpt.com:443 canari-{n} HIER_DIRECT/192.0.2.1 -",
        f"1772535602.000 18 {ADDRESS} TCP_TUNNEL/200 48 CONNECT {HOST}:443 {ACCOUNT} HIER_DIRECT/192.0.2.1 -",
        f"spoiled {ACCOUNT} {ADDRESS} https://chatgpt.com/{PATH}",
    ]
    return "".join(f"{lines[n % 4]}\n".replace("{n}", str(n % 500)) for n in range(LINES)).encode()


@dataclass(frozen=True)
class House:
    """The folders that a run may write in, and the logs outside of them."""

    watched: Path
    logs: Path

    def start(self, *words: object, program: str | None = None) -> subprocess.Popen[bytes]:
        begin = [sys.executable, "-P", "-c", program] if program else [COMMAND]
        folders = {name: str(self.watched / name) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
        return subprocess.Popen(
            [*begin, *map(str, words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.watched / "cwd",
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2]), **folders},
        )

    def run(self, *words: object, program: str | None = None) -> tuple[int, bytes]:
        """The exit code, and all that was printed."""
        process = self.start(*words, program=program)
        out, err = process.communicate(timeout=60)
        return process.returncode, out + err

    def written(self) -> Iterator[tuple[Path, bytes]]:
        cache = scan_cache()
        for path in [*self.watched.rglob("*"), *(cache.rglob("*") if cache.is_dir() else ())]:
            if path.is_file():
                yield path, path.read_bytes()

    def assert_silent(self, printed: bytes = b"") -> None:
        for path, content in [(Path("printed"), printed), *self.written()]:
            assert not canaries_in(content), path
            assert not canaries_in(os.fsencode(path.name)), path


def canaries_in(content: bytes) -> list[bytes]:
    plain = content.lower()
    if content.startswith(b"\x1f\x8b"):
        plain += zlib.decompress(content, wbits=31).lower()
    wide = plain.replace(b"\0", b"")
    return [canary for canary in CANARIES if canary in plain or canary in wide]


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("logs")
    content = canary_log()
    (folder / "access.log").write_bytes(content)
    (folder / "short.log").write_bytes(content[:40_000])
    (folder / "corrupt.log.gz").write_bytes(gzip.compress(content, 1)[:-5000])
    (folder / "letter.txt").write_text(f"{ACCOUNT} ({ADDRESS}) demande {HOST}/{PATH}\n" * 50)
    return folder


@pytest.fixture
def house(tmp_path: Path, logs: Path) -> House:
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "cwd"):
        (tmp_path / name).mkdir()
    return House(tmp_path, logs)


def test_the_search_itself_finds_canaries(house: House) -> None:
    content = (house.logs / "short.log").read_bytes()
    for written in (content, gzip.compress(content), content.decode().encode("utf-16")):
        assert canaries_in(written)
        (house.watched / "cwd" / "leak").write_bytes(written)
        with pytest.raises(AssertionError, match="leak"):
            house.assert_silent()


@pytest.mark.parametrize("output", ["--json", "--csv", None])
def test_a_run_that_succeeds_names_nobody(house: House, output: str | None) -> None:
    code, printed = house.run("observe", house.logs / "access.log", *([output] if output else []))
    assert code == 0
    assert b"2026-03" in printed
    house.assert_silent(printed)


@pytest.mark.parametrize("words", [["letter.txt"], ["corrupt.log.gz"], ["access.log", "--format", "bind"]])
def test_a_run_that_fails_names_nobody(house: House, words: list[str]) -> None:
    code, printed = house.run("observe", house.logs / words[0], *words[1:])
    assert code == 1
    assert printed
    house.assert_silent(printed)


BREAKS = {
    "while counting": "counting.HitCounter.add = lambda self, entry, service: fail(entry)",
    "while a person is met": "counting.HitCounter._meet = lambda self, client, user: fail(client + user)",
    "while a host is read": "hosts.normalise_host = fail",
    "while columns are made": "counting.HitCounter._spill = lambda self: fail(list(self._who))",
    "while the first block is read": "blocks._Filler._read_into = lambda self, room: fail(self._source.read(4000))",
    "in the reading thread": "blocks.CHUNK = 64; blocks._Filler._read_into = late(blocks._Filler._read_into)",
}


@pytest.mark.parametrize("where", BREAKS)
@pytest.mark.parametrize("error", ["MemoryError", "ValueError", "RuntimeError", "AssertionError", "KeyError"])
def test_an_unexpected_error_names_nobody_even_when_its_message_does(house: House, where: str, error: str) -> None:
    program = (
        "import sys\n"
        "from pleinjour.cli import main\n"
        "from pleinjour.engines.traffic import blocks, counting, hosts\n"
        f"def fail(what): raise {error}(what)\n"
        "def late(read):\n"
        "    return lambda self, room: fail(self._source.read(4000)) if self._tail else read(self, room)\n"
        f"{BREAKS[where]}\n"
        "main()\n"
    )
    code, printed = house.run("observe", house.logs / "short.log", program=program)
    assert code != 0
    assert printed
    house.assert_silent(printed)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT])
def test_a_run_that_is_told_to_stop_names_nobody(house: House, number: signal.Signals) -> None:
    process = house.start("observe", house.logs / "access.log", "-", "--json")
    time.sleep(0.8)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode != 0
    house.assert_silent(out + err)


def test_a_run_killed_at_any_moment_names_nobody(house: House) -> None:
    started = time.monotonic()
    assert house.run("observe", house.logs / "access.log")[0] == 0
    whole = time.monotonic() - started
    chance, killed = random.Random(1), 0
    for _ in range(KILLS):
        process = house.start("observe", house.logs / "access.log", "--json")
        time.sleep(chance.uniform(0, 1) * whole)
        process.kill()
        out, err = process.communicate(timeout=60)
        killed += process.returncode == -signal.SIGKILL
        house.assert_silent(out + err)
    assert killed > KILLS // 2


def test_no_image_of_the_memory_is_left_when_a_run_crashes(house: House) -> None:
    program = (
        "import resource, sys, os, signal\n"
        "hard = resource.getrlimit(resource.RLIMIT_CORE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))\n"
        "from pleinjour.cli import main\n"
        "from pleinjour.engines.traffic import counting\n"
        "def crash(*_):\n"
        "    print(resource.getrlimit(resource.RLIMIT_CORE), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGABRT)\n"
        "counting.HitCounter.add = crash\n"
        "main()\n"
    )
    code, printed = house.run("observe", house.logs / "short.log", program=program)
    assert code == -signal.SIGABRT
    assert printed == b"(0, 0)\n"
    house.assert_silent(printed)


def test_check_shows_addresses_on_its_output_and_writes_them_nowhere(house: House) -> None:
    code, printed = house.run("observe", "check", house.logs / "short.log")
    assert code == 0
    assert ADDRESS.encode() in printed
    house.assert_silent()
