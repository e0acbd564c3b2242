import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from pytest_django.fixtures import Settings

from pleinjour.web.config import asgi, management, wsgi

pytestmark = pytest.mark.once
ASKED = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "DEBUG")


def _settings(home: Path, **environ: str) -> dict[str, object]:
    """What a fresh process reads from this environment."""
    script = (
        "import json; from pleinjour.web.config import settings;"
        f"print(json.dumps({{name: getattr(settings, name) for name in {ASKED!r}}}))"
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PLEINJOUR_")}
    run = subprocess.run(
        [sys.executable, "-c", script],
        env={**clean, "PLEINJOUR_HOME": str(home), **environ},
        capture_output=True,
        check=True,
    )
    read: dict[str, object] = json.loads(run.stdout)
    return read


def test_an_address_in_https_closes_every_clear_way(tmp_path: Path) -> None:
    online = {"PLEINJOUR_PUBLIC_URL": "https://pleinjour.example", "PLEINJOUR_PROXY_COUNT": "1"}
    assert _settings(tmp_path, **online) == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_SSL_REDIRECT": True,
        "DEBUG": False,
    }


def test_on_ones_own_machine_no_certificate_is_asked(tmp_path: Path) -> None:
    assert set(_settings(tmp_path).values()) == {False}


@pytest.mark.django_db
def test_a_proxy_that_says_https_is_believed_when_it_is_declared(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/").status_code == 301
    assert client.get("/", headers={"X-Forwarded-Proto": "https"}).status_code == 301
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert client.get("/", headers={"X-Forwarded-Proto": "https"}).status_code == 200


def test_both_kinds_of_servers_find_what_to_serve() -> None:
    assert isinstance(wsgi.application, WSGIHandler)
    assert isinstance(asgi.application, ASGIHandler)


@pytest.mark.django_db
def test_djangos_commands_run_behind_ours(capsys: pytest.CaptureFixture[str]) -> None:
    management.run(["check"])
    assert "no issues" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/aide/", "/static/ui/base.css"])
def test_pages_and_stylesheets_travel_compressed_where_the_browser_can_read_it(client: Client, path: str) -> None:
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert "Content-Encoding" not in plain
    assert 2 * len(_body(packed)) < len(_body(plain))


def _body(response: Iterable[bytes]) -> bytes:
    """Of a page as of a file that is streamed."""
    return b"".join(response)


@pytest.mark.django_db
def test_the_weight_of_a_page_does_not_tell_what_it_holds(client: Client) -> None:
    weights = {len(client.get("/aide/", headers={"Accept-Encoding": "gzip"}).content) for _ in range(30)}
    assert len(weights) > 5
