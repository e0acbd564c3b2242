"""`pleinjour` run inside the test's own process: what it prints and the code it leaves with."""

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pleinjour.cli import main

COMMAND = str(Path(sys.executable).with_name("pleinjour"))
"""The command as it is installed, for tests that need a process of its own."""


@dataclass(frozen=True)
class Result:
    """What a run of the command left."""

    code: int
    out: str
    err: str

    @property
    def content(self) -> Any:  # noqa: ANN401 - JSON has no type
        return json.loads(self.out)


@dataclass(frozen=True)
class Runner:
    """Runs the command with words, and perhaps with bytes on its standard input."""

    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: object, stdin: bytes = b"") -> Result:
        self.patch.setattr("sys.argv", ["pleinjour", *map(str, words)])
        self.patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self.capture.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        out, err = self.capture.readouterr()
        return Result(int(left.value.code or 0), out, err)


def line(person: int, host: str = "chatgpt.com", *, day: int = 2) -> bytes:
    """One line of Squid's native format: somebody opens a tunnel to a host, at midday in March 2026."""
    time = 1772362800 + 86400 * day
    client = f"10.0.{person // 200}.{person % 200}"
    return f"{time}.000    187 {client} TCP_TUNNEL/200 48 CONNECT {host}:443 - X/192.0.2.1 -\n".encode()


def log(people: int, host: str = "chatgpt.com", *, day: int = 2) -> bytes:
    """A log where so many people open a tunnel each."""
    return b"".join(line(person, host, day=day) for person in range(people))
