"""People, days and connections: who is one person, and how often they count."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.base.tallies import Tally
from pleinjour.engines.traffic import counting, describe
from pleinjour.engines.traffic.summary import unpack
from tests.engines.traffic.runs import KEY, squid, summary_of, tallies_of


def whole(log: bytes) -> Tally:
    (tally,) = (t for t in tallies_of(summary_of(log)) if t.key.category is None)
    return tally


def at(*numbers: int) -> float:
    return datetime(*numbers, tzinfo=UTC).timestamp()  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(("lines", "counted"), [(99, 99), (100, 100), (101, 100), (5000, 100)])
def test_a_person_counts_at_most_a_hundred_connections_a_day_and_service(lines: int, counted: int) -> None:
    assert whole(squid() * lines).connections == counted


def test_the_cap_is_by_person_day_and_service() -> None:
    days = [at(2026, 3, day, 12) for day in (2, 3)]
    log = b"".join(
        squid(host, client=c, time=t) * 150 for host in ("claude.ai", "chatgpt.com") for c in "ab" for t in days
    )
    assert (whole(log).people, whole(log).user_days, whole(log).connections) == (2, 4, 800)


def test_a_person_is_the_account_whatever_the_address_and_the_case() -> None:
    log = (
        squid(user="Agent042", client="10.0.0.1") + squid(user="AGENT042", client="10.0.0.2") + squid(user="agent%3042")
    )
    assert whole(log).people == 1


def test_without_an_account_a_person_is_the_address() -> None:
    assert whole(squid(client="10.0.0.1") + squid(client="10.0.0.2")).people == 2


def test_addresses_count_on_the_day_when_they_are_most() -> None:
    leases = b"".join(squid(client=f"10.0.0.{day}", time=at(2026, 3, day, 12)) for day in range(1, 29))
    busy = squid(client="10.0.1.1", time=at(2026, 3, 5, 12))
    assert (whole(leases).people, whole(leases).user_days) == (1, 28)
    assert (whole(leases + busy).people, whole(leases + busy).user_days) == (2, 29)


def test_accounts_count_over_the_whole_month() -> None:
    log = b"".join(squid(user=f"agent{day}", time=at(2026, 3, day, 12)) for day in range(1, 29))
    assert whole(log).people == 28


def test_someone_who_has_an_account_on_some_lines_only_is_not_two() -> None:
    log = squid(user="agent042") + squid() + squid(client="2001:db8::1") + squid(client="poste21")
    assert (whole(log).people, whole(log).user_days) == (1, 1)


def test_accounts_and_addresses_of_a_month_are_the_more_numerous_of_both() -> None:
    named = b"".join(squid(user=f"agent{n}") for n in range(3))
    nameless = b"".join(squid(client=f"10.0.0.{n}") for n in range(5))
    assert whole(named + nameless).people == 5


def test_a_month_is_that_of_the_local_day() -> None:
    log = squid(time=at(2026, 7, 31, 21, 59)) + squid(time=at(2026, 7, 31, 22, 0))
    assert [str(month) for month in describe(summary_of(log)).months] == ["2026-07", "2026-08"]


@given(
    hits=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 28), st.sampled_from(["claude.ai", "chatgpt.com"]))),
    spill=st.integers(1, 7),
)
def test_moving_counts_to_columns_early_changes_nothing(hits: list[tuple[int, int, str]], spill: int) -> None:
    log = squid("evil.fr") + b"".join(
        squid(host, client=f"10.0.0.{person}", time=at(2026, 3, day, 12)) for person, day, host in hits
    )
    expected = summary_of(log)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "_SPILL", spill)
        assert summary_of(log) == expected


FLOW = 'id=firewall time="2026-03-14 09:26:53" src={} dstname=claude.ai {} logtype="ssl"\n'


def test_bytes_are_unknown_as_soon_as_one_person_has_none() -> None:
    log = FLOW.format("10.0.0.1", "sent=5") + FLOW.format("10.0.0.1", "") + FLOW.format("10.0.0.2", "sent=9")
    assert whole(log.encode()).bytes_sent == 14
    assert whole((log + FLOW.format("10.0.0.3", "")).encode()).bytes_sent is None


def test_the_heaviest_of_many_addresses_may_be_one_person_on_each_day() -> None:
    log = "".join(
        FLOW.format(f"10.0.{day}.{n}", f"sent={sent}").replace("03-14", f"03-{day}")
        for day in (14, 15)
        for n, sent in enumerate((10, 700, 40))
    )
    assert (whole(log.encode()).bytes_sent, whole(log.encode()).heaviest) == (1500, (1400, 80))


def test_bytes_sent_are_added_and_stay_unknown_when_no_line_says_them() -> None:
    line = 'id=firewall time="2026-03-14 09:26:53" src=10.0.4.21 dstname={} {} logtype="ssl"\n'
    log = "".join(line.format(host, sent) for host, sent in [("claude.ai", "sent=5"), ("claude.ai", "sent=7")])
    log += line.format("claude.ai", "") + line.format("chatgpt.com", "")
    sent = {t.key.service: t.bytes_sent for t in tallies_of(summary_of(log.encode())) if t.key.service}
    assert sent == {"claude": 12, "chatgpt": None}


def test_bytes_beyond_all_reason_do_not_break_the_sum() -> None:
    line = 'id=firewall time="2026-03-14 09:26:53" src=10.0.4.21 dstname=claude.ai sent=999999999999999 logtype="ssl"\n'
    sent = whole(line.encode() * 3000).bytes_sent
    assert sent is not None
    assert sent >= 1 << 60


def test_identifiers_are_keyed_and_tell_nothing_without_the_key() -> None:
    log = squid(user="agent042")
    one, other = (unpack(summary_of(log, key=key)) for key in (KEY, bytes(32)))
    assert one.people.tobytes() != other.people.tobytes()
    assert len(one.people.tobytes()) == 16
    assert b"agent042" not in summary_of(log)
    assert b"10.0.4.21" not in summary_of(log)
