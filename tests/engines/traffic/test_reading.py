"""From a file to a summary: every line is counted, and the way it is cut, packed or written changes nothing."""

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from typing import get_args

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.engines.traffic import (
    REASONS,
    CheckedLine,
    UnknownFormat,
    UnknownReader,
    UnreadableSource,
    UnreadLine,
    check_lines,
    describe,
    summarise,
)
from pleinjour.engines.traffic.errors import Reason
from tests.engines.traffic.runs import KEY, READING, read_small_blocks, services_in, squid, summary_of, tallies_of

LOG = b"".join(squid(host, client=f"10.0.0.{n % 7}") for n in range(40) for host in ("claude.ai:443", "evil.fr:443"))


def test_the_account_says_lines_formats_and_months() -> None:
    account = describe(summary_of(LOG))
    assert (account.lines, account.unreadable, account.formats) == (80, {}, {"squid": 1})
    assert [str(month) for month in account.months] == ["2026-03"]
    assert account.files[0].lines == 80


def test_unreadable_lines_are_counted_by_reason_and_stop_nothing() -> None:
    spoiled = [b"gibberish claude.ai \n", squid("claude..ai:443"), squid(client="-"), squid(time=99999999999.0)]
    account = describe(summary_of(squid() * 9 + b"".join(spoiled)))
    assert account.unreadable == {"shape": 1, "host": 1, "client": 1, "time": 1}
    assert services_in(squid() * 9 + b"".join(spoiled)) == {"chatgpt": 9}


def test_a_line_over_a_mebibyte_is_unreadable_and_the_rest_is_read() -> None:
    log = squid() + b"x" * (1 << 20) + b" chatgpt.com " + squid() + squid()
    assert describe(summary_of(log)).unreadable == {"too-long": 1}
    assert services_in(log) == {"chatgpt": 2}


@pytest.mark.parametrize("log", [b"", b"\n", b"\r\n\r\n", b"# comment\n", b"\xef\xbb\xbf#Fields: x\n", b" \0 \n"])
def test_a_file_with_nothing_to_read_is_no_error(log: bytes) -> None:
    account = describe(summary_of(log))
    assert (account.formats, account.unreadable) == ({"empty": 1}, {})
    assert tallies_of(summary_of(log)) == []
    assert list(check_lines(io.BytesIO(log), READING)) == []


def test_comments_longer_than_a_block_do_not_hide_the_format(monkeypatch: pytest.MonkeyPatch) -> None:
    read_small_blocks(monkeypatch, 64)
    log = b"# a comment\n" * 40 + squid()
    assert services_in(log) == {"chatgpt": 1}
    (checked,) = check_lines(io.BytesIO(log), READING)
    assert isinstance(checked, CheckedLine)
    assert checked.line == 41


@pytest.mark.parametrize(
    "log",
    [
        b"\xef\xbb\xbf" + LOG,
        LOG.replace(b"\n", b"\r\n"),
        LOG.replace(b"\n", b"\0\n"),
        LOG.replace(b"chatgpt", b"ch\0\0atgpt").replace(b"claude", b"\0claud\0e"),
        LOG.decode().encode("utf-16-le"),
        LOG.removesuffix(b"\n"),
        b"\n# rotated\n" + LOG,
        LOG.replace(b" CONNECT", b"\tCONNECT"),
    ],
    ids=[
        "byte order mark",
        "carriage returns",
        "NUL",
        "NUL inside names",
        "UTF-16",
        "no final newline",
        "comment",
        "tabulation",
    ],
)
def test_what_editors_and_relays_leave_changes_no_figure(log: bytes) -> None:
    assert tallies_of(summary_of(log)) == tallies_of(summary_of(LOG))


@pytest.mark.parametrize(
    "write", [lambda log: log.replace(b"claude", b"cl\0\0aud\0e"), lambda log: log.decode().encode("utf-16-le")]
)
def test_names_that_nul_bytes_cut_count_past_the_first_block(
    monkeypatch: pytest.MonkeyPatch, write: Callable[[bytes], bytes]
) -> None:
    read_small_blocks(monkeypatch, 256)
    assert services_in(write(LOG)) == services_in(LOG)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.compress,
}


@pytest.mark.parametrize("kind", PACKERS)
def test_a_compressed_file_gives_the_very_summary_of_the_plain_one(kind: str) -> None:
    assert summary_of(PACKERS[kind](LOG)) == summary_of(LOG)


@given(chunk=st.integers(1, 500), hosts=st.lists(st.sampled_from(["chatgpt.com", "evil.fr", "%63laude.ai", "bad..ai"])))
def test_where_blocks_end_changes_no_figure(chunk: int, hosts: list[str]) -> None:
    log = squid() + b"".join(squid(f"{host}:443") for host in hosts)
    whole = tallies_of(summary_of(log))
    with pytest.MonkeyPatch.context() as patch:
        read_small_blocks(patch, chunk)
        assert tallies_of(summary_of(log)) == whole


def test_an_unknown_format_stops_with_what_was_tried() -> None:
    with pytest.raises(UnknownFormat, match="squid-common"):
        summary_of(b"Bonjour, ceci est un courrier.\n")


def test_an_announced_format_that_no_line_has_stops_without_a_name() -> None:
    with pytest.raises(UnreadableSource) as caught:
        summary_of(squid(user="agent042"), format="bind")
    assert "agent042" not in str(caught.value)
    assert "bind" in str(caught.value)


def test_an_announced_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownReader):
        summary_of(squid(), format="websense")


def test_progress_is_told_of_every_byte() -> None:
    steps: list[int] = []
    summarise(io.BytesIO(LOG), READING, key=KEY, progress=steps.append)
    assert sum(steps) == len(LOG)


def test_checking_numbers_lines_from_one_and_leaves_out_what_does_not_count() -> None:
    denied = squid().replace(b"TCP_TUNNEL/200", b"TCP_DENIED/403")
    log = b"# comment\n" + squid() + denied + b"gibberish\n" + squid("evil.fr:443")
    found = list(check_lines(io.BytesIO(log), READING))
    lines = [(c.line, c.reason if isinstance(c, UnreadLine) else c.service) for c in found]
    assert lines == [(2, "chatgpt"), (4, "shape"), (5, None)]


def test_every_reason_has_its_words() -> None:
    assert set(REASONS) == set(get_args(Reason))
