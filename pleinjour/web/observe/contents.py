"""What is remembered of contents: digests under a key of the authority, for a tiny log could be guessed and confirmed.

BLAKE3, keyed, over the digest of the content; the key is derived from the server's secret by HKDF-SHA-256 (RFC 5869).
"""

from collections.abc import Callable
from typing import Final

from blake3 import blake3

from pleinjour.engines.traffic import FileTaken, Starts
from pleinjour.web.observe.models import Intake
from pleinjour.web.observe.vault import derive_for

_LABEL: Final = b"pleinjour observe contents v1"


def veil_of(authority_id: int) -> Callable[[str], str]:
    """What the database keeps of a digest; nothing of none."""
    key = derive_for(authority_id, _LABEL)

    def veil(digest: str) -> str:
        return str(blake3(digest.encode(), key=key).hexdigest()) if digest else ""

    return veil


class KnownContents:
    """The contents that an authority's open months hold, and those that this reading adds to them.

    Contents of closed months are left out: their lines are, too.
    """

    def __init__(self, authority_id: int, run: int | None) -> None:
        self._veil = veil_of(authority_id)
        self.starts = Starts(self._veil)
        if run is not None:
            rows = Intake.objects.filter(authority=authority_id, run=run)
            for length, head, digest in rows.values_list("length", "head", "digest"):
                self.starts.add(length, head, digest)

    def add(self, file: FileTaken) -> None:
        self.starts.add(file.length, self._veil(file.head), self._veil(file.digest))
