"""The bytes of a summary: the same for the same content, refused when they are anything else."""

import json
import tracemalloc
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pleinjour.base.figures import Month
from pleinjour.engines.traffic import SummaryError, describe, figures, merge, only_months
from pleinjour.engines.traffic.summary import MAGIC, Rows, pack, unpack
from tests.engines.traffic.runs import squid, summary_of

HOSTS = ("claude.ai", "openai.com")
SUMMARY = summary_of(b"".join(squid(host, client=f"10.0.0.{n}") for n in range(5) for host in HOSTS))
EMPTY = summary_of(b"")


def forged(header: object, columns: bytes = b"") -> bytes:
    text = json.dumps(header).encode()
    return MAGIC + len(text).to_bytes(4, "little") + text + columns


def header_of(summary: bytes) -> dict[str, object]:
    size = int.from_bytes(summary[8:12], "little")
    header: dict[str, object] = json.loads(summary[12 : 12 + size])
    return header


def columns_of(summary: bytes) -> bytes:
    return summary[12 + int.from_bytes(summary[8:12], "little") :]


def use(data: bytes) -> None:
    """Everything that a summary may be asked."""
    describe(data)
    figures(data, {})
    merge(data, data)
    only_months(data, [Month(2026, 3)])


@pytest.mark.parametrize("summary", [SUMMARY, EMPTY], ids=["some", "none"])
def test_what_was_packed_is_unpacked_and_packed_to_the_same_bytes(summary: bytes) -> None:
    assert pack(unpack(summary)) == summary
    use(summary)


def test_the_same_log_always_gives_the_same_bytes() -> None:
    assert summary_of(squid() + squid("claude.ai")) == summary_of(squid() + squid("claude.ai"))


@pytest.mark.parametrize("cut", range(0, len(SUMMARY), 7))
def test_a_summary_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(SummaryError):
        use(SUMMARY[:cut])


def test_bytes_that_are_left_over_are_refused() -> None:
    with pytest.raises(SummaryError):
        use(SUMMARY + b"\0")


@given(st.binary(max_size=200))
@example(MAGIC)
@example(forged([]))
@example(forged("text"))
@example(forged({}))
@example(MAGIC + (300_000).to_bytes(4, "little") + b"[" * 300_000)
def test_bytes_that_are_no_summary_are_refused(data: bytes) -> None:
    for made_up in (data, MAGIC + data, SUMMARY[:12] + data):
        with pytest.raises(SummaryError):
            use(made_up)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


@settings(max_examples=300)
@given(name=st.sampled_from(sorted(header_of(SUMMARY))), value=VALUES)
@example("people", -1)
@example("rows", -1)
@example("people", 1 << 62)
@example("rows", 10**30)
@example("files", [{"digest": "", "format": "", "lines": 1, "unreadable": []}])
@example("services", [])
@example("services", [1, 2])
@example("units", "text")
def test_a_header_with_one_wrong_value_never_breaks_anything_else(name: str, value: object) -> None:
    header = header_of(SUMMARY)
    changed = forged(header | {name: value}, columns_of(SUMMARY))
    if type(value) is type(header[name]):
        with suppress(SummaryError):
            use(changed)
    else:
        with pytest.raises(SummaryError):
            use(changed)


@settings(max_examples=300)
@given(place=st.integers(0, len(SUMMARY) - 1), byte=st.integers(0, 255))
def test_one_changed_byte_is_refused_or_harmless(place: int, byte: int) -> None:
    changed = bytearray(SUMMARY)
    changed[place] = byte
    with suppress(SummaryError):
        use(bytes(changed))
        assert len(describe(bytes(changed)).files) == 1


def test_a_forged_size_takes_no_memory() -> None:
    tracemalloc.start()
    for count in (1 << 31, 1 << 40, 1 << 62):
        with pytest.raises(SummaryError):
            use(forged(header_of(SUMMARY) | {"rows": count, "people": count}, columns_of(SUMMARY)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20


def rows(keys: list[int], connections: list[int]) -> Rows:
    return Rows(
        np.array(keys, np.uint64),
        np.array(connections, np.uint32),
        np.array([2 * n for n in connections], np.uint64),
        np.array([bool(n % 2) for n in connections], np.bool_),
    )


def test_rows_of_the_same_key_are_added() -> None:
    joined = Rows.added([rows([1, 5], [3, 4]), rows([5, 2], [6, 8])])
    assert joined.keys.tolist() == [1, 2, 5]
    assert joined.connections.tolist() == [3, 8, 10]
    assert joined.sent.tolist() == [6, 16, 20]
    assert joined.known.tolist() == [True, False, False]


def test_connections_stop_at_what_a_column_can_hold() -> None:
    assert Rows.added([rows([1], [0xFFFFFFFF]), rows([1], [5])]).connections.tolist() == [0xFFFFFFFF]
