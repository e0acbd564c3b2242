"""One JSON object a line, perhaps behind a syslog header or `@cee:`."""

import json
from collections.abc import Iterable
from typing import cast

from pleinjour.engines.traffic.errors import Unreadable

JSONObject = dict[str, object]


def json_object(line: bytes, start: int) -> JSONObject:
    """The object that starts at `start`. Raises Unreadable("shape") when there is none."""
    try:
        found = json.loads(line[start:].decode(errors="replace")) if start >= 0 else None
    except (ValueError, RecursionError):
        raise Unreadable("shape") from None
    if not isinstance(found, dict):
        raise Unreadable("shape")
    return cast(JSONObject, found)


def text_at(found: JSONObject, *path: str) -> bytes:
    """The text under a path of keys; b"" when a key is missing or leads to something else than a text or a number."""
    value: object = found
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, str):
        return value.encode(errors="replace")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value).encode()
    return b""


def first_text(found: JSONObject, keys: Iterable[str]) -> bytes:
    """The first text that is not empty under these keys; b"" when none is."""
    return next((text for key in keys if (text := text_at(found, key))), b"")
