"""Values by name, and which of them says something."""

from collections.abc import Container, Iterable, Mapping

from pleinjour.engines.traffic.hosts import ABSENT

Pairs = dict[bytes, bytes]


def first_said(values: Iterable[bytes], nothing: Container[bytes] = ABSENT) -> bytes:
    """The first value that says something, `nothing` being how to say nothing; b"" when none does."""
    return next((value for value in values if value not in nothing), b"")


def first_of(pairs: Mapping[bytes, bytes], names: Iterable[bytes]) -> bytes:
    """The first value that says something among those of these names; b"" when none does."""
    for name in names:
        value = pairs.get(name, b"")
        if value not in ABSENT:
            return value
    return b""
