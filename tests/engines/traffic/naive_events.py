"""CEF and LEEF for the naive reader: docs/dpo-rssi/formats/cef.md and leef.md say each rule."""

import re
from datetime import datetime

from tests.engines.traffic.naive_clocks import Clock, month_number, since_1970, zone_after, zone_words
from tests.engines.traffic.naive_values import BadLine

REFUSALS = ("block", "deny", "denied", "reject", "reset", "prevent", "redirect", "refus", "forbid", "bloqu")
NEGATIONS = [word + mark for word in ("not", "non") for mark in " _-"]
LOWER, UPPER = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def refused(action: str) -> bool:
    """Whether a word of refusal begins somewhere, letter by letter."""
    for place, letter in enumerate(action):
        before = action[place - 1] if place else " "
        begins = before not in LOWER + UPPER or (before in LOWER and letter in UPPER)
        rest = action[place:].lower()
        is_refusal = rest.startswith(REFUSALS) or re.match("drop(ped|ping)?(?![a-z])", rest)
        if begins and is_refusal and action[max(0, place - 4) : place].lower() not in NEGATIONS:
            return True
    return False


def said(values: dict[str, str], *keys: str) -> str:
    """The first value that is neither missing, nor empty, nor `-`."""
    return next((values[key] for key in keys if values.get(key, "-") not in ("", "-")), "")


def cef_of(line: str) -> tuple[list[str], dict[str, str]]:
    """(vendor, product, version, event, name, severity) and the pairs."""
    start = re.search(r"(?<![A-Za-z0-9])CEF: ?[0-9]+(\.[0-9]+)?\|", line)
    parts = re.split(r"(?<!\\)\|", line[start.end() :].replace("\\\\", "\0"), maxsplit=6) if start else []
    if len(parts) < 7:
        raise BadLine("shape")
    whole = [part.replace("\\|", "|").replace("\0", "\\") for part in parts[:6]]
    return whole, {key: unescaped(value) for key, value in spread_pairs(parts[6].replace("\0", "\\\\")).items()}


def unescaped(text: str) -> str:
    ends = {"n": "\n", "r": "\r"}
    return re.sub(r"\\([=\\|nr])", lambda found: ends.get(found[1], found[1]), text)


def spread_pairs(text: str) -> dict[str, str]:
    """Values may hold blanks: a word with a key before its first `=` begins the next pair."""
    values: dict[str, str] = {}
    key = ""
    for word in re.split("([ \t])", text):
        begins = re.match(r"([A-Za-z0-9_.\[\]-]+)=", word)
        if begins and begins[1] in values:
            key = "\0"
            continue
        if begins:
            key, values[begins[1]] = begins[1], word[begins.end() :]
        elif key in values:
            values[key] += word
    return {key: value.strip() for key, value in values.items()}


def leef_of(line: str) -> tuple[list[str], dict[str, str]]:
    """(vendor, product, version, event) and the pairs."""
    start = re.search(r"(?<![A-Za-z0-9])LEEF: ?([12])(\.[0-9]+)?\|", line)
    parts = line[start.end() :].split("|", 4) if start else []
    if not start or len(parts) < 5:
        raise BadLine("shape")
    rest, delimiter = parts[4], "\t"
    named = re.match(r"(0?x[0-9A-Fa-f]{1,4}|[^|=]?)\|", rest)
    if start[1] == "2" and named:
        code = named[1]
        rest, delimiter = rest[named.end() :], chr(int(code.rpartition("x")[2], 16)) if len(code) > 1 else code or "\t"
    if delimiter == " ":
        return parts[:4], {key: unescaped(value) for key, value in spread_pairs(rest).items()}
    if delimiter == "\t" and "\t" not in rest:
        spoilt = re.search(r"(#011|\|)[A-Za-z][A-Za-z0-9_.-]*=", rest)
        if not spoilt:
            return parts[:4], {key: unescaped(value) for key, value in spread_pairs(rest).items()}
        delimiter = spoilt[1]
    values: dict[str, str] = {}
    for piece in rest.split(delimiter):
        key, _, value = piece.partition("=")
        values.setdefault(key.strip(), value.strip())
    return parts[:4], values


def zone_of(name: str) -> str | None:
    """An offset, "" for none, None for a zone that only a map would tell."""
    if not name:
        return ""
    if name.upper() in zone_words():
        return zone_words()[name.upper()]
    found = re.fullmatch("(?:GMT|UTC)?([+-]([0-9]{2}):?([0-9]{2}))", name)
    return found[1] if found and int(found[2]) < 24 and int(found[3]) < 60 else None


def written(text: str, clock: Clock, zone: str = "") -> datetime | None:
    """Figures since 1970, ISO, or a month by its name; `zone` for a date that has none."""
    if re.fullmatch("[0-9]{1,20}", text):
        thousands = 0 if len(text) <= 11 else 1 if len(text) <= 14 else 2 if len(text) <= 17 else 3
        return since_1970(int(text) // 1000**thousands)
    if re.fullmatch(r"[0-9]{8,11}\.[0-9]+", text):
        return since_1970(float(text))
    date = r"(?:([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})[T ]|([A-Za-z]{3}) +([0-9]{1,2}),?( [0-9]{4})? )"
    found = re.fullmatch(date + r"([0-9]{2}:[0-9]{2}:[0-9]{2})(?:[.,][0-9]+)?(?: ?([^ \t]+))?", text)
    if not found:
        return None
    offset = zone_of(found[8] or "")
    year, month, day, named, named_day, named_year, time, _ = found.groups()
    if offset is None:
        return None
    offset = offset or zone_of(zone) or ""
    if named and not named_year:
        return clock.without_year(named, named_day, time, offset)
    numbers = (int(named_year), month_number(named), int(named_day)) if named else (int(year), int(month), int(day))
    return clock.at((*numbers, *map(int, time.split(":"))), offset)


def last_date(text: str, clock: Clock) -> datetime | None:
    """The last date of a text: ISO, or a month by its name, with or without a year."""
    stamp = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{8}(?:[.,][0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
    named = r"[A-Za-z]{3} {1,2}[0-9]{1,2} (?:[0-9]{4} )?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
    near = text[-200:]
    dates = list(re.finditer(rf"(?<![A-Za-z0-9_:-])(?:{stamp}|{named})(?![0-9])", near))
    return written(dates[-1][0], clock, zone_after(near[dates[-1].end() :])) if dates else None


JAVA = {"yyyy": "%Y", "MM": "%m", "MMM": "%b", "dd": "%d", "d": "%d", "HH": "%H", "hh": "%I", "mm": "%M", "ss": "%S"}
JAVA |= {"SSS": "%f", "a": "%p", "EEE": "%a", "z": "%Z", "zzz": "%Z", "Z": "%Z", "X" * 3: "%Z"}


def written_as(text: str, pattern: str, clock: Clock) -> datetime | None:
    """A date by its Java pattern, as Python reads it; the zone apart, since Python knows too few names."""
    directives = re.sub(
        r"'([^']*)'|([A-Za-z])\2*", lambda found: JAVA.get(found[0], "") if found[2] else found[1], pattern
    )
    zone = re.search(r" ?((?:GMT|UTC)?[+-][0-9]{2}:?[0-9]{2}|[A-Z]{1,5})$", text) if "%Z" in directives else None
    try:
        bare = text[: zone.start()] if zone else text
        found = datetime.strptime(bare, directives.replace("%Z", "").strip())  # noqa: DTZ007 - the zone comes next
    except ValueError:
        return written(text, clock)
    offset = zone_of(zone[1] if zone else "")
    when = (found.year, found.month, found.day, found.hour, found.minute, found.second)
    return None if offset is None else clock.at(when, offset)
