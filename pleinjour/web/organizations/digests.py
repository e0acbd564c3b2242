"""Digests and tokens. What must be compared but not read again is kept as a digest."""

import hashlib
import hmac
import secrets

from django.conf import settings


def draw_token() -> str:
    """A secret for a link: 256 bits."""
    return secrets.token_urlsafe(32)


def digest_token(token: str) -> str:
    """What the database keeps of a token drawn at random."""
    return hashlib.sha256(token.encode()).hexdigest()


def digest_identifier(purpose: str, identifier: str) -> str:
    """What the database keeps of something guessable (an e-mail, an address): keyed, one key for each purpose."""
    key = hashlib.sha256(f"pleinjour.{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, identifier.encode(), hashlib.sha256).hexdigest()
