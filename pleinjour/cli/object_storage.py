"""Logs in a storage that speaks S3, read as they come: nothing of them touches the disk.

Who we are to the storage comes from the environment (PLEINJOUR_S3_…, or the variables and files that AWS's own tools
read), never from the command line; no message repeats it.

StorageError
├── StorageAbsent        the extra that speaks S3 is not installed
├── StorageInClear       logs would travel unencrypted
├── StorageUnknown       nothing says who we are
├── StorageDenied        the storage refuses us
├── NoSuchBucket         the bucket does not exist
├── ObjectChanged        an object was replaced while it was read
└── StorageUnreachable   the storage does not answer, or stopped answering
"""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, ClassVar, cast
from urllib.parse import urlsplit

from pleinjour.base.errors import PleinjourError

if TYPE_CHECKING:
    from s3fs import S3FileSystem

_SCHEME = "s3://"
_BLOCK = 8 << 20
"""Bytes asked for at once: one request each, tried again when it breaks off."""
_LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
_PATTERN = frozenset("*?[")
_WAIT = {"connect_timeout": 10, "read_timeout": 60}
_NOBODY = frozenset({"NoCredentialsError", "PartialCredentialsError", "ProfileNotFound"})


class StorageError(PleinjourError):
    """Why an object storage gives nothing."""


class StorageAbsent(StorageError):
    """The extra `s3` is not installed."""

    sentence: ClassVar[str] = "Lire « s3:// » demande l’extra « s3 » : installez-le (pip install 'pleinjour[s3]')."


class StorageInClear(StorageError):
    """An endpoint in http:// on another machine."""

    sentence: ClassVar[str] = (
        "L’adresse du stockage est en clair (http://) : les journaux voyageraient lisibles. Donnez une adresse https://."
    )


class StorageUnknown(StorageError):
    """No credentials."""

    sentence: ClassVar[str] = (
        "Aucun identifiant pour lire « {bucket} ». Donnez PLEINJOUR_S3_ACCESS_KEY_ID et PLEINJOUR_S3_SECRET_ACCESS_KEY."
    )


class StorageDenied(StorageError):
    """Credentials that are wrong, or have no right."""

    sentence: ClassVar[str] = (
        "Le stockage refuse l’accès à « {bucket} ». Vérifiez les identifiants, et leur droit de lister et de lire."
    )


class NoSuchBucket(StorageError):
    """A bucket that the storage does not know."""

    sentence: ClassVar[str] = "Le compartiment « {bucket} » n’existe pas. Vérifiez son nom, et l’adresse du stockage."


class ObjectChanged(StorageError):
    """An object that is no longer what it was when its reading began."""

    sentence: ClassVar[str] = "« {name} » a changé ou disparu pendant sa lecture. Relancez quand il n’est plus écrit."


class StorageUnreachable(StorageError):
    """No answer, or an answer that breaks off each time."""

    sentence: ClassVar[str] = "Le stockage ne répond pas, ou s’interrompt, en lisant « {name} » ({kind}). Réessayez."


def is_object(name: str) -> bool:
    """Whether a name is that of something in an object storage."""
    return name.startswith(_SCHEME)


def list_objects(name: str) -> list[tuple[str, int]]:
    """The objects that a name, a prefix or a pattern stands for, in order, with their sizes in bytes.

    Hidden ones (a part of the name that starts with a dot, below what was named) are left out. Raises StorageError.
    """
    path = name.removeprefix(_SCHEME)
    if not path:
        return []
    with _explained(name):
        storage = _storage()
        listing = storage.glob if _PATTERN & set(path) else storage.find
        try:
            found = listing(path, detail=True)
        except (FileNotFoundError, ValueError):  # nothing there, or "**" that is not a whole part of the pattern
            found = {}
        if not found:
            _require_bucket(storage, name)
    objects = ((_SCHEME + key, int(entry["size"])) for key, entry in found.items() if entry["type"] == "file")
    return sorted((key, size) for key, size in objects if not _set_aside(key, name))


def open_object(name: str) -> BinaryIO:
    """The bytes of an object, read block by block. Raises StorageError, then and while it is read."""
    return cast(BinaryIO, _Object(name))


class _Object(io.RawIOBase):
    """An object's bytes; whatever breaks while they come is a StorageError."""

    def __init__(self, name: str) -> None:
        self._name = name
        with _explained(name):
            self._file = _storage().open(name.removeprefix(_SCHEME), "rb", block_size=_BLOCK, cache_type="readahead")

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        with _explained(self._name):
            return int(self._file.readinto(room))

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        if not self.closed and hasattr(self, "_file"):
            self._file.close()
        super().close()


@cache
def _storage() -> "S3FileSystem":
    """The storage that the environment names; one for each process."""
    try:
        from s3fs import S3FileSystem
    except ImportError:
        raise StorageAbsent from None
    from pleinjour.web.config.values import Reader

    read = Reader(os.environ)
    # Whoever runs in a cloud and wants its machines' own identity says so; elsewhere nobody asks the network for one.
    os.environ.setdefault("AWS_EC2_METADATA_DISABLED", "true")
    endpoint = read.text("S3_ENDPOINT")
    storage = S3FileSystem(
        key=read.secret("S3_ACCESS_KEY_ID") or None,
        secret=read.secret("S3_SECRET_ACCESS_KEY") or None,
        token=read.secret("S3_SESSION_TOKEN") or None,
        endpoint_url=endpoint or None,
        config_kwargs=_WAIT | ({"s3": {"addressing_style": "path"}} if endpoint else {}),
        use_listings_cache=False,
        skip_instance_cache=True,
    )
    storage.connect()
    address = urlsplit(storage.s3.meta.endpoint_url)
    if address.scheme != "https" and address.hostname not in _LOCAL:
        raise StorageInClear
    return storage


def _require_bucket(storage: "S3FileSystem", name: str) -> None:
    """Raises NoSuchBucket when it is the bucket that is missing, rather than what was looked for in it."""
    try:
        storage.info(_bucket(name))
    except FileNotFoundError:
        raise NoSuchBucket(bucket=_bucket(name)) from None
    except PermissionError:
        return  # one may list objects without the right to look at their bucket


def _bucket(name: str) -> str:
    return name.removeprefix(_SCHEME).partition("/")[0]


def _set_aside(found: str, asked: str) -> bool:
    """Whether an object is hidden, or only stands for a folder."""
    below = found.removeprefix(asked) if found.startswith(asked) else ""
    return found.endswith("/") or any(part.startswith(".") for part in below.split("/"))


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """Turns what the library raises into one sentence, without its message, which may quote addresses and keys."""
    try:
        yield
    except PleinjourError:
        raise
    except PermissionError:
        raise StorageDenied(bucket=_bucket(name)) from None
    except Exception as error:  # noqa: BLE001 - botocore, aiohttp and s3fs each have their own tree
        kind = type(error).__name__
        if kind in _NOBODY:
            raise StorageUnknown(bucket=_bucket(name)) from None
        if kind in {"FileExpired", "FileNotFoundError"}:
            raise ObjectChanged(name=name) from None
        raise StorageUnreachable(name=name, kind=kind) from None
