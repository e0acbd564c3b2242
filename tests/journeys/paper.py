"""What a page becomes on paper."""

import re

from playwright.sync_api import Page


def count_pages(page: Page) -> int:
    """How many A4 sheets the page takes when it is printed."""
    printed = page.pdf(format="A4", margin={"top": "12mm", "bottom": "12mm", "left": "12mm", "right": "12mm"})
    return len(re.findall(rb"/Type\s*/Page\b", printed))
