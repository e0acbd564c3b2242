"""What web logs write alike, for the naive reader: request lines, JSON, CSV, who asked."""

import csv
import json
import re

from pleinjour.base.tallies import Family
from tests.engines.traffic.naive_values import BadLine, is_host_like, is_ip_address, without_port, words


def web_family(method: str) -> Family:
    return "tunnel" if method.upper() == "CONNECT" else "request"


def refused_by_squid(code: str) -> bool:
    tags = code.split("_")
    return "DENIED" in tags or "REDIRECT" in tags or code.startswith("UDP")


def no_web_address(url: str) -> bool:
    return url == "-" or url.startswith(("error:", "/"))


def request_of(text: str) -> tuple[str, str, str] | None:
    """Method, URL and what follows the closing quote, of `GET http://… HTTP/1.1" …`; None for a lone word."""
    closing = re.search(r'(?<!\\)"', text)
    if not closing:
        raise BadLine("shape")
    parts = words(text[: closing.start()])
    if parts and parts[-1].startswith("HTTP/"):
        parts.pop()
    if len(parts) < 2:
        return None
    return parts[0], parts[1], text[closing.end() :]


def who_before(text: str) -> tuple[str, str, str] | None:
    """(word before the client, client, account) of what stands before the date; the client may be a list."""
    every = words(text)
    if len(every) < 3:
        return None
    *before, last, _, user = every
    listed = [last]
    word, one_before = (["", "", *before])[-1], (["", "", *before])[-2]
    in_quotes = word.startswith('"') and word.endswith('"')
    follows = one_before.endswith(",") or is_host_like(one_before)
    if in_quotes or (follows and is_ip_address(without_port(word.removesuffix('"')))):
        listed.insert(0, before.pop())
    while before and before[-1].endswith(","):
        listed.insert(0, before.pop())
    return before[-1] if before else "", first_of_list(", ".join(listed)), user


def first_of_list(listed: str) -> str:
    first, comma, _ = listed.partition(",")
    first = without_port(first.strip('"'))
    return first if comma and is_ip_address(first) else re.split("[ ,]", listed)[-1]


def after_quotes(text: str) -> str:
    closing = re.search(r'(?<!\\)"', text)
    return text[closing.end() :] if closing else ""


def object_of(line: str, start: int) -> dict[str, object]:
    try:
        value = json.loads(line[start:]) if start >= 0 else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise BadLine("shape")
    return value


def text_of(event: dict[str, object], key: str) -> str:
    value = event.get(key)
    return value if isinstance(value, str) else ""


def text_or_number(value: object) -> str:
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def csv_fields(message: str) -> list[str]:
    """The values of one CSV line; none when it was cut inside quotes."""
    try:
        return [] if message.count('"') % 2 else next(csv.reader([message]))
    except csv.Error:
        return []
