"""An update is one signed file: what its publisher did not sign, or would do harm, is refused before it is read."""

import json
import zlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.refdata.errors import ReferenceDataError
from pleinjour.refdata.services import FOLDER, read_catalogue
from pleinjour.refdata.services.errors import UpdateRefused, WrongSigningKey, WrongTrustedKey
from pleinjour.refdata.services.signed import (
    MAGIC,
    MOST_PACKED,
    MOST_UNPACKED,
    pack,
    read_signing_key,
    read_trusted_keys,
    unpack,
    written_key,
)
from tests.refdata.services.conftest import Change

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)
TRUSTED = [KEY.public_key()]


def signed(content: object, key: Ed25519PrivateKey = KEY) -> bytes:
    """A file that is well signed, whatever its content."""
    payload = content if isinstance(content, bytes) else zlib.compress(json.dumps(content).encode())
    return MAGIC + key.sign(MAGIC + payload) + payload


def refusal(content: bytes) -> str:
    with pytest.raises(UpdateRefused) as caught:
        unpack(content, TRUSTED)
    return str(caught.value)


def test_what_was_packed_comes_back_under_its_edition(folder: Path) -> None:
    update = unpack(pack(folder, "2026-12", KEY), [OTHER.public_key(), *TRUSTED])
    assert update.edition == "2026-12"
    assert update.services == read_catalogue(folder).services
    assert update.version != read_catalogue(folder).version, "the edition is a part of the data"


def test_the_same_edition_packs_to_the_same_bytes(folder: Path) -> None:
    assert pack(folder, "2026-12", KEY) == pack(folder, "2026-12", KEY)


def test_the_catalogue_that_ships_can_be_packed_and_is_far_from_the_limits() -> None:
    content = pack(FOLDER, "2026-12", KEY)
    assert unpack(content, TRUSTED).services == read_catalogue(FOLDER).services
    assert len(content) < MOST_PACKED / 10


@pytest.mark.parametrize("edition", ["", "décembre", "2026-12-01", "2026-12\nedition: 2027-01"])
def test_an_edition_that_is_no_month_is_not_packed(folder: Path, edition: str) -> None:
    with pytest.raises(ReferenceDataError, match="edition"):
        pack(folder, edition, KEY)


def test_a_folder_that_breaks_the_rules_is_not_packed(folder: Path, change: Change) -> None:
    change("entries/writing.yaml", "country: inconnu", "country: UK")
    with pytest.raises(ReferenceDataError, match=r"writing\.yaml"):
        pack(folder, "2026-12", KEY)


def test_a_file_that_is_no_text_is_named_and_not_packed(folder: Path) -> None:
    (folder / "entries/writing.yaml").write_bytes("élan".encode("latin-1"))
    with pytest.raises(ReferenceDataError, match=r"writing\.yaml.*illisible"):
        pack(folder, "2026-12", KEY)


def test_a_file_that_nobody_would_take_is_not_packed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pleinjour.refdata.services.signed.MOST_PACKED", 500)
    with pytest.raises(UpdateRefused, match="trop gros"):
        pack(folder, "2026-12", KEY)
    monkeypatch.undo()
    (folder / "entries/writing.yaml").rename(folder / "entries/writing.été.yaml")
    with pytest.raises(UpdateRefused, match=r"« entries/writing\.été\.yaml » n’est pas le nom"):
        pack(folder, "2026-12", KEY)


def test_another_key_is_refused(folder: Path) -> None:
    assert "aucune clé de confiance" in refusal(pack(folder, "2026-12", OTHER))


@given(st.data())
def test_a_file_with_one_byte_changed_is_refused(data: st.DataObject) -> None:
    content = bytearray(PACKED)
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    refusal(bytes(content))


@given(st.integers(0, 400))
def test_a_file_that_is_cut_short_is_refused(length: int) -> None:
    refusal(PACKED[:length])


PACKED = signed({"edition.yaml": "edition: 2026-12", "entries/assistants.yaml": "[]"} | {"SOURCES.yaml": "x" * 400})


def test_what_follows_the_content_is_refused(folder: Path) -> None:
    payload = pack(folder, "2026-12", KEY)[len(MAGIC) + 64 :]
    assert "tronqué" in refusal(signed(payload + b"more"))
    assert "tronqué" in refusal(signed(payload[:-5]))


def test_a_file_that_grows_beyond_measure_is_refused() -> None:
    bomb = zlib.compress(b" " * (MOST_UNPACKED + 1), level=9)
    assert len(bomb) < MOST_PACKED / 10
    assert "trop gros une fois décompressé" in refusal(signed(bomb))


def test_a_file_that_is_too_big_is_refused() -> None:
    assert "trop gros" in refusal(MAGIC + b" " * MOST_PACKED)


def test_a_file_of_another_kind_is_refused() -> None:
    assert "ce n’est pas un fichier de mise à jour" in refusal(b"PK\x03\x04")
    assert "ce n’est pas un fichier de mise à jour" in refusal(b"")


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml",
        "/tmp/evil.yaml",  # noqa: S108 - the very name that must be refused
        "entries/../../evil.yaml",
        "entries/deeper/evil.yaml",
        "entries\\evil.yaml",
        ".hidden.yaml",
        "evil.py",
        "evil.yaml\n",
        "evil\0.yaml",
        "",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert "n’est pas le nom d’un fichier du catalogue" in refusal(signed({name: "x"}))


@pytest.mark.parametrize(
    "content", [b"no zlib", zlib.compress(b"no json"), [], {"edition.yaml": 7}, {"edition.yaml": "\ud800"}]
)
def test_a_content_of_another_shape_is_refused(content: object) -> None:
    assert "son contenu est abîmé" in refusal(signed(content))


def test_a_content_nested_beyond_measure_is_refused() -> None:
    assert "son contenu est abîmé" in refusal(signed(zlib.compress(b"[" * 1_000_000)))


def test_a_catalogue_that_breaks_the_rules_is_refused_with_the_place(folder: Path) -> None:
    names = ("SOURCES.yaml", "categories.yaml", "edition.yaml", "shared_apexes.yaml", "entries/writing.yaml")
    files = {name: (folder / name).read_text() for name in (*names, "entries/assistants.yaml")}
    files["entries/writing.yaml"] = files["entries/writing.yaml"].replace("api.helper.example", "example.com")
    said = refusal(signed(files))
    assert "fichier writing.yaml, entrée « writer » : « example.com » sert à bien d’autres choses" in said


def test_public_keys_are_read_as_they_are_written() -> None:
    text = f" {written_key(KEY.public_key())},\n{written_key(OTHER.public_key())} "
    assert read_trusted_keys(text) == (KEY.public_key(), OTHER.public_key())
    assert read_trusted_keys("") == ()
    assert len(written_key(KEY.public_key())) == 44


@pytest.mark.parametrize("word", ["abc", "é", "A" * 43, "A" * 44, "A" * 48])
def test_a_public_key_that_is_none_is_named(word: str) -> None:
    with pytest.raises(WrongTrustedKey, match=word):
        read_trusted_keys(word)


def test_a_signing_key_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert read_signing_key(path).private_bytes_raw() == KEY.private_bytes_raw()


def test_a_signing_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    rsa = generate_private_key(65537, 2048)
    secret = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"word"))
    for content in (b"", b"no key", secret, rsa.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())):
        path = tmp_path / "key.pem"
        path.write_bytes(content)
        with pytest.raises(WrongSigningKey, match="openssl"):
            read_signing_key(path)
    with pytest.raises(WrongSigningKey):
        read_signing_key(tmp_path / "absent.pem")
