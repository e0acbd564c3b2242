"""Words that name a zone, and those that name several."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest

from pleinjour.engines.traffic.zones import ZONE_WORDS, zone_of
from tests.engines.traffic.naive_clocks import fixed, zone_words

RFC_5322 = {"UT", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "UTC", "Z"}
NO_LONGER_IN_IANA = {
    "SAMT": "Europe/Samara",
    "YEKT": "Asia/Yekaterinburg",
    "OMST": "Asia/Omsk",
    "KRAT": "Asia/Krasnoyarsk",
    "IRKT": "Asia/Irkutsk",
    "YAKT": "Asia/Yakutsk",
    "VLAT": "Asia/Vladivostok",
    "RET": "Indian/Reunion",
    "GFT": "America/Cayenne",
    "NCT": "Pacific/Noumea",
    "TAHT": "Pacific/Tahiti",
    "PMST": "America/Miquelon",
    "PMDT": "America/Miquelon",
}
SUMMER, WINTER = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)


def offsets_by_word() -> dict[str, set[timedelta | None]]:
    """What each word has meant since 2015, in every region of the machine's time zone database."""
    found: dict[str, set[timedelta | None]] = {}
    for name in sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")):
        for quarter in range(4 * 12):
            local = datetime(2015 + quarter // 4, 1 + 3 * (quarter % 4), 15, tzinfo=UTC).astimezone(ZoneInfo(name))
            found.setdefault(local.tzname() or "", set()).add(local.utcoffset())
    return found


def test_a_word_means_what_the_time_zone_database_says_and_nothing_else() -> None:
    meanings = offsets_by_word()
    for word in {word.decode() for word in ZONE_WORDS} - RFC_5322 - set(NO_LONGER_IN_IANA):
        assert meanings[word] == {ZONE_WORDS[word.encode()].utcoffset(None)}, word


@pytest.mark.parametrize(("word", "region"), NO_LONGER_IN_IANA.items())
def test_a_word_that_java_still_writes_has_the_offset_of_its_region(word: str, region: str) -> None:
    when = SUMMER if word == "PMDT" else WINTER
    assert ZONE_WORDS[word.encode()].utcoffset(None) == when.astimezone(ZoneInfo(region)).utcoffset()


def test_the_page_gives_the_same_words() -> None:
    assert {word.encode(): fixed(offset) for word, offset in zone_words().items()} == ZONE_WORDS


@pytest.mark.parametrize(
    "text", [b"IST", b"KST", b"Europe/Paris", b"CETX", b"", b"+1", b"+01:60", b"GMT+1", b"+9900", b"GMT-24:00"]
)
def test_what_may_mean_several_zones_or_nothing_is_none(text: bytes) -> None:
    assert zone_of(text) is None


@pytest.mark.parametrize("text", [b"CET", b"cet", b"+0100", b"+01:00", b"GMT+01:00", b"UTC+0100"])
def test_one_offset_has_several_writings(text: bytes) -> None:
    assert zone_of(text) == timezone(timedelta(hours=1))
