"""`pleinjour services`: the catalogue read, checked, published and updated from the command line."""

import csv
import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pleinjour.refdata.services import FOLDER, load_catalogue
from tests.cli.runs import COMMAND, Runner, log


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLEINJOUR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PLEINJOUR_CATALOGUE_KEYS", raising=False)
    return tmp_path / "home"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The catalogue that ships, in a folder that may be spoilt."""
    return Path(shutil.copytree(FOLDER, tmp_path / "copy", ignore=shutil.ignore_patterns("*.py", "__pycache__", ".*")))


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_the_list_shows_every_service(pleinjour: Runner) -> None:
    catalogue = load_catalogue()
    result = pleinjour("services", "list")
    assert result.code == 0
    assert len(result.out.splitlines()) == len(catalogue.services) + 1
    assert f"version {catalogue.version}" in result.out.splitlines()[-1]


def test_the_list_can_be_read_by_machines(pleinjour: Runner) -> None:
    content = pleinjour("services", "list", "--category", "translation", "--json").content
    rows = list(csv.DictReader(io.StringIO(pleinjour("services", "list", "--category", "translation", "--csv").out)))
    assert content["version"] == load_catalogue().version
    assert [row["id"] for row in content["services"]] == [row["id"] for row in rows]
    [deepl] = [row for row in rows if row["id"] == "deepl"]
    assert (deepl["name"], deepl["country"], deepl["category"]) == ("DeepL", "DE", "translation")
    assert {row["hosting_eu"] for row in rows} <= {"oui", "non", "inconnu"}


def test_one_service_is_shown_with_its_answers_and_their_sources(pleinjour: Runner) -> None:
    result = pleinjour("services", "show", "deepseek")
    assert result.code == 0
    assert "DeepSeek (CN)" in result.out
    assert "status.deepseek.com" in result.out
    assert "Apprend des saisies : oui (" in result.out
    assert "Offre publique française : inconnu" in result.out


@pytest.mark.parametrize("words", [["show", "nobody"], ["list", "--category", "nobody"]])
def test_a_name_that_is_not_there_is_an_error(pleinjour: Runner, words: list[str]) -> None:
    result = pleinjour("services", *words)
    assert result.code == 1
    assert "« nobody » n’est pas dans le catalogue" in result.err


def test_the_catalogue_that_ships_passes_its_check(pleinjour: Runner) -> None:
    result = pleinjour("services", "check")
    assert result.code == 0
    assert "Erreurs : 0." in result.out


def test_an_error_is_said_with_its_place_and_by_the_exit_code(pleinjour: Runner, copy: Path) -> None:
    spoil(copy / "entries/translation.yaml", "[deepl.com]", "[deepl.com, google.com]")
    result = pleinjour("services", "check", copy)
    assert result.code == 1
    assert "erreur : fichier translation.yaml, entrée « deepl » : « google.com » sert à bien d’autres" in result.out
    assert "Erreurs : 1." in result.out
    [error] = [row for row in pleinjour("services", "check", copy, "--json").content if row["level"] == "error"]
    assert (error["kind"], error["file"], error["entry"]) == ("shared", "translation.yaml", "deepl")


def test_rows_that_are_too_old_are_warnings(pleinjour: Runner, copy: Path) -> None:
    spoil(copy / "entries/translation.yaml", "read_on: 20", "read_on: 19")
    result = pleinjour("services", "check", copy, "--days", "10000", "--json")
    assert result.code == 0
    assert [row["file"] for row in result.content if row["kind"] == "stale"] == ["translation.yaml"]


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", path], check=True)  # noqa: S607
    return path


def packed(copy: Path, key: Path, edition: str, into: Path) -> str:
    """Publishes the folder as a file; gives the public key that is printed for administrators."""
    with into.open("wb") as file:
        words = [COMMAND, "services", "pack", str(copy), "--key", str(key), "--edition", edition]
        done = subprocess.run(words, stdout=file, stderr=subprocess.PIPE, text=True, check=True)
    return done.stderr.rpartition(" ")[2].strip()


def shown_of(pleinjour: Runner, log_file: Path) -> list[dict[str, object]]:
    """The cells that show something: of a month that the log covers, the others stand there hidden."""
    return [cell for cell in pleinjour("observe", log_file, "--json").content["cells"] if not cell["suppressed"]]


def test_an_administrator_loads_an_edition_then_takes_it_away(
    pleinjour: Runner, copy: Path, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = load_catalogue()
    spoil(copy / "entries/translation.yaml", "[deepl.com]", "[deepl.com, deepl.example]")
    update, access = tmp_path / "update.pjcat", tmp_path / "access.log"
    access.write_bytes(log(60, "deepl.example"))
    public = packed(copy, key, "2099-01", update)
    assert shown_of(pleinjour, access) == []

    refused = pleinjour("services", "update", update)
    assert refused.code == 1
    assert "PLEINJOUR_CATALOGUE_KEYS" in refused.err

    monkeypatch.setenv("PLEINJOUR_CATALOGUE_KEYS", public)
    taken = pleinjour("services", "update", update)
    assert (taken.code, "édition 2099-01" in taken.out) == (0, True)
    assert shown_of(pleinjour, access) != []
    again = pleinjour("services", "update", update)
    assert (again.code, "n’est pas plus récente" in again.err) == (1, True)

    back = pleinjour("services", "update", "--revert")
    assert (back.code, shipped.version in back.out) == (0, True)
    assert shown_of(pleinjour, access) == []


def test_a_file_of_another_kind_is_refused(pleinjour: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEINJOUR_CATALOGUE_KEYS", "ERoVYm/7mPpG8UBHR1DDDQLp4n5WiO6TxYbSTJwKwmA=")
    (tmp_path / "file").write_bytes(os.urandom(100))
    result = pleinjour("services", "update", tmp_path / "file")
    assert result.code == 1
    assert "refusée : ce n’est pas un fichier de mise à jour" in result.err


@pytest.mark.parametrize("with_file", [True, False])
def test_an_update_is_given_or_reverted_but_not_both(pleinjour: Runner, tmp_path: Path, with_file: bool) -> None:
    (tmp_path / "file").touch()
    words = [tmp_path / "file", "--revert"] if with_file else []
    result = pleinjour("services", "update", *words)
    assert (result.code, "Donnez un fichier, ou bien --revert." in result.err) == (2, True)


def test_an_update_that_does_not_serve_is_told_by_the_doctor(home: Path) -> None:
    home.mkdir()
    (home / "catalogue.pjcat").write_bytes(b"spoilt")
    environ = os.environ | {"LANGUAGE": "fr"}
    said = subprocess.run([COMMAND, "doctor"], env=environ, capture_output=True, text=True, check=False).stdout
    assert "La mise à jour du catalogue ne sert pas" in said
    assert "services update --revert" in said
