"""Screenshots for the documentation, taken only when asked for, so that a test run leaves the working copy clean."""

import os
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.browser import HEIGHT, NARROW, WIDE, Scheme

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
VIEWS: tuple[tuple[str, Scheme, int], ...] = (
    ("clair", "light", WIDE),
    ("sombre", "dark", WIDE),
    ("320", "light", NARROW),
)


def are_wanted() -> bool:
    return os.environ.get("PLEINJOUR_SCREENSHOTS") == "1"


def take(page: Page, name: str) -> list[Path]:
    """`name-clair.png`, `name-sombre.png` and `name-320.png`; nothing unless PLEINJOUR_SCREENSHOTS=1."""
    if not are_wanted():
        return []
    FOLDER.mkdir(parents=True, exist_ok=True)
    taken = [_take(page, name, view) for view in VIEWS]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    return taken


def _take(page: Page, name: str, view: tuple[str, Scheme, int]) -> Path:
    suffix, scheme, width = view
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": HEIGHT})
    path = FOLDER / f"{name}-{suffix}.png"
    page.screenshot(path=path, full_page=True)
    return path
