"""A real cluster on this machine: the commands `pleinjour scheduler` and `pleinjour worker`, with real certificates."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.cli.runs import COMMAND
from tests.cli.scheduling.certificates import Certificates, make_certificates

_PATIENCE = 60
_FOLDERS = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME")


@dataclass
class TestCluster:
    """A scheduler and its workers; whatever they write stands below `folder`."""

    __test__ = False

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    certificates: Certificates = field(init=False)
    address: str = field(init=False)

    def __post_init__(self) -> None:
        self.watched.mkdir()
        for name in (*_FOLDERS, "cwd"):
            (self.watched / name).mkdir()
        self.certificates = make_certificates(self.folder / "certificates")

    @property
    def watched(self) -> Path:
        return self.folder / "watched"

    @property
    def words(self) -> list[str]:
        return ["--scheduler", self.address, *self.certificates.words]

    def start_scheduler(self) -> None:
        output = self.watched / "scheduler.out"
        self._start("scheduler", "--scheduler", "tls://127.0.0.1:0", *self.certificates.words)
        limit = time.monotonic() + _PATIENCE
        while "\n" not in (said := output.read_text()):
            assert time.monotonic() < limit, said
            time.sleep(0.05)
        self.address = said.splitlines()[-1]

    def start_workers(self, count: int) -> None:
        self._start("worker", *self.words, "--processes", str(count))

    def _start(self, name: str, *words: str) -> None:
        folders = {folder: str(self.watched / folder) for folder in _FOLDERS}
        with (self.watched / f"{name}.out").open("wb") as output:
            process = subprocess.Popen(
                [COMMAND, name, *words],
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.watched / "cwd",
                env={"PATH": os.environ["PATH"], **folders, **self.environment},
            )
        self.processes.append(process)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> list[int]:
        """The exit codes, the last that was started first."""
        codes = []
        while self.processes:
            process = self.processes.pop()
            process.send_signal(number)
            codes.append(process.wait(_PATIENCE))
        return codes
