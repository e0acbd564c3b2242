"""Numbers as a reader of French or English expects them. No Django: charts use these too."""

from typing import Literal

Language = Literal["fr", "en"]

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_OCTET_UNITS = {"fr": ("octets", "ko", "Mo", "Go", "To"), "en": ("bytes", "kB", "MB", "GB", "TB")}
_MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_SHORT_MONTHS = {
    "fr": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


def as_language(code: str | None) -> Language:
    """The language numbers are written in; French when `code` is neither French nor English."""
    return "en" if (code or "").lower().startswith("en") else "fr"


def format_number(value: float, digits: int = 0, language: Language = "fr") -> str:
    """`1 234,5` in French, `1,234.5` in English, with `digits` decimals."""
    text = f"{abs(value):,.{digits}f}"
    if language == "fr":
        text = text.replace(",", NARROW_SPACE).replace(".", ",")
    is_negative = value < 0 and any(figure not in "0,. \u202f" for figure in text)
    return MINUS + text if is_negative else text


def format_percent(value: float, digits: int = 0, language: Language = "fr") -> str:
    """`42 %` for 42, with the space that French wants before the sign."""
    sign = f"{NARROW_SPACE}%" if language == "fr" else "%"
    return format_number(value, digits, language) + sign


def format_octets(count: float, language: Language = "fr") -> str:
    """`1,2 Go` for 1,200,000,000 bytes: decimal units, two or three figures."""
    step = 0
    while abs(count) >= 999.5 and step < len(_OCTET_UNITS[language]) - 1:
        count, step = count / 1000, step + 1
    digits = 1 if step and abs(count) < 9.95 else 0
    return format_number(count, digits, language) + NO_BREAK_SPACE + _OCTET_UNITS[language][step]


def month_name(year: int, number: int, language: Language = "fr", *, short: bool = False) -> str:
    """`mars 2026`; short, `mars` alone with its abbreviation where there is one (`févr.`)."""
    if short:
        return _SHORT_MONTHS[language][number - 1]
    return f"{_MONTHS[language][number - 1]}{NO_BREAK_SPACE}{year}"


def ordinal_day(text: str, language: Language = "fr") -> str:
    """A date that starts with its day, as it is read: `1 mars` becomes `1er mars` in French."""
    return "1er" + text[1:] if language == "fr" and text.startswith("1 ") else text
