"""A real server with the demonstration, in a folder of its own, for the benches that measure pages and uploads."""

import http.cookiejar
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PLEINJOUR = Path(sys.executable).with_name("pleinjour")
HOME_PATH = "/a/aubeclaire/"
_PASSWORD = re.compile(r"mot de passe de tous les comptes\s:\s(\S+)")
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Site:
    """A running server. `folder` holds its database, its temporary files and what it says (server.log)."""

    port: int
    folder: Path
    master: int
    password: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def workers(self) -> list[int]:
        """Processes that answer."""
        listed = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()
        return [int(pid) for pid in listed]


@contextmanager
def running_site(workers: int = 2) -> Iterator[Site]:
    """The site, as `pleinjour serve` serves it, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="pleinjour-bench-") as name:
        environment = new_site(Path(name))
        demo = subprocess.run([PLEINJOUR, "demo"], env=environment, check=True, capture_output=True, text=True)
        with serving(Path(name), environment, workers, _first(_PASSWORD, demo.stdout)) as site:
            yield site


def new_site(folder: Path, database: str = "") -> dict[str, str]:
    """The environment of a site whose database is empty: SQLite in `folder`, or the one at the address `database`."""
    (folder / "tmp").mkdir()
    environment = {
        **os.environ,
        "PLEINJOUR_HOME": str(folder / "home"),
        "PLEINJOUR_DEMO": "1",
        "PLEINJOUR_PUBLIC_URL": f"http://127.0.0.1:{_free_port()}",
        "TMPDIR": str(folder / "tmp"),
        **({"PLEINJOUR_DATABASE_URL": database} if database else {}),
    }
    subprocess.run([PLEINJOUR, "manage", "migrate", "--verbosity", "0"], env=environment, check=True)
    return environment


@contextmanager
def serving(folder: Path, environment: dict[str, str], workers: int = 2, password: str = "") -> Iterator[Site]:
    """The site of that environment, as `pleinjour serve` serves it, until the block ends."""
    port = urllib.parse.urlsplit(environment["PLEINJOUR_PUBLIC_URL"]).port or 0
    command = [str(PLEINJOUR), "serve", "--port", str(port), "--workers", str(workers)]
    with (
        (folder / "server.log").open("w") as said,
        subprocess.Popen(command, env=environment, stderr=said) as server,
    ):
        try:
            _wait_for(port)
            yield Site(port, folder, server.pid, password)
        finally:
            server.terminate()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody signed in."""

    site: Site
    jar: http.cookiejar.CookieJar
    opener: urllib.request.OpenerDirector

    @property
    def cookie(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.jar)

    def get(self, path: str) -> str:
        with self.opener.open(self.site.url + path) as answer:
            return str(answer.read().decode())

    def token(self, path: str) -> str:
        """The token of the form that stands at `path`."""
        return _token(self.get(path))


def sign_in(site: Site, name: str) -> Visitor:
    """Sign in as `name` of the commune (rssi, direction, agent…)."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with opener.open(f"{site.url}/connexion/") as answer:
        token = _token(answer.read().decode())
    fields = {"csrfmiddlewaretoken": token, "email": f"{name}@aubeclaire.example", "password": site.password}
    opener.open(f"{site.url}/connexion/", urllib.parse.urlencode(fields).encode()).close()
    if "sessionid" not in {one.name for one in jar}:
        raise RuntimeError("the demonstration does not let its own account in")
    return Visitor(site, jar, opener)


def _token(page: str) -> str:
    return _first(_TOKEN, page)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    if found is None:
        raise RuntimeError(f"not found: {pattern.pattern}")
    return found.group(1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/sante/", timeout=2).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not start")
