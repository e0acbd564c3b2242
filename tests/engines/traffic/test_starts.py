"""A log that begins with what was counted before counts from there on, wherever blocks end."""

import bz2
import gzip
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.engines.traffic import Starts, describe, summarise
from pleinjour.engines.traffic import starts as starts_module
from tests.engines.traffic.runs import KEY, READING, read_small_blocks, squid, tallies_of

LINES = [squid(user=f"agent{n % 7}", time=1773476813.0 + n) for n in range(40)]
HEADED = b"#Software: a proxy\n#Fields: date time c-ip cs-username cs-host\n"


def known(*contents: bytes) -> Starts:
    starts = Starts()
    for content in contents:
        (file,) = describe(summarise(io.BytesIO(content), READING, key=KEY)).files
        starts.add(file.length, file.head, file.digest)
    return starts


def counted(content: bytes, starts: Starts) -> tuple[int, int]:
    """Lines and connections."""
    summary = summarise(io.BytesIO(content), READING, key=KEY, starts=starts)
    connections = [one.connections for one in tallies_of(summary) if not one.key.unit and not one.key.category]
    return describe(summary).files[0].lines, sum(connections)


@given(
    before=st.integers(1, 40),
    cut=st.integers(0, 30),
    head=st.sampled_from([16, 200, 1024]),
    chunk=st.integers(1024, 3000),
    pack=st.sampled_from([bytes, gzip.compress, bz2.compress]),
)
def test_only_what_follows_a_known_content_counts(
    before: int, cut: int, head: int, chunk: int, pack: Callable[[bytes], bytes]
) -> None:
    """`cut` bytes are missing from its last line, which is then known all the same."""
    first = b"".join(LINES[:before])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(starts_module, "HEAD", head)
        read_small_blocks(patch, chunk)
        starts = known(first[: len(first) - cut])
        left = len(LINES) - before
        assert counted(pack(b"".join(LINES)), starts) == (left, left)


def test_the_longest_known_content_is_left_out() -> None:
    starts = known(b"".join(LINES[:3]), b"".join(LINES[:30]), b"".join(LINES[:12]))
    assert counted(b"".join(LINES), starts) == (10, 10)


def test_a_content_that_begins_otherwise_counts_in_full() -> None:
    starts = known(b"".join(LINES[1:20]), b"".join(LINES[:5]) + LINES[8])
    assert counted(b"".join(LINES), starts) == (40, 40)


def test_the_same_content_counts_nothing() -> None:
    assert counted(b"".join(LINES), known(b"".join(LINES))) == (0, 0)


def test_the_headings_of_what_is_left_out_still_tell_how_to_read() -> None:
    lines = [b"2026-03-14 09:26:%02d 10.0.4.21 agent042 chatgpt.com\n" % second for second in range(20)]
    assert counted(HEADED + b"".join(lines), known(HEADED + b"".join(lines[:15]))) == (5, 5)
