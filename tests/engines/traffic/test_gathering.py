"""Any number of summaries put together: the same bytes in any order, and each file once."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.engines.traffic import Gathering, SummaryError, describe
from pleinjour.engines.traffic import gathering as gathering_module
from pleinjour.engines.traffic.merging import merged
from pleinjour.engines.traffic.summary import Summary
from tests.engines.traffic.runs import KEY, squid, summary_of, tallies_of

LOGS = [squid(client=f"10.0.{number}.1") * (number + 1) for number in range(12)]
SUMMARIES = [summary_of(log) for log in LOGS]


def gathered(summaries: list[bytes]) -> bytes:
    gathering = Gathering()
    for summary in summaries:
        gathering.add(summary)
    return gathering.summary()


@given(st.permutations(range(12)), st.lists(st.integers(0, 11)))
def test_order_and_repeats_change_no_byte(order: list[int], again: list[int]) -> None:
    assert gathered([SUMMARIES[number] for number in order + again]) == gathered(SUMMARIES)


@given(st.lists(st.integers(1, 11), unique=True).map(sorted))
def test_summaries_of_several_files_are_gathered_too(cuts: list[int]) -> None:
    edges = [0, *cuts, 12]
    parts = [gathered(SUMMARIES[start:end]) for start, end in pairwise(edges)]
    assert gathered(parts) == gathered(SUMMARIES)
    assert gathered([*parts, *SUMMARIES]) == gathered(SUMMARIES)


def test_what_is_gathered_has_the_figures_of_the_files_read_as_one() -> None:
    assert tallies_of(gathered(SUMMARIES)) == tallies_of(summary_of(b"".join(LOGS)))
    assert len(describe(gathered(SUMMARIES)).files) == 12


def test_one_summary_stays_as_it_is() -> None:
    assert gathered(SUMMARIES[:1]) == SUMMARIES[0]


def test_a_summary_of_another_run_is_refused() -> None:
    with pytest.raises(SummaryError, match="clé"):
        gathered([SUMMARIES[0], summary_of(LOGS[1], key=bytes(32))])


def test_bytes_that_are_no_summary_are_refused() -> None:
    with pytest.raises(SummaryError):
        gathered([b"letter"])


def test_a_summary_that_shares_some_files_only_is_refused() -> None:
    with pytest.raises(SummaryError, match="certains fichiers"):
        gathered([gathered(SUMMARIES[:2]), gathered(SUMMARIES[1:3])])


def test_each_summary_is_merged_a_few_times_however_many_come(monkeypatch: pytest.MonkeyPatch) -> None:
    moved = 0

    def counted(parts: list[Summary]) -> Summary:
        nonlocal moved
        moved += sum(len(part.header.files) for part in parts)
        return merged(parts)

    monkeypatch.setattr(gathering_module, "merged", counted)
    many = [summary_of(squid(client=f"10.1.{number // 200}.{number % 200}"), key=KEY) for number in range(256)]
    random.Random(1).shuffle(many)
    gathered(many)
    assert moved == 256 * 3  # each file moves once for each level of eight, and once at the end


def test_large_summaries_do_not_wait_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering_module, "MANY_ROWS", 3)
    gathering = Gathering()
    for summary in SUMMARIES:
        gathering.add(summary)
        assert sum(map(len, gathering._levels)) <= 4
    assert gathering.summary() == gathered(list(reversed(SUMMARIES)))
