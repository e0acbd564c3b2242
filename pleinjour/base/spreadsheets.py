"""What a spreadsheet would run, and the apostrophe that stops it."""

import re
from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
# A French spreadsheet begins a cell at a semicolon, wherever it stands in a file that commas separate. What may begin a
# formula is sought from the end, so that each sign is read once, however many blanks and quotes stand before it.
_FORMULA: Final = re.compile(r"""[=+\-@][\s"']*+;?""")
_EDGE: Final = re.compile(r"[;\t\r\n]")
_GUARD: Final = re.compile(r"(?<!')'++(?=[;\t\r\n])")
_FIRST_GUARD: Final = re.compile(r"'++(?=[=+\-@\t\r])")


def neutralise(value: object) -> str:
    """`value` as text; an apostrophe stands before what a spreadsheet would take for a formula."""
    text = "" if value is None else str(value)
    guard = "'" if text.startswith(FORMULA_STARTS) else ""
    return guard + _FORMULA.sub(_guarded, text[::-1])[::-1]


def restore(text: str) -> str:
    """The text without the apostrophes that `neutralise` puts: nobody types them there."""
    bare = _FORMULA.sub(lambda found: _GUARD.sub("", found[0]), text[::-1])[::-1]
    first = _FIRST_GUARD.match(bare)
    return bare[first.end() :] if first else bare


def _guarded(found: re.Match[str]) -> str:
    """What was found, read backwards: the apostrophe comes after each edge of a cell."""
    return _EDGE.sub(r"'\g<0>", found[0])
