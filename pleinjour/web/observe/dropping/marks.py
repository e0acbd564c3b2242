"""How a file is recognised without its name and without being read: keyed digests of what its file system says of it.

BLAKE3, keyed, cut to 128 bits; the key is derived from the server's secret by HKDF-SHA-256 (RFC 5869).
"""

import os
from typing import Final

from blake3 import blake3
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_LABEL: Final = b"pleinjour observe dropped files v1"
_BYTES: Final = 16


class Marks:
    """Recognises the files of one authority."""

    def __init__(self, authority_id: int) -> None:
        secret = settings.SECRET_KEY.encode()
        salt = f"authority:{authority_id}".encode()
        self._key = HKDF(algorithm=SHA256(), length=32, salt=salt, info=_LABEL).derive(secret)

    def mark_of(self, status: os.stat_result) -> str:
        """Of the file as it is now: another one as soon as it is written to, the same when it is renamed."""
        return self._digest(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)

    def _digest(self, *numbers: int) -> str:
        return str(blake3(repr(numbers).encode(), key=self._key).hexdigest(length=_BYTES))
