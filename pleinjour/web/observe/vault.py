"""The key of the months that are open: kept wrapped, so that the database alone opens nothing.

AES-256-GCM (NIST SP 800-38D) under a key derived from the server's secret by HKDF-SHA-256 (RFC 5869).
"""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from pleinjour.engines.traffic import SealError, unseal
from pleinjour.web.observe.errors import KeyLost

KEY_BYTES: Final = 32
_NONCE: Final = 12
_LABEL: Final = b"pleinjour observe run key v1"
_CHANCE_LABEL: Final = b"pleinjour observe chance v1"


def draw_key() -> bytes:
    """A key that nobody knows."""
    return os.urandom(KEY_BYTES)


def wrap_key(key: bytes, authority_id: int) -> bytes:
    """`key`, readable only by this server and for this authority."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher().encrypt(nonce, key, _bound_to(authority_id))


def unwrap_key(wrapped: bytes, authority_id: int) -> bytes:
    """The key that was wrapped. Raises KeyLost when the server's secret is another one."""
    try:
        return _cipher().decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _bound_to(authority_id))
    except (InvalidTag, ValueError):
        raise KeyLost from None


def chance_secret(authority_id: int) -> bytes:
    """What chance is drawn from when this authority's figures are protected: the same every month, kept nowhere."""
    return derive_for(authority_id, _CHANCE_LABEL)


def open_month(sealed: bytes, key: bytes) -> bytes:
    """The summary of an open month. Raises KeyLost when `key` is not its own, or the row was altered."""
    try:
        return unseal(sealed, key)
    except SealError:
        raise KeyLost from None


def _cipher() -> AESGCM:
    return AESGCM(_derive(_LABEL))


def derive_for(authority_id: int, label: bytes) -> bytes:
    """A key for one authority and one purpose, the same for ever."""
    return _derive(label + _bound_to(authority_id))


def _derive(label: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label).derive(settings.SECRET_KEY.encode())


def _bound_to(authority_id: int) -> bytes:
    return f"authority:{authority_id}".encode()
