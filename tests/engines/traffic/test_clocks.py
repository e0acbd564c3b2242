"""Instants as logs write them, and the local day they fall on."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from pleinjour.engines.traffic import clocks
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.errors import Unreadable

READ_ON = date(2026, 4, 1)


def paris(read_on: date = READ_ON) -> Clock:
    return Clock("Europe/Paris", read_on)


def utc(*numbers: int) -> float:
    return datetime(*numbers, tzinfo=UTC).timestamp()  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        (b"14/Mar/2026:09:26:53 +0100", utc(2026, 3, 14, 8, 26, 53)),
        (b"14/mar/2026:09:26:53 +0000", utc(2026, 3, 14, 9, 26, 53)),
        (b"1/JUN/2026:00:00:00 -0330", utc(2026, 6, 1, 3, 30)),
        (b"14-Mar-2026 09:26:53.412", utc(2026, 3, 14, 8, 26, 53) + 0.412),
        (b"14-Jul-2026 09:26:53", utc(2026, 7, 14, 7, 26, 53)),
    ],
)
def test_apache_and_bind_dates(text: bytes, instant: float) -> None:
    assert paris().apache(text) == pytest.approx(instant, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        (b"2026-03-14T09:26:53Z", utc(2026, 3, 14, 9, 26, 53)),
        (b"2026-03-14T09:26:53+01:00", utc(2026, 3, 14, 8, 26, 53)),
        (b"2026-03-14T09:26:53.412345+0100", utc(2026, 3, 14, 8, 26, 53) + 0.412345),
        (b"2026-03-14T09:26:53,412-05:30", utc(2026, 3, 14, 14, 56, 53) + 0.412),
        (b"2026-03-14 09:26:53", utc(2026, 3, 14, 8, 26, 53)),
        (b"2026/07/14 09:26:53", utc(2026, 7, 14, 7, 26, 53)),
        (b"2024-02-29 12:00:00", utc(2024, 2, 29, 11)),
    ],
)
def test_iso_dates(text: bytes, instant: float) -> None:
    assert paris().iso(text) == pytest.approx(instant, abs=1e-6)


def test_ctime_dates_with_and_without_a_padded_day() -> None:
    assert paris().ctime(b"Sat Mar 14 09:26:53 2026") == utc(2026, 3, 14, 8, 26, 53)
    assert paris().ctime(b"Sun Mar  1 09:26:53 2026") == utc(2026, 3, 1, 8, 26, 53)


def test_ctime_dates_may_carry_a_zone_before_their_year() -> None:
    assert paris().ctime(b"Sat Mar 14 09:26:53 UTC 2026") == utc(2026, 3, 14, 9, 26, 53)
    assert paris().ctime(b"Sat Mar 14 09:26:53 +0300 2026") == utc(2026, 3, 14, 6, 26, 53)


def test_a_remembered_minute_does_not_lend_its_year_or_its_zone_to_another() -> None:
    clock = paris()
    assert clock.ctime(b"Sat Mar 14 09:26:53 2026") != clock.ctime(b"Sat Mar 14 09:26:53 2025")
    assert clock.ctime(b"Sat Mar 14 09:26:53 UTC 2026") != clock.ctime(b"Sat Mar 14 09:26:53 UTC 2025")
    assert clock.ctime(b"Sat Mar 14 09:26:53 UTC 2026") != clock.ctime(b"Sat Mar 14 09:26:53 2026")
    assert clock.iso(b"2026-03-14T09:26:53Z") != clock.iso(b"2026-03-14T09:26:53+01:00")
    assert clock.iso(b"2026-03-14T09:26:53Z") == clock.iso(b"2026-03-14T09:26:53+00:00")


@pytest.mark.parametrize(
    ("read_on", "text", "year"),
    [
        (date(2026, 1, 3), b"Dec 31 23:59:59", 2025),
        (date(2026, 1, 3), b"Jan  2 10:00:00", 2026),
        (date(2026, 1, 3), b"Jan  4 10:00:00", 2026),
        (date(2026, 1, 3), b"Jan  5 10:00:00", 2025),
        (date(2025, 12, 31), b"Jan  1 00:30:00", 2026),
        (date(2025, 12, 31), b"Dec 31 00:30:00", 2025),
        (date(2026, 4, 1), b"Feb 29 12:00:00", 2024),
        (date(2024, 2, 28), b"Feb 29 12:00:00", 2024),
        (date(2024, 2, 27), b"Feb 29 12:00:00", 2020),
    ],
)
def test_a_date_without_a_year_is_the_latest_that_is_not_after_tomorrow(read_on: date, text: bytes, year: int) -> None:
    instant = paris(read_on).syslog(text)
    assert date.fromordinal(paris(read_on).day_of(instant)).year == year


def test_the_hour_that_does_not_exist_in_march_still_falls_on_its_day() -> None:
    clock = paris()
    instant = clock.iso(b"2026-03-29 02:30:00")
    assert clock.day_of(instant) == date(2026, 3, 29).toordinal()


def test_the_hour_that_happens_twice_in_october_is_the_first_of_the_two() -> None:
    assert paris().iso(b"2026-10-25 02:30:00") == utc(2026, 10, 25, 0, 30)
    assert paris().syslog(b"Oct 25 02:30:00") == utc(2025, 10, 25, 0, 30)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (utc(2026, 3, 28, 22, 59, 59), date(2026, 3, 28)),
        (utc(2026, 3, 28, 23), date(2026, 3, 29)),
        (utc(2026, 3, 29, 21, 59, 59), date(2026, 3, 29)),
        (utc(2026, 3, 29, 22), date(2026, 3, 30)),
        (utc(2026, 10, 24, 22), date(2026, 10, 25)),
        (utc(2026, 10, 25, 22, 59, 59), date(2026, 10, 25)),
        (utc(2026, 10, 25, 23), date(2026, 10, 26)),
    ],
)
def test_days_change_at_local_midnight_around_both_clock_changes(instant: float, day: date) -> None:
    assert paris().day_of(instant) == day.toordinal()


@pytest.mark.parametrize("zone", ["Indian/Reunion", "Asia/Kolkata", "Asia/Kathmandu", "America/Guadeloupe"])
def test_days_are_those_of_the_chosen_zone(zone: str) -> None:
    clock = Clock(zone, READ_ON)
    for hour in range(48):
        instant = utc(2026, 3, 14) + hour * 3600 + 899
        assert clock.day_of(instant) == datetime.fromtimestamp(instant, clock.zone).toordinal()


@pytest.mark.parametrize("text", [b"0", b"1773476813.412", b"17179869183"])
def test_seconds_since_1970(text: bytes) -> None:
    assert paris().epoch(text) == float(text)


BAD: dict[str, tuple[Callable[[Clock, bytes], float], str]] = {
    "epoch": (Clock.epoch, "|nan|inf|-1|1e30|99999999999|x"),
    "apache": (
        Clock.apache,
        "|31/Feb/2026:00:00:00 +0100|29/Feb/2026:00:00:00 +0100|1/Foo/2026:00:00:00 +0100|14/Mar/2026:24:00:00 +0100"
        "|14/Mar/2026:09:60:00 +0100|14/Mar/2026:09:26:61 +0100|14/Mar/2026:09:26:53 +9900|14/Mar/2026:09:26:53 IST"
        "|14/Mar/0000:09:26:53 +0100",
    ),
    "iso": (
        Clock.iso,
        "|2026-13-01 00:00:00|2026-00-01 00:00:00|2026-03-14|2026-03-14T09:26|0000-01-01 00:00:00|2026-03-14T09:26:5x"
        "|2026-03-14T09:26:|2026-03-14T0926:53Z|2026-03-14 19:08:93|2026-03-14T09:26:53+0190|éééééééééééééééé",
    ),
    "syslog": (Clock.syslog, "|Feb 30 10:00:00|Foo 14 10:00:00|Mar 14 10:00|Mar  0 10:00:00"),
    "ctime": (
        Clock.ctime,
        "|Sat Mar 14 09:26:53|Sat Mar 14 09:26:53 XXXX|Sat Mar 32 09:26:53 2026|Sat Mar 14 09:26:53 IST 2026",
    ),
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, (_, texts) in BAD.items() for text in texts.split("|")]
)
def test_an_impossible_date_is_unreadable_each_time_it_comes(kind: str, text: str) -> None:
    clock = paris()
    for _ in range(2):
        with pytest.raises(Unreadable, match="time"):
            BAD[kind][0](clock, text.encode())


def test_what_is_remembered_of_a_log_stays_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "_MINUTES_REMEMBERED", 8)
    monkeypatch.setattr(clocks, "_QUARTERS_REMEMBERED", 8)
    clock = paris()
    for minute in range(50):
        for _ in range(2):
            instant = clock.iso(f"2026-03-14 {minute // 4:02}:{minute % 4 * 15:02}:07".encode())
            assert instant == utc(2026, 3, 13, 23) + minute * 900 + 7
            assert clock.day_of(instant) == date(2026, 3, 14).toordinal()
    assert max(len(clock._minutes), len(clock._days)) <= 8


def test_a_time_may_name_its_zone_by_a_word() -> None:
    assert paris().syslog(b"Mar 14 09:26:53 EST") == utc(2026, 3, 14, 14, 26, 53)
    assert paris().iso(b"2026-03-14 09:26:53 GMT+05:00") == utc(2026, 3, 14, 4, 26, 53)
