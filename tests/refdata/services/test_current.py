"""The catalogue in use is the one that ships, or a newer update that a trusted key has signed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pleinjour.refdata.services import FOLDER, install_update, load_catalogue, refused_update, revert_update
from pleinjour.refdata.services.current import HIGHEST_FILE, UPDATE_FILE
from pleinjour.refdata.services.errors import NoTrustedKey, UnreadableKeys, UpdateNotWritten, UpdateRefused
from pleinjour.refdata.services.signed import pack, written_key

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)
PUBLIC = written_key(KEY.public_key())


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLEINJOUR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PLEINJOUR_CATALOGUE_KEYS", PUBLIC)
    monkeypatch.delenv("PLEINJOUR_CATALOGUE_KEYS_FILE", raising=False)
    return tmp_path / "home"


@pytest.fixture(scope="module")
def editions() -> dict[str, bytes]:
    return {edition: pack(FOLDER, edition, KEY) for edition in ("2026-01", "2098-12", "2099-01")}


@pytest.fixture
def with_every_category(folder: Path) -> Path:
    """The small folder, with the categories that ship; most have no service."""
    shutil.copy(FOLDER / "categories.yaml", folder)
    for category in load_catalogue().categories:
        if not (folder / f"entries/{category}.yaml").exists():
            (folder / f"entries/{category}.yaml").write_text("[]")
    return folder


def test_an_update_is_in_use_at_once_and_until_it_is_reverted(with_every_category: Path) -> None:
    shipped = load_catalogue()
    update = install_update(pack(with_every_category, "2099-01", KEY))
    assert load_catalogue().version == update.version
    assert list(load_catalogue().services) == ["helper", "writer"]
    assert load_catalogue() is load_catalogue(), "it is read once"
    assert revert_update() is shipped
    assert load_catalogue() is shipped
    assert revert_update() is shipped, "and there is no harm in doing so twice"


def test_an_older_edition_does_not_come_back_without_force(editions: dict[str, bytes]) -> None:
    install_update(editions["2099-01"])
    revert_update()
    with pytest.raises(UpdateRefused, match=r"2099-01.*déjà été en usage.*--force"):
        install_update(editions["2098-12"])
    assert install_update(editions["2098-12"], force=True).edition == "2098-12"
    with pytest.raises(UpdateRefused, match="plus récente"):
        install_update(editions["2026-01"], force=True)
    assert install_update(editions["2099-01"]).edition == "2099-01"


def test_an_update_that_loses_a_category_is_refused(with_every_category: Path, home: Path) -> None:
    categories = with_every_category / "categories.yaml"
    categories.write_text(categories.read_text().replace("\ntranslation:", "\nlanguages:"))
    (with_every_category / "entries/translation.yaml").rename(with_every_category / "entries/languages.yaml")
    content = pack(with_every_category, "2099-01", KEY)
    with pytest.raises(UpdateRefused, match="il lui manque la catégorie « translation »"):
        install_update(content)
    home.mkdir()
    (home / UPDATE_FILE).write_bytes(content)
    assert load_catalogue().edition != "2099-01"
    assert "translation" in str(refused_update())


def test_another_process_takes_the_update_without_starting_again(
    editions: dict[str, bytes], home: Path, tmp_path: Path
) -> None:
    before = load_catalogue()
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from pleinjour.refdata.services import install_update\n"
        "install_update(Path(sys.argv[1]).read_bytes())"
    )
    for edition in ("2098-12", "2099-01"):
        (tmp_path / "update").write_bytes(editions[edition])
        subprocess.run([sys.executable, "-c", program, str(tmp_path / "update")], check=True)
        assert load_catalogue().edition == edition
    (home / UPDATE_FILE).unlink()
    assert load_catalogue() is before


def test_no_update_is_taken_when_nobody_is_trusted(
    editions: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.delenv("PLEINJOUR_CATALOGUE_KEYS")
    with pytest.raises(NoTrustedKey, match="PLEINJOUR_CATALOGUE_KEYS"):
        install_update(editions["2099-01"])
    assert not home.exists()


def test_trusted_keys_may_stand_in_a_file(
    editions: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PLEINJOUR_CATALOGUE_KEYS")
    monkeypatch.setenv("PLEINJOUR_CATALOGUE_KEYS_FILE", str(tmp_path / "keys"))
    (tmp_path / "keys").write_text(f"{PUBLIC}\n")
    assert install_update(editions["2099-01"]).edition == "2099-01"


def test_a_file_of_keys_that_cannot_be_read_trusts_nobody_and_is_said(
    editions: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped = load_catalogue()
    install_update(editions["2099-01"])
    monkeypatch.setenv("PLEINJOUR_CATALOGUE_KEYS_FILE", str(tmp_path / "keys"))
    for content in (None, b"\xff\xfe"):
        if content:
            (tmp_path / "keys").write_bytes(content)
        with pytest.raises(UnreadableKeys, match="PLEINJOUR_CATALOGUE_KEYS_FILE"):
            install_update(editions["2099-01"])
        assert load_catalogue() is shipped
        assert isinstance(refused_update(), UnreadableKeys)


@pytest.mark.parametrize("edition", ["2026-01", "2098-12"])
def test_an_edition_that_is_not_newer_than_the_one_in_use_is_refused(editions: dict[str, bytes], edition: str) -> None:
    install_update(editions["2098-12"])
    with pytest.raises(UpdateRefused, match=f"son édition, {edition}, n’est pas plus récente .* 2098-12"):
        install_update(editions[edition])
    assert load_catalogue().edition == "2098-12"


def test_an_update_that_is_older_than_a_new_release_gives_way_to_it(editions: dict[str, bytes], home: Path) -> None:
    home.mkdir()
    (home / UPDATE_FILE).write_bytes(editions["2026-01"])
    assert load_catalogue().edition != "2026-01"
    assert refused_update() is None


def test_an_update_whose_key_is_no_longer_trusted_is_left_aside_and_said(
    editions: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = load_catalogue()
    install_update(editions["2099-01"])
    for keys in ("", written_key(OTHER.public_key()), "no key"):
        monkeypatch.setenv("PLEINJOUR_CATALOGUE_KEYS", keys)
        assert load_catalogue() is shipped
        assert refused_update() is not None
    monkeypatch.setenv("PLEINJOUR_CATALOGUE_KEYS", PUBLIC)
    assert load_catalogue().edition == "2099-01"
    assert refused_update() is None


def test_an_update_that_was_tampered_with_on_the_disk_is_left_aside_and_said(
    editions: dict[str, bytes], home: Path
) -> None:
    shipped = load_catalogue()
    install_update(editions["2099-01"])
    (home / UPDATE_FILE).write_bytes(editions["2099-01"][:-1] + b"!")
    assert load_catalogue() is shipped
    assert "aucune clé de confiance" in str(refused_update())


def test_a_folder_that_cannot_be_written_is_named(editions: dict[str, bytes], home: Path) -> None:
    home.write_text("a file stands where the folder should")
    with pytest.raises(UpdateNotWritten, match="home"):
        install_update(editions["2099-01"])
    with pytest.raises(UpdateNotWritten, match="home"):
        revert_update()


def test_a_disk_that_fills_up_leaves_the_old_edition(
    editions: dict[str, bytes], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    install_update(editions["2098-12"])
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UpdateNotWritten):
        install_update(editions["2099-01"])
    assert load_catalogue().edition == "2098-12"
    assert {path.name for path in home.iterdir()} == {UPDATE_FILE, HIGHEST_FILE}


WRITE_FOR_EVER = """
import itertools, sys
from pathlib import Path
from pleinjour.refdata.services.current import _replace
contents = [Path(name).read_bytes() for name in sys.argv[2:]]
print(flush=True)
for content in itertools.cycle(contents):
    _replace(Path(sys.argv[1]), content)
"""


def test_a_process_killed_in_the_middle_leaves_one_edition_whole(
    editions: dict[str, bytes], home: Path, tmp_path: Path
) -> None:
    names = []
    for edition in ("2098-12", "2099-01"):
        (tmp_path / edition).write_bytes(editions[edition])
        names.append(str(tmp_path / edition))
    for attempt in range(8):
        words = [sys.executable, "-c", WRITE_FOR_EVER, str(home / UPDATE_FILE), *names]
        with subprocess.Popen(words, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.02 + attempt * 0.003)
            os.kill(writer.pid, signal.SIGKILL)
        assert load_catalogue().edition in {"2098-12", "2099-01"}
        assert (home / UPDATE_FILE).read_bytes() in editions.values()
