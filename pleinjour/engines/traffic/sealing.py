"""A summary that must be stored or travel, sealed under the run's key.

AES-256-GCM (NIST SP 800-38D) under a key derived by HKDF-SHA-256 (RFC 5869). Destroying the run's key destroys every
sealed summary, and with them the last link between a figure and a person.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pleinjour.engines.traffic.errors import SealError

_NONCE = 12
_LABEL = b"pleinjour traffic summary v1"


def seal(summary: bytes, key: bytes) -> bytes:
    """The summary, readable only with `key` (32 bytes): a fresh nonce, then the ciphertext and its tag."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(key).encrypt(nonce, summary, _LABEL)


def unseal(sealed: bytes, key: bytes) -> bytes:
    """The summary that was sealed. Raises SealError when the key is another one, or a byte was changed."""
    try:
        return _cipher(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _LABEL)
    except (InvalidTag, ValueError):
        raise SealError from None


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=_LABEL).derive(key))
