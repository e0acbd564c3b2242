"""IBM's Log Event Extended Format: `LEEF:1.0|vendor|product|version|event|key=value<tab>…`; 2.0 names its delimiter.

IBM QRadar, *LEEF event components*, *Custom event date format*. Products that part pairs with bars, and relays that
spoil tabulations (rsyslog's `#011`, or blanks), are put up with.
"""

import re
from typing import NamedTuple

from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.errors import Unreadable
from pleinjour.engines.traffic.readers.envelopes.cef import blank_pairs
from pleinjour.engines.traffic.readers.envelopes.stamps import written_instant
from pleinjour.engines.traffic.readers.envelopes.syslog import leading_instant
from pleinjour.engines.traffic.readers.envelopes.values import Pairs, first_of

_HEAD = re.compile(rb"(?<![A-Za-z0-9])LEEF: ?([12])(?:\.\d+)?\|" + rb"([^|]*+)\|" * 4)
_DELIMITER = re.compile(rb"(?:0?x([0-9A-Fa-f]{1,4})|([^|=])?)\|")
_MARK, _TAB = b"LEEF:", b"\t"
_SPOILT = re.compile(rb"(#011|\|)[A-Za-z][\w.-]*+=")
_LETTERS = re.compile(r"'[^']*'|([A-Za-z])\1*|[^A-Za-z']")
_LONGEST_FORMAT, _MOST_FORMATS = 64, 64
_PIECES = {
    "y": r"(?P<y>\d{4})",
    "M": r"(?P<M>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "H": r"(?P<H>\d{1,2})",
    "h": r"(?P<h>\d{1,2})",
    "m": r"(?P<m>\d{1,2})",
    "s": r"(?P<s>\d{1,2})",
    "S": r"(?P<S>\d{1,9})",
    "a": r"(?P<a>[AaPp])[Mm]",
    "E": r"(?P<E>[A-Za-z]{2,9})",
    "z": r"(?P<z>[A-Z]{1,5}|(?:GMT|UTC)?[+-]\d\d:?\d\d)",
}
"""Java's letters of a date (SimpleDateFormat), each once at most."""
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SAME = {"u": "y", "k": "H", "K": "h", "Z": "z", "X": "z"}


class LEEFEvent(NamedTuple):
    """One event: who wrote it, what it is, and its pairs."""

    vendor: bytes
    product: bytes
    version: bytes
    event: bytes
    pairs: Pairs

    def first(self, *keys: bytes) -> bytes:
        """The first value that says something among these keys; b"" when none does."""
        return first_of(self.pairs, keys)


def is_leef(line: bytes, vendor: bytes = b"") -> bool:
    """Whether a line holds such an event, of any vendor or of this one."""
    head = _HEAD.search(line) if _MARK in line else None
    return head is not None and (not vendor or head[2].lower() == vendor.lower())


def leef_event(line: bytes) -> LEEFEvent:
    """The event of a line, perhaps behind a syslog header. Raises Unreadable("shape") when its head is not whole."""
    head = _HEAD.search(line)
    if head is None:
        raise Unreadable("shape")
    version, vendor, product, release, name = head.groups()
    start, delimiter = head.end(), _TAB
    named = _DELIMITER.match(line, start) if version == b"2" else None
    if named is not None:
        start = named.end()
        delimiter = chr(int(named[1], 16)).encode(errors="surrogatepass") if named[1] else named[2] or _TAB
    return LEEFEvent(vendor, product, release, name, _pairs(line[start:], delimiter))


def leef_instant(event: LEEFEvent, line: bytes, clock: Clock) -> float:
    """`devTime`, as `devTimeFormat` says it is written; without it, the date of the syslog header.

    Raises Unreadable("time").
    """
    text, pattern = event.first(b"devTime"), event.first(b"devTimeFormat")
    if not text:
        return leading_instant(line, clock)
    found = _known_dates(pattern, clock).fullmatch(text.decode(errors="replace")) if pattern else None
    return written_instant(text if found is None else _ordered(found.groupdict()), clock)


def _pairs(text: bytes, delimiter: bytes) -> Pairs:
    if delimiter == b" ":
        return blank_pairs(text)
    if delimiter == _TAB and _TAB not in text:
        spoilt = _SPOILT.search(text)
        if spoilt is None:
            return blank_pairs(text)
        delimiter = spoilt[1]
    pairs: Pairs = {}
    for piece in text.split(delimiter):
        key, _equals, value = piece.partition(b"=")
        pairs.setdefault(key.strip(), value.strip())
    return pairs


def _known_dates(pattern: bytes, clock: Clock) -> re.Pattern[str]:
    """What dates of a pattern look like, worked out once a file. Raises Unreadable("time") past a few patterns."""
    if pattern not in clock.date_patterns:
        if len(clock.date_patterns) >= _MOST_FORMATS:
            raise Unreadable("time")
        clock.date_patterns[pattern] = _dates_like(pattern)
    return clock.date_patterns[pattern]


def _dates_like(pattern: bytes) -> re.Pattern[str]:
    """What the dates of a Java pattern look like, nothing when it is none."""
    text = pattern.decode(errors="replace") if len(pattern) <= _LONGEST_FORMAT else ""
    pieces = []
    for found in _LETTERS.finditer(text):
        letter = _SAME.get(found[0][0], found[0][0])
        if letter == "M" and len(found[0]) > 2:
            pieces.append("(?P<M>[A-Za-z]{3})[a-z]*")
        else:
            pieces.append(_PIECES.get(letter) or re.escape(found[0].strip("'")))
    try:
        return re.compile("".join(pieces))
    except re.error:
        return re.compile("(?!)")


def _ordered(parts: dict[str, str | None]) -> bytes:
    """The same date as `written_instant` takes it; a missing year stays missing."""

    def figure(name: str) -> int:
        return int(parts.get(name) or 0)

    hour = figure("H")
    if parts.get("h"):
        hour = figure("h") % 12 + (12 if (parts.get("a") or "a").lower() == "p" else 0)
    time = f"{hour:02d}:{figure('m'):02d}:{figure('s'):02d}"
    month, year, zone = parts.get("M") or "0", parts.get("y"), parts.get("z") or ""
    if month.isdigit() and year:
        return f"{year}-{int(month):02d}-{figure('d'):02d} {time} {zone}".strip().encode()
    name = _MONTHS[int(month) % 13] if month.isdigit() else month
    return f"{name} {figure('d')} {year or ''} {time} {zone}".replace("  ", " ").strip().encode()
