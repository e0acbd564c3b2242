"""What a spreadsheet would run, and the apostrophe that stops it."""

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


_GUARD: Final = re.compile(r"""^'+(?=[=+\-@\t\r])|(?<=[;\t\r\n])'+(?=[\s"']*[=+\-@])""")


def restore(text: str) -> str:
    """The text without the apostrophes that `neutralise` puts: nobody types them there."""
    return _GUARD.sub("", text)
