"""A sealed summary opens with its key, whole, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.engines.traffic import SealError, seal, unseal
from tests.engines.traffic.runs import KEY, squid, summary_of

SEALED = seal(b"a summary", KEY)


@given(st.binary(max_size=2000), st.binary(min_size=32, max_size=32))
def test_what_was_sealed_opens_with_the_same_key(summary: bytes, key: bytes) -> None:
    assert unseal(seal(summary, key), key) == summary


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealError):
        unseal(SEALED, bytes(32))


@pytest.mark.parametrize("place", range(len(SEALED)))
def test_a_changed_byte_opens_nothing(place: int) -> None:
    changed = bytearray(SEALED)
    changed[place] ^= 1
    with pytest.raises(SealError):
        unseal(bytes(changed), KEY)


@pytest.mark.parametrize("length", [0, 5, 12, 27, len(SEALED) - 1])
def test_a_seal_cut_short_opens_nothing(length: int) -> None:
    with pytest.raises(SealError):
        unseal(SEALED[:length], KEY)


def test_the_same_summary_is_never_sealed_to_the_same_bytes() -> None:
    assert seal(b"a summary", KEY) != seal(b"a summary", KEY)


def test_a_seal_shows_neither_the_account_nor_the_identifiers_of_a_summary() -> None:
    summary = summary_of(squid(user="agent042"))
    sealed = seal(summary, KEY)
    assert b"chatgpt" in summary
    assert not any(summary[start : start + 8] in sealed for start in range(0, len(summary) - 8, 8))
