"""Zones that a log names by a word, and their offset from UTC. As of 27 November 2026.

Sources. RFC 5322, section 4.3: GMT, UT and the zones of North America. IANA Time Zone Database, release 2025b: words
that one offset alone has had since 2015, of which Moscow's is the youngest. The same until release 2016f: words that it
no longer gives, but that Java still writes, for Russia and France overseas, at the offset of their region today.

Left out, because they mean several: IST (India, Ireland, Israel), KST (Seoul, Pyongyang before 2018). The RFC's own
words (EST, CST, PST…) are always North America's, as it says, though CST also is China's and Cuba's, PST Manila's, and
EST Australia's before 2015.
"""

import re
from datetime import timedelta, timezone

_RFC_5322 = {"UT": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_IANA_EUROPE = {"WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3}
_IANA_AMERICA = {"NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "AKST": -9, "AKDT": -8, "HST": -10, "HDT": -9}
_IANA_AFRICA = {"WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3}
_IANA_ASIA = {"IDT": 3, "PKT": 5, "WIB": 7, "HKT": 8, "WITA": 8, "JST": 9, "WIT": 9}
_IANA_PACIFIC = {"AWST": 8, "ACST": 9.5, "AEST": 10, "ACDT": 10.5, "AEDT": 11, "NZST": 12, "NZDT": 13, "SST": -11}
_RUSSIA = {"SAMT": 4, "YEKT": 5, "OMST": 6, "KRAT": 7, "IRKT": 8, "YAKT": 9, "VLAT": 10}
_FRANCE_OVERSEAS = {"RET": 4, "GFT": -3, "PMST": -3, "PMDT": -2, "NCT": 11, "TAHT": -10}

_HOURS = {"Z": 0, "UTC": 0} | _RFC_5322 | _IANA_EUROPE | _IANA_AMERICA | _IANA_AFRICA | _IANA_ASIA | _IANA_PACIFIC
_HOURS |= _RUSSIA | _FRANCE_OVERSEAS
ZONE_WORDS = {word.encode(): timezone(timedelta(hours=hours)) for word, hours in _HOURS.items()}
"""Each word, in capitals, and what it means."""
ANY_ZONE_WORD = b"(?:%b)" % b"|".join(sorted(ZONE_WORDS, reverse=True))
"""A pattern that finds one of them, a longer one before the one that begins it."""

_OFFSET = re.compile(rb"(?:GMT|UTC)?([+-])([01]\d|2[0-3]):?([0-5]\d)$")


def zone_of(text: bytes) -> timezone | None:
    """The zone of `+0100`, `+01:00`, `GMT+01:00` or of a word in any case; None for several or for none."""
    known = ZONE_WORDS.get(text.upper())
    if known is not None:
        return known
    match = _OFFSET.match(text)
    if match is None:
        return None
    sign, hours, minutes = match.groups()
    delta = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-delta if sign == b"-" else delta)
