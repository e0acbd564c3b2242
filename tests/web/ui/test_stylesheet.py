"""The stylesheet is light, calls nobody, and names only tokens that exist."""

import gzip
import re
from pathlib import Path

import pytest

from pleinjour.web import ui

FOLDER = Path(ui.__file__).parent / "static" / "ui"
SHEETS = sorted(FOLDER.glob("*.css"))
ALL = "\n".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
MOST_OCTETS = 15_000


def test_all_stylesheets_together_are_light() -> None:
    assert sum(len(gzip.compress(sheet.read_bytes())) for sheet in SHEETS) <= MOST_OCTETS


def test_no_stylesheet_or_script_calls_another_site() -> None:
    scripts = "".join(script.read_text(encoding="utf-8") for script in FOLDER.glob("*.js"))
    assert not re.search(r"https?:|@import|url\(", ALL + scripts)


def test_every_token_used_is_defined() -> None:
    used = set(re.findall(r"var\((--[a-z-]+)\)", ALL))
    assert used - set(re.findall(r"(--[a-z-]+):", ALL)) == set()


def test_every_rule_stands_in_a_layer() -> None:
    bare = re.sub(r"/\*.*?\*/", "", ALL, flags=re.DOTALL)
    outside, depth = "", 0
    for character in bare:
        depth -= character == "}"
        outside += character if depth == 0 else ""
        depth += character == "{"
    selectors = {part.strip() for part in re.split(r"[{};]", outside) if part.strip()}
    assert all(selector.startswith("@layer") for selector in selectors), selectors


@pytest.mark.parametrize(
    "need", ["prefers-reduced-motion", "prefers-contrast", "forced-colors", "@media print", "focus-visible"]
)
def test_every_reader_is_thought_of(need: str) -> None:
    assert need in ALL


def test_no_template_carries_inline_style_or_script() -> None:
    for template in (FOLDER.parents[1] / "templates").rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?! src=)", text), template.name
