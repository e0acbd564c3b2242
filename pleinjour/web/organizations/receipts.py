"""The code by which somebody without an account finds again what they sent. Shown once; only its digest is kept."""

import re
import secrets
from typing import Final

from pleinjour.web.organizations.digests import digest_token

# No letter that is taken for a figure. 32 signs, twenty times: 100 bits, which nobody guesses.
_SIGNS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH: Final = 20
_WHOLE: Final = re.compile(f"[{_SIGNS}]{{{_LENGTH}}}")


def draw_receipt() -> str:
    """A new code, in groups of four: `ABCD-EFGH-…`."""
    signs = "".join(secrets.choice(_SIGNS) for _rank in range(_LENGTH))
    return "-".join(signs[start : start + 4] for start in range(0, _LENGTH, 4))


def digest_receipt(code: str) -> str:
    """What is kept of a code, however it was typed; empty for what is no code."""
    bare = "".join(filter(str.isalnum, code.upper()))
    return digest_token(bare) if _WHOLE.fullmatch(bare) else ""
