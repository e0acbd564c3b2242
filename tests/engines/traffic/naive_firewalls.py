"""Pairs as firewalls write them, for the naive reader."""

import re

from tests.engines.traffic.naive_values import BadLine


def pairs_of(text: str, pattern: str) -> dict[str, str]:
    """`key=value` pairs, the first of each key. A quote that a value opens and never closes spoils the line."""
    values: dict[str, str] = {}
    for key, value in re.findall(pattern, text):
        if value.startswith('"') and (len(value) == 1 or not value.endswith('"')):
            raise BadLine("shape")
        values.setdefault(key, value[1:-1] if value.startswith('"') else value)
    return values
