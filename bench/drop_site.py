"""A platform with one authority and its drop folder, in a folder of its own, for what runs the real `tick`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

PLEINJOUR = Path(sys.executable).with_name("pleinjour")
SLUG = "clairval"
SECRET = "drop-site-" * 5


@dataclass(frozen=True, slots=True)
class DropSite:
    """`home` holds the database; logs go into `drop`. A file is read at once, without waiting."""

    folder: Path
    environment: dict[str, str] = field(repr=False)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def database(self) -> Path:
        return self.home / "pleinjour.sqlite3"

    @property
    def drop(self) -> Path:
        return self.folder / "drop" / SLUG

    def start(self, *words: str, program: str = "") -> subprocess.Popen[bytes]:
        """`pleinjour WORDS…`, or a Python program that ends by calling it."""
        begin = [sys.executable, "-P", "-c", program] if program else [str(PLEINJOUR)]
        return subprocess.Popen(
            [*begin, *words],
            env=self.environment,
            cwd=self.folder / "cwd",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *words: str, program: str = "") -> tuple[int, str]:
        """The exit code, and all that was said."""
        process = self.start(*words, program=program)
        out, err = process.communicate(timeout=600)
        return process.returncode, (out + err).decode()


def drop_site(folder: Path, settings: Mapping[str, str] | None = None, like: DropSite | None = None) -> DropSite:
    """The site, its database up to date and its authority opened; copied from another, which is quicker."""
    for name in ("tmp", "cwd", f"drop/{SLUG}"):
        (folder / name).mkdir(parents=True)
    if like:
        shutil.copytree(like.home, folder / "home")
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "PLEINJOUR_HOME": str(folder / "home"),
        "PLEINJOUR_SECRET_KEY": SECRET,
        "PLEINJOUR_DROP_FOLDER": str(folder / "drop"),
        "PLEINJOUR_DROP_SETTLE": "0",
        **(settings or {}),
    }
    site = DropSite(folder, environment)
    if not like:
        _open(site)
    return site


def _open(site: DropSite) -> None:
    site.home.mkdir()
    opening = ["Commune de Clairval", "--siren", "219900016", "--slug", SLUG, "--administrator", "a@clairval.example"]
    for words in (["migrate", "--verbosity", "0"], ["open_authority", *opening]):
        code, said = site.run("manage", *words)
        if code:
            raise RuntimeError(said)
