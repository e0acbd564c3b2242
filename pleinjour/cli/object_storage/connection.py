"""Who we are to a storage that speaks S3, and what its refusals mean.

That comes from the environment (PLEINJOUR_S3_…, or the variables and files that AWS's own tools read), never from the
command line; no message repeats it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pleinjour.base.errors import PleinjourError
from pleinjour.cli.object_storage.errors import (
    NoSuchBucket,
    ObjectChanged,
    StorageAbsent,
    StorageDenied,
    StorageInClear,
    StorageUnknown,
    StorageUnreachable,
)
from pleinjour.cli.this_machine import is_this_machine

if TYPE_CHECKING:
    from s3fs import S3FileSystem

SCHEME = "s3://"
_WAIT = {"connect_timeout": 10, "read_timeout": 60}
_NOBODY = frozenset({"NoCredentialsError", "PartialCredentialsError", "ProfileNotFound"})


@cache
def storage() -> "S3FileSystem":
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
    found = S3FileSystem(
        key=read.secret("S3_ACCESS_KEY_ID") or None,
        secret=read.secret("S3_SECRET_ACCESS_KEY") or None,
        token=read.secret("S3_SESSION_TOKEN") or None,
        endpoint_url=endpoint or None,
        config_kwargs=_WAIT | ({"s3": {"addressing_style": "path"}} if endpoint else {}),
        use_listings_cache=False,
        skip_instance_cache=True,
    )
    found.connect()
    address = urlsplit(found.s3.meta.endpoint_url)
    if address.scheme != "https" and not is_this_machine(address.hostname or ""):
        raise StorageInClear
    return found


def require_bucket(files: "S3FileSystem", name: str) -> None:
    """Raises NoSuchBucket when it is the bucket that is missing, rather than what was looked for in it."""
    try:
        files.info(_bucket(name))
    except FileNotFoundError:
        raise NoSuchBucket(bucket=_bucket(name)) from None
    except PermissionError:
        return  # one may list objects without the right to look at their bucket


def _bucket(name: str) -> str:
    return name.removeprefix(SCHEME).partition("/")[0]


@contextmanager
def explained(name: str) -> Iterator[None]:
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
