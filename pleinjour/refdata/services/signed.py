"""An edition of the catalogue in one signed file, and back. docs/developper/donnees-de-reference.md has the format.

The signature (Ed25519, RFC 8032) covers all that follows it, and the first line: nothing is decompressed, and nothing
parsed, before a trusted key has answered for it.
"""

import base64
import binascii
import json
import re
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from pleinjour.base.sentences import Phrase, french
from pleinjour.refdata.errors import ReferenceDataError
from pleinjour.refdata.services.catalogue import Catalogue
from pleinjour.refdata.services.errors import UpdateRefused, WrongSigningKey, WrongTrustedKey
from pleinjour.refdata.services.loading import EDITION_FILE, ENTRIES_FOLDER, read_catalogue

MAGIC = b"pleinjour-catalogue 1\n"
MOST_PACKED = 4 << 20
MOST_UNPACKED = 32 << 20
_SIGNATURE = 64
_TOO_BIG = french("ce fichier est trop gros")
_FILE_NAME = re.compile(r"(?:entries/)?[A-Za-z0-9_][A-Za-z0-9_.-]{0,80}\.yaml")


def pack(folder: Path, edition: str, key: Ed25519PrivateKey) -> bytes:
    """The catalogue of `folder` as a signed file of that edition.

    Raises ReferenceDataError when it breaks a rule, UpdateRefused when nobody could take the file.
    """
    paths = [*folder.glob("*.yaml"), *folder.glob("entries/*.yaml")]
    texts = {path.relative_to(folder).as_posix(): _text(path) for path in paths}
    content = json.dumps(texts | {EDITION_FILE: f"edition: {edition}\n"}, sort_keys=True, ensure_ascii=False).encode()
    _read(_files(content))
    payload = zlib.compress(content, level=9)
    packed = MAGIC + key.sign(MAGIC + payload) + payload
    if len(content) > MOST_UNPACKED or len(packed) > MOST_PACKED:
        raise UpdateRefused(why=Phrase(_TOO_BIG))
    return packed


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ReferenceDataError(file=path.name, entry="-", reason=Phrase("fichier illisible")) from error


def unpack(content: bytes, keys: Sequence[Ed25519PublicKey]) -> Catalogue:
    """The catalogue that a signed file holds. Raises UpdateRefused."""
    if len(content) > MOST_PACKED:
        raise UpdateRefused(why=Phrase(_TOO_BIG))
    if not content.startswith(MAGIC):
        raise UpdateRefused(
            why=Phrase("ce n’est pas un fichier de mise à jour, ou il est pour un Pleinjour plus récent")
        )
    start = len(MAGIC) + _SIGNATURE
    signature, payload = content[len(MAGIC) : start], content[start:]
    if not any(_signed(key, signature, payload) for key in keys):
        raise UpdateRefused(why=Phrase("aucune clé de confiance ne l’a signé, ou il a été modifié depuis"))
    try:
        return _read(_files(_decompressed(payload)))
    except ReferenceDataError as error:
        place = Phrase("fichier {file}, entrée « {entry} » : {reason}", **error.fields)
        raise UpdateRefused(why=Phrase("elle ne suit pas les règles du catalogue ({place})", place=place)) from error


def read_signing_key(path: Path) -> Ed25519PrivateKey:
    """The private key of a PEM file. Raises WrongSigningKey."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError):
        raise WrongSigningKey(path=str(path)) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise WrongSigningKey(path=str(path))
    return key


def written_key(key: Ed25519PublicKey) -> str:
    """The public key as PLEINJOUR_CATALOGUE_KEYS takes it: 44 characters of base64."""
    return base64.b64encode(key.public_bytes_raw()).decode("ascii")


def read_trusted_keys(text: str) -> tuple[Ed25519PublicKey, ...]:
    """The public keys that a text holds, parted by spaces or commas. Raises WrongTrustedKey."""
    return tuple(_public_key(word) for word in text.replace(",", " ").split())


def _public_key(word: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(word, validate=True))
    except (binascii.Error, ValueError):
        raise WrongTrustedKey(key=word) from None


def _signed(key: Ed25519PublicKey, signature: bytes, payload: bytes) -> bool:
    try:
        key.verify(signature, MAGIC + payload)
    except InvalidSignature:
        return False
    return True


def _decompressed(payload: bytes) -> bytes:
    reader = zlib.decompressobj()
    try:
        content = reader.decompress(payload, MOST_UNPACKED)
    except zlib.error:
        raise UpdateRefused(why=Phrase("son contenu est abîmé")) from None
    if not reader.eof or reader.unused_data:
        raise UpdateRefused(why=Phrase("son contenu est tronqué, ou trop gros une fois décompressé"))
    return content


def _files(content: bytes) -> dict[str, bytes]:
    """The files by name. A name that would leave the folder is none of ours."""
    try:
        files = {name: text.encode() for name, text in json.loads(content).items()}
    except (ValueError, AttributeError, RecursionError):
        raise UpdateRefused(why=Phrase("son contenu est abîmé")) from None
    for name in files:
        if not _FILE_NAME.fullmatch(name):
            raise UpdateRefused(why=Phrase("« {name} » n’est pas le nom d’un fichier du catalogue", name=name))
    return files


def _read(files: Mapping[str, bytes]) -> Catalogue:
    with tempfile.TemporaryDirectory(prefix="pleinjour-catalogue-") as name:
        folder = Path(name)
        (folder / ENTRIES_FOLDER).mkdir()
        for file, content in files.items():
            (folder / file).write_bytes(content)
        return read_catalogue(folder)
