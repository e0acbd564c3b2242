"""Any colour that an authority chooses ends up readable, by day and by night."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.web.ui import colours
from pleinjour.web.ui.colours import contrast, derive_accent, parse_colour, stylesheet

pytestmark = pytest.mark.once
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06x}")
BASE_CSS = Path(colours.__file__).parent / "static" / "ui" / "base.css"


def test_contrast_goes_from_1_to_21() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "777777") == 1
    assert contrast("767676", "ffffff") == pytest.approx(4.54, abs=0.01)


@given(COLOURS)
def test_any_colour_can_be_read_in_both_themes(colour: str) -> None:
    accent = derive_accent(colour)
    assert contrast(accent.day, colours.DAY_PAPER) >= 4.5
    assert contrast(accent.on_day, accent.day) >= 4.5
    assert contrast(accent.night, colours.NIGHT_PAPER) >= 7
    assert contrast(accent.night, colours.NIGHT_RAISED) >= 7
    assert contrast(accent.on_night, accent.night) >= 4.5


@given(COLOURS)
def test_a_readable_colour_is_left_as_it_was_chosen(colour: str) -> None:
    accent = derive_accent(colour)
    is_readable = min(contrast(colour, colours.DAY_PAPER), contrast(colour, colours.DAY_INK)) >= 4.5
    assert accent.is_faithful == is_readable == (accent.day == colour)


def test_a_pale_colour_is_darkened_and_said_to_be() -> None:
    accent = derive_accent("#FFE08A")
    assert not accent.is_faithful
    red, green, blue = (int(accent.day[start : start + 2], 16) for start in (0, 2, 4))
    assert red > green > blue


@pytest.mark.parametrize("text", ["", "red", "#12345", "#1234567", "12345g", "#123456;}"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        parse_colour(text)


def test_the_stylesheet_of_an_accent_holds_nothing_but_its_colours() -> None:
    text = stylesheet(derive_accent("1d5674"))
    assert re.fullmatch(r":root\{(--[a-z-]+:light-dark\(#[0-9a-f]{6},#[0-9a-f]{6}\);?)+\}\n", text)
    assert "#1d5674" in text


def test_the_papers_are_those_of_the_stylesheet() -> None:
    css = BASE_CSS.read_text(encoding="utf-8")
    assert f"--paper: light-dark(#{colours.DAY_PAPER}, #{colours.NIGHT_PAPER})" in css
    assert f", #{colours.NIGHT_RAISED})" in css


def token(name: str) -> tuple[str, str]:
    found = re.search(rf"--{name}: light-dark\(#(\w+), #(\w+)\)", BASE_CSS.read_text(encoding="utf-8"))
    assert found is not None, name
    return found.group(1), found.group(2)


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("name", ["ink", "soft", "accent", "sun-ink", "shade", "refusal"])
def test_every_colour_of_text_can_be_read_on_both_papers(name: str, theme: int) -> None:
    for paper in ("paper", "raised"):
        assert contrast(token(name)[theme], token(paper)[theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("name", ["edge", "focus"])
def test_edges_and_focus_can_be_seen_on_both_papers(name: str, theme: int) -> None:
    for paper in ("paper", "raised"):
        assert contrast(token(name)[theme], token(paper)[theme]) >= 3
