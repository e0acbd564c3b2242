"""Summaries put together: in any order, any grouping, any number of times, the figures are those of all the files."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.engines.traffic import Domains, SummaryError, UnitRule, Units, describe, merge, only_months
from pleinjour.engines.traffic import merging as merging_module
from tests.engines.traffic.runs import DOMAINS, squid, summary_of, tallies_of

UNITS = Units((UnitRule("A", "cidr", "10.0.0.0/31"), UnitRule("B", "cidr", "10.0.0.2/31")))
HITS = st.tuples(
    st.integers(0, 5), st.integers(1, 60), st.sampled_from(["chatgpt.com", "claude.ai", "openai.com", "evil.fr"])
)
MIDDAY_OF_2_MARCH = 1772449200


def log_of(hits: list[tuple[int, int, str]]) -> bytes:
    return squid("intranet.example") + b"".join(
        squid(host, client=f"10.0.0.{person}", time=MIDDAY_OF_2_MARCH + 86400 * day) for person, day, host in hits
    )


LOGS = st.lists(st.lists(HITS, max_size=12).map(log_of), min_size=3, max_size=3, unique=True)


def summaries(logs: list[bytes]) -> list[bytes]:
    return [summary_of(log, units=UNITS) for log in logs]


@given(LOGS)
def test_merging_is_associative_commutative_and_idempotent(logs: list[bytes]) -> None:
    one, two, three = summaries(logs)
    left, right = merge(merge(one, two), three), merge(one, merge(two, three))
    assert left == right
    assert merge(one, two) == merge(two, one)
    assert merge(three, merge(two, one)) == left
    assert merge(left, one) == merge(one, left) == merge(left, left) == left


@given(LOGS)
def test_merged_figures_are_those_of_the_files_read_as_one(logs: list[bytes]) -> None:
    one, two, three = summaries(logs)
    together = summary_of(b"".join(logs), units=UNITS)
    merged = merge(merge(one, two), three)
    assert tallies_of(merged) == tallies_of(together)
    assert describe(merged).lines == describe(together).lines
    assert describe(merged).months == describe(together).months
    assert len(describe(merged).files) == 3
    assert describe(merged).catalogue == "test"


def test_the_cap_holds_over_files() -> None:
    merged = merge(summary_of(squid() * 80), summary_of(squid("claude.ai") + squid() * 80))
    (chatgpt,) = (t for t in tallies_of(merged) if t.key.service == "chatgpt")
    assert (chatgpt.people, chatgpt.user_days, chatgpt.connections) == (1, 1, 100)


def test_the_same_file_under_another_compression_counts_once() -> None:
    plain = summary_of(squid() * 3)
    assert merge(plain, summary_of(squid() * 3)) == plain


def test_files_without_a_hit_stand_in_the_account() -> None:
    merged = merge(summary_of(squid("evil.fr")), summary_of(b""))
    assert describe(merged).formats == {"empty": 1, "squid": 1}
    assert tallies_of(merged) == []


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"key": bytes(32)}, "clé"),
        ({"zone": "Indian/Reunion"}, "fuseau"),
        ({"domains": Domains(DOMAINS.services, "other")}, "catalogue"),
        ({"units": UNITS}, "unités"),
    ],
)
def test_summaries_of_different_runs_are_refused(changes: dict[str, object], word: str) -> None:
    with pytest.raises(SummaryError, match=word):
        merge(summary_of(squid()), summary_of(squid() * 2, **changes))  # type: ignore[arg-type]


def test_the_day_of_reading_may_differ() -> None:
    later = summary_of(squid() * 2, read_on=date(2026, 5, 1))
    assert describe(merge(summary_of(squid()), later)).lines == 3


def test_summaries_that_share_some_files_only_are_refused() -> None:
    one, two, three = (summary_of(squid() * count) for count in (1, 2, 3))
    with pytest.raises(SummaryError, match="certains fichiers"):
        merge(merge(one, two), merge(two, three))


def test_more_people_than_a_summary_can_number_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging_module, "MOST_PEOPLE", 1)
    with pytest.raises(SummaryError, match="trop de personnes"):
        merge(summary_of(squid(client="10.0.0.1")), summary_of(squid(client="10.0.0.2")))


def test_a_file_of_a_month_that_closed_still_counts_once() -> None:
    summary = summary_of(squid())
    rest = only_months(summary, [])
    assert tallies_of(rest) == []
    assert merge(rest, summary) == rest
