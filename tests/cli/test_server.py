"""The server says nothing of who asks, and believes nothing that a request says of itself."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.runs import COMMAND

CANARY = "alice-canari"


def ask(port: int, request: str) -> bytes:
    """Everything that the server answers to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request.encode("latin-1"))
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A real server: its port, and the file where its log goes."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path / "server.log"
    environment = os.environ | {
        "PLEINJOUR_HOME": str(tmp_path / "home"),
        "PLEINJOUR_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "pleinjour.web.config.settings",
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    command = [sys.executable, COMMAND, "serve", "--port", str(port), "--workers", "1"]
    with log.open("wb") as written:
        process = subprocess.Popen(command, stdout=written, stderr=written, env=environment)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port)).close()
            break
        time.sleep(0.1)
    yield port, log
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)


def test_a_request_that_makes_no_sense_leaves_no_address_and_no_word_of_it(served: tuple[int, Path]) -> None:
    port, log = served
    senseless = (
        f"{CANARY} \x16\x03\r\n\r\n",
        f"GET /{CANARY} HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n{CANARY} \x00: {CANARY}\r\n\r\n",
        f"GET /{CANARY}{'a' * 9000} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    )
    for request in senseless:
        assert ask(port, request).startswith(b"HTTP/1.1 4")
    written = log.read_text(encoding="utf-8")
    assert [json.loads(line)["message"] for line in written.splitlines()] == ["Invalid request"] * len(senseless)
    assert CANARY not in written
    assert "127.0.0.1" not in written


def test_a_request_cannot_say_where_the_site_is_nor_which_page_it_asks_for(served: tuple[int, Path]) -> None:
    port, _log = served
    forged = "SCRIPT_NAME: /compte\r\nPATH_INFO: /robots.txt\r\nX-Forwarded-Proto: https\r\n"
    answer = ask(port, f"GET /compte/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{forged}Connection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 302")
    assert b"Location: /connexion/?next=/compte/\r\n" in answer


def test_the_server_opens_no_door_to_command_it(served: tuple[int, Path]) -> None:
    port, log = served
    ask(port, "GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert not list(log.parent.rglob("*.ctl"))
