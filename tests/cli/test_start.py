"""How the command starts: quickly, in the person's language, with a bar on a terminal only."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from pleinjour.cli.reading import scan_cache
from tests.cli.runs import COMMAND, Runner, log

HEAVY = ("django", "numpy", "hyperscan", "yaml", "zstandard", "cryptography", "pleinjour.engines", "pleinjour.web")


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["observe", "--help"], ["observe", "check", "--help"], ["services", "--help"]]
)
def test_help_loads_nothing_heavy(words: list[str]) -> None:
    program = (
        "import sys\n"
        "from pleinjour.cli import main\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        f"sys.exit(' '.join(name for name in {HEAVY} if name in sys.modules) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_observing_never_loads_django(tmp_path: Path) -> None:
    (tmp_path / "access.log").write_bytes(log(20))
    program = (
        "import sys\n"
        "from pleinjour.cli import main\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "sys.exit('django' in sys.modules)\n"
    )
    words = ["observe", str(tmp_path / "access.log"), "--json"]
    assert subprocess.run([sys.executable, "-c", program, *words], capture_output=True, check=False).returncode == 0


def run_on_a_terminal(path: Path) -> tuple[bytes, bytes]:
    """What goes to the standard output, a pipe, and to the standard error, a terminal."""
    ours, theirs = pty.openpty()
    command = [COMMAND, "observe", str(path), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"TERM": "xterm"})
    os.close(theirs)
    out, _ = process.communicate(timeout=60)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:  # Linux's way to say that the terminal is closed
        pass
    os.close(ours)
    return out, shown


def test_the_bar_shows_on_a_terminal_and_leaves_the_output_clean(tmp_path: Path) -> None:
    path = tmp_path / "access.log"
    path.write_bytes(log(20) * 3000)
    out, shown = run_on_a_terminal(path)
    assert b"100%" in shown
    assert out.startswith(b"{")


def test_no_bar_shows_elsewhere(pleinjour: Runner) -> None:
    assert pleinjour("observe", "-", "--json", stdin=log(20)).err == ""


def test_an_interrupted_run_says_that_nothing_was_kept(pleinjour: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_anything: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pleinjour.cli.scheduling.orders.summarise", interrupt)
    result = pleinjour("observe", "-", stdin=log(1))
    assert (result.code, result.out, result.err.strip()) == (130, "", "Interrompu. Rien n’a été enregistré.")


def test_an_unexpected_error_tells_its_place_and_not_its_message(
    pleinjour: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_anything: object, **_named: object) -> None:
        raise ValueError("agent042")

    monkeypatch.setattr("pleinjour.cli.scheduling.orders.summarise", fail)
    result = pleinjour("observe", "-", stdin=log(1))
    assert result.code == 70
    assert "ValueError" in result.err
    assert "test_start.py" in result.err
    assert "agent042" not in result.err


def test_the_compiled_scanner_is_kept_where_it_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert scan_cache().name == ".compiled"
    monkeypatch.setattr("os.access", lambda *_: False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert scan_cache() == tmp_path / "pleinjour"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert scan_cache() == tmp_path / ".cache" / "pleinjour"
