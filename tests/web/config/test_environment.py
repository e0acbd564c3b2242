import os
import subprocess
import sys
from pathlib import Path

import pytest

from pleinjour.web.config.environment import Email, Environment, Imprint, read_environment
from pleinjour.web.config.errors import SettingError, WrongSetting

pytestmark = pytest.mark.once
SECRET = "x" * 40


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"PLEINJOUR_HOME": str(tmp_path)}


def test_nothing_needs_to_be_set(environ: dict[str, str]) -> None:
    environment = read_environment(environ)
    assert not environment.debug
    assert not environment.demo
    assert not environment.sends_email
    assert environment.threshold == 11
    assert environment.time_zone == "Europe/Paris"
    assert environment.database_url.engine == "django.db.backends.sqlite3"


def test_no_default_points_at_someones_server(environ: dict[str, str]) -> None:
    environment = read_environment(environ)
    assert environment.public_url == "http://127.0.0.1:8000"
    assert environment.email.host == environment.imprint.source_url == environment.imprint.contact == ""


def test_an_empty_home_is_the_usual_folder_and_not_the_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_environment({"PLEINJOUR_HOME": " "}).home == tmp_path / "var"


def test_a_secret_file_that_is_no_text_stops_with_the_name_of_its_setting(
    environ: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "key").write_bytes(b"\xff" * 40)
    with pytest.raises(WrongSetting, match="PLEINJOUR_SECRET_KEY_FILE"):
        read_environment({**environ, "PLEINJOUR_SECRET_KEY_FILE": str(tmp_path / "key")})


def test_a_secret_may_stand_in_a_file(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{SECRET}\n")
    environment = read_environment({**environ, "PLEINJOUR_SECRET_KEY_FILE": str(tmp_path / "key")})
    assert environment.secret_key == SECRET


def test_words_are_separated_by_commas(environ: dict[str, str]) -> None:
    environment = read_environment({**environ, "PLEINJOUR_ALLOWED_HOSTS": "un.example, deux.example"})
    assert environment.allowed_hosts == ("un.example", "deux.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "trop-court"),
        ("SECRET_KEY_FILE", "/nulle/part"),
        ("DEBUG", "peut-être"),
        ("DEMO", "2"),
        ("PUBLIC_URL", "pleinjour.example"),
        ("PUBLIC_URL", "https://pleinjour.example/chemin"),
        ("DATABASE_URL", "mysql://serveur/base"),
        ("DATABASE_URL", "postgres://serveur"),
        ("PROXY_COUNT", "-1"),
        ("HSTS_SECONDS", "longtemps"),
        ("TIME_ZONE", "Europe/Nulle-Part"),
        ("SESSION_HOURS", "0"),
        ("THRESHOLD", "4"),
        ("DROP_FOLDER", "depot"),
        ("DROP_SETTLE", "-1"),
        ("DESK_MONTHS", "2"),
        ("LOG_LEVEL", "BAVARD"),
        ("CATALOGUE_KEYS", "no-key"),
        ("EMAIL_PORT", "70000"),
        ("EMAIL_SECURITY", "rot13"),
    ],
)
def test_a_wrong_value_stops_with_the_name_of_its_setting(environ: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=f"PLEINJOUR_{name}"):
        read_environment({**environ, f"PLEINJOUR_{name}": value})


def test_debugging_is_refused_on_a_site_that_is_online(environ: dict[str, str]) -> None:
    with pytest.raises(SettingError, match="PLEINJOUR_DEBUG"):
        read_environment({**environ, "PLEINJOUR_DEBUG": "oui", "PLEINJOUR_PUBLIC_URL": "https://pleinjour.example"})


def test_an_address_in_https_needs_the_server_that_holds_the_certificate(environ: dict[str, str]) -> None:
    online = {**environ, "PLEINJOUR_PUBLIC_URL": "https://pleinjour.example"}
    with pytest.raises(SettingError, match="PLEINJOUR_PROXY_COUNT"):
        read_environment(online)
    environment = read_environment({**online, "PLEINJOUR_PROXY_COUNT": "1"})
    assert environment.is_https
    assert "pleinjour.example" in environment.allowed_hosts


def test_a_mail_server_needs_a_sender(environ: dict[str, str]) -> None:
    with pytest.raises(SettingError, match="PLEINJOUR_EMAIL_FROM"):
        read_environment({**environ, "PLEINJOUR_EMAIL_HOST": "smtp.example"})


def test_a_wrong_setting_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    environ = {**os.environ, "PLEINJOUR_HOME": str(tmp_path), "PLEINJOUR_THRESHOLD": "3"}
    run = subprocess.run(
        [sys.executable, "-c", "import pleinjour.web.config.settings"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert run.stderr.startswith("Le réglage PLEINJOUR_THRESHOLD ne convient pas")
    assert "Traceback" not in run.stderr


def test_every_setting_has_its_heading_in_the_documentation() -> None:
    page = Path(__file__).parents[3] / "docs/exploiter/reglages.md"
    headings = {line.strip("#` ") for line in page.read_text().splitlines() if line.startswith("###")}
    names = {*Environment.__dataclass_fields__, *Imprint.__dataclass_fields__} - {"email", "imprint"}
    names |= {f"email_{field.rstrip('_')}" for field in Email.__dataclass_fields__}
    assert headings == {f"PLEINJOUR_{name.upper()}" for name in names}
