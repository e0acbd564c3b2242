"""What a spreadsheet would run."""

import re
from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
# A French spreadsheet begins a cell at a semicolon, wherever it stands in a file that commas separate.
_WITHIN: Final = re.compile(r"""(?<=[;\t\r\n])(?=[\s"']*[=+\-@])""")


def neutralise(value: object) -> str:
    """`value` as text; an apostrophe stands before what a spreadsheet would take for a formula."""
    text = "" if value is None else str(value)
    guard = "'" if text.startswith(FORMULA_STARTS) else ""
    return guard + _WITHIN.sub("'", text)
