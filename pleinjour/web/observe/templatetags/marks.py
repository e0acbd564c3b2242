"""Marks of Markdown inside a line → HTML: code, emphasis. Links keep their words alone."""

import re
from typing import Final

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from pleinjour.base.sentences import typeset

register = template.Library()

_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_STRONG: Final = re.compile(r"\*\*([^*]+)\*\*")
_EMPHASIS: Final = re.compile(r"\*([^*]+)\*")


@register.filter
def marked(text: str) -> SafeString:
    """The text, escaped, with what its marks mean."""
    plain = _LINK.sub(r"\1", text)
    pieces = plain.split("`")
    shown = (f"<code>{escape(piece)}</code>" if rank % 2 else _emphasize(piece) for rank, piece in enumerate(pieces))
    return SafeString("".join(shown))


def _emphasize(piece: str) -> str:
    strong = _STRONG.sub(r"<strong>\1</strong>", escape(typeset(piece)))
    return _EMPHASIS.sub(r"<em>\1</em>", strong)
