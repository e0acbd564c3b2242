"""The colour of an authority, made readable on day paper and on night paper. No Django.

Contrast is the ratio of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), from 1 to 21. Lightness moves in
Oklab (Björn Ottosson, https://bottosson.github.io/posts/oklab/), which keeps the hue while it moves.
"""

import re
from dataclasses import dataclass

DAY_CONTRAST = 4.5
"""Least contrast of text: WCAG 2.2, success criterion 1.4.3, level AA."""
NIGHT_CONTRAST = 7.0
"""At night, level AAA (1.4.6): a colour that just passes looks extinguished on a dark page."""

DAY_PAPER, NIGHT_PAPER = "fcf9f3", "131824"
DAY_INK, NIGHT_INK = "ffffff", "131824"
NIGHT_RAISED = "1b2231"

_HEX = re.compile(r"#?([0-9a-fA-F]{6})")

RGB = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Accent:
    """One colour in both themes: `day` on day paper, `night` on night paper, and the text that stands on each."""

    day: str
    night: str
    on_day: str
    on_night: str
    is_faithful: bool
    """Whether the day colour is the one asked for, or was darkened so that it can be read."""


def parse_colour(text: str) -> str:
    """Six lower-case hexadecimal figures from `#1D5674` or `1d5674`. Raises ValueError on anything else."""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not a colour: {text!r}")
    return found.group(1).lower()


def contrast(first: str, second: str) -> float:
    """The WCAG contrast ratio of two colours written `rrggbb`."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def derive_accent(colour: str) -> Accent:
    """The accent that `colour` gives in each theme, as near to it as contrast allows. Raises ValueError."""
    asked = parse_colour(colour)
    day = _shift_until_readable(asked, (DAY_PAPER, DAY_INK), DAY_CONTRAST, step=-0.01)
    night = _shift_until_readable(asked, (NIGHT_PAPER, NIGHT_RAISED), NIGHT_CONTRAST, step=0.01)
    return Accent(day, night, DAY_INK, NIGHT_INK, is_faithful=day == asked)


def stylesheet(accent: Accent) -> str:
    """The few rules that dress the pages of one authority."""
    return (
        ":root{"
        f"--accent:light-dark(#{accent.day},#{accent.night});"
        f"--on-accent:light-dark(#{accent.on_day},#{accent.on_night})"
        "}\n"
    )


def _shift_until_readable(colour: str, backgrounds: tuple[str, ...], ratio: float, *, step: float) -> str:
    lightness, green_red, blue_yellow = _to_oklab(colour)
    shifted = colour
    while not all(contrast(shifted, background) >= ratio for background in backgrounds):
        lightness += step
        shifted = _from_oklab((lightness, green_red, blue_yellow))
    return shifted


def _luminance(colour: str) -> float:
    red, green, blue = _to_linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _to_linear(colour: str) -> RGB:
    shares = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = ((s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4) for s in shares)
    return red, green, blue


def _from_linear(linear: RGB) -> str:
    figures = []
    for share in linear:
        clipped = min(max(share, 0.0), 1.0)
        encoded = 12.92 * clipped if clipped <= 0.0031308 else 1.055 * clipped ** (1 / 2.4) - 0.055
        figures.append(f"{round(encoded * 255):02x}")
    return "".join(figures)


def _to_oklab(colour: str) -> RGB:
    red, green, blue = _to_linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(lab: RGB) -> str:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return _from_linear(
        (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )
    )
