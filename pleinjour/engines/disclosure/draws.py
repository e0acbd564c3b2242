"""What chance decides: the same for the same secret, month and cell, and known to nobody without the secret."""

from dataclasses import dataclass
from hashlib import blake2b

from pleinjour.base.tallies import CellKey
from pleinjour.engines.disclosure.errors import SecretTooShort

LEAST_SECRET = 16
"""Bytes. A shorter secret could be guessed from the figures."""

_LABEL = b"pleinjour draw"
_STEP = 1 << 32


@dataclass(frozen=True, slots=True)
class Draw:
    """Two numbers from 0 included to 1 excluded."""

    bar: float
    figure: float


class Draws:
    """One draw for each cell of each month (keyed BLAKE2b, RFC 7693)."""

    def __init__(self, secret: bytes) -> None:
        """Raises SecretTooShort."""
        if len(secret) < LEAST_SECRET:
            raise SecretTooShort(least=LEAST_SECRET)
        self._start = blake2b(key=blake2b(secret).digest(), digest_size=8, person=_LABEL)

    def draw(self, key: CellKey) -> Draw:
        state = self._start.copy()
        state.update("\0".join((str(key.month), key.family, *_names(key))).encode())
        number = int.from_bytes(state.digest(), "big")
        return Draw(number // _STEP / _STEP, number % _STEP / _STEP)


def _names(key: CellKey) -> tuple[str, str, str]:
    return key.unit or "", key.category or "", key.service or ""
