"""Which cases are drawn for review: by lot, so that nobody steers it, and so that anybody can verify it afterwards."""

import hashlib
import hmac

_ALL = 1 << 256


def commit(seed: bytes) -> str:
    """What is published before the first case: it binds to the seed, and says nothing of it (SHA-256)."""
    return hashlib.sha256(seed).hexdigest()


def is_drawn(seed: bytes, number: int, rate: int) -> bool:
    """Whether the case of this rank is drawn, at `rate` percent: HMAC-SHA-256 of the rank, below the rate.

    Nothing of the case itself counts, so nobody can choose a case that is not drawn. Raises ValueError for a rate
    outside 0 to 100.
    """
    if not 0 <= rate <= 100:
        raise ValueError(f"no rate: {rate} %")
    drawn = hmac.new(seed, str(number).encode(), hashlib.sha256).digest()
    return int.from_bytes(drawn) * 100 < rate * _ALL
