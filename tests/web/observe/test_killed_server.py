"""A real server, a log full of canaries, and the worst that happens to servers: nothing nominative is on disk."""

import os
import signal
import socket
import time
from collections.abc import Iterator

import pytest

from bench.site import HOME_PATH, Site, Visitor, running_site, sign_in
from tests.web.observe.browsing import MARCH
from tests.web.observe.logs import squid_line, squid_log

# The server has a site of its own, on SQLite.
pytestmark = pytest.mark.once
PATH = f"{HOME_PATH}observer/journaux/"
USER, ADDRESS, HOST = "canari-personne", "10.211.97.43", "canari-hote.chatgpt.com"
BOUNDARY = "canari-frontiere"
LOG = squid_log(MARCH.replace(year=2025), range(200)) + squid_line(
    MARCH.replace(year=2025), 1, HOST, user=USER, client=ADDRESS
)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running_site(workers=1) as running:
        yield running


def half_sent(visitor: Visitor) -> socket.socket:
    """A connection on which half of a form full of canaries has been sent."""
    parts = [("csrfmiddlewaretoken", "", visitor.token(PATH).encode()), ("logs", '; filename="canari.log"', LOG * 60)]
    body = b"".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + content + b"\r\n"
        for name, more, content in parts
    )
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{visitor.site.port}\r\nOrigin: {visitor.site.url}\r\n"
        f"Cookie: {visitor.cookie}\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    connection = socket.create_connection(("127.0.0.1", visitor.site.port))
    connection.sendall(head.encode() + body[: len(body) // 2])
    return connection


def sung_on_disk(site: Site) -> list[tuple[str, str]]:
    """Canaries found in any file of the site: its database, its temporary folder, what it said."""
    return [
        (path.name, canary)
        for path in site.folder.rglob("*")
        if path.is_file()
        for canary in (USER, ADDRESS, HOST, "canari")
        if canary.encode() in path.read_bytes()
    ]


def wait_for_another_worker(site: Site, killed: int) -> None:
    for _ in range(100):
        if site.workers() and killed not in site.workers():
            return
        time.sleep(0.1)
    raise AssertionError("no worker took over")


def test_a_browser_that_leaves_and_a_worker_that_is_killed_leave_no_name(site: Site) -> None:
    visitor = sign_in(site, "rssi")
    half_sent(visitor).close()
    for pause in (0.05, 0.3):
        connection = half_sent(visitor)
        time.sleep(pause)
        assert sung_on_disk(site) == []
        worker = site.workers()[0]
        os.kill(worker, signal.SIGKILL)
        wait_for_another_worker(site, worker)
        connection.close()
        assert sung_on_disk(site) == []
    assert "Aucun mois n’attend" not in visitor.get(PATH)
    assert "mars 2025" not in visitor.get(PATH).replace("\u00a0", " ")


def test_the_folder_that_is_searched_is_the_one_where_the_site_writes(site: Site) -> None:
    assert {"pleinjour.sqlite3", "server.log"} <= {path.name for path in site.folder.rglob("*")}
