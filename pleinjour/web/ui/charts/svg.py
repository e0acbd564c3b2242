"""SVG written piece by piece, escaped, without inline style.

Charts are fluid: widths are percentages and heights are em, so that text keeps its size from 320 px to a wall screen,
and grows with the reader's own text size.
"""

from collections.abc import Iterable
from html import escape

Attribute = str | float


def tag(name: str, *children: str, **attributes: Attribute) -> str:
    """An element. A trailing underscore is dropped from a name (`class_`), others become dashes; children are SVG."""
    written = "".join(f' {_spell(key)}="{escape(_write(value))}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(children)}</{name}>"


def text(content: str, **attributes: Attribute) -> str:
    """A text element whose content is escaped."""
    return tag("text", escape(content), **attributes)


def percent(share: float) -> str:
    """`12.5%` for 0.125."""
    return f"{_write(100 * share)}%"


def em(length: float) -> str:
    """`1.5em` for 1.5."""
    return f"{_write(length)}em"


def figure(key: str, kind: str, title: str, summary: str, height: float, parts: Iterable[str]) -> str:
    """The root of a chart: named and described for those who listen. `height` in em."""
    return tag(
        "svg",
        tag("title", escape(title), id=f"{key}-title"),
        tag("desc", escape(summary), id=f"{key}-desc"),
        *parts,
        class_=f"chart chart-{kind}",
        role="img",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
        width="100%",
        height=em(height),
    )


def hatching(key: str) -> str:
    """The pattern of what is hidden, to be filled with `url(#key-hatch)`."""
    line = tag("path", d="M0 0V7", class_="hatch-line")
    pattern = tag(
        "pattern", line, id=f"{key}-hatch", width=7, height=7, patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip
    return tag("defs", pattern)


def upright_text(content: str, x: str, y: str) -> str:
    """A text that climbs from (x, y), for a column too narrow to hold it."""
    climbing = text(content, transform="rotate(-90)", dy="0.35em", class_="gap-label")
    return tag("svg", climbing, x=x, y=y, overflow="visible", width=1, height=1, role="presentation")


def _spell(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _write(value: Attribute) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.3f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
