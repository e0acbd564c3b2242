"""Pieces of patterns that several formats write alike. Each reads a text once, whatever it holds."""

import re

APACHE_TIME = rb"\d{1,2}/[A-Za-z]{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}"
"""`14/Mar/2026:09:26:53 +0100`."""
SQUID_TIME = rb"\d{8,11}\.\d{3}"
"""`1773476813.412`."""
ESCAPED_TEXT = rb'[^"\\]*+(?:\\.[^"\\]*+)*+'
"""What stands between two quotes, where a backslash takes its meaning from what follows; with re.DOTALL."""
WSA_DECISION = re.compile(rb" [A-Z][A-Z0-9_]*+-[^ ]*+ (?:<|&lt;)")
"""Cisco's tag of the rule that decided, and what comes after it: no other proxy that writes like Squid has one."""
