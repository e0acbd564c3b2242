"""The browser of the journeys: Debian's Chromium, deaf to anything but the test's own server."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, sync_playwright

NAMES = ("chromium", "chromium-browser")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-domain-reliability",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
WIDE, NARROW = 1100, 320
HEIGHT = 900

Scheme = Literal["light", "dark"]
OpenPage = Callable[..., Page]


@dataclass
class Watch:
    """What no page may do: call another site, break its own security policy, fail in its script."""

    origin: str
    offences: list[str] = field(default_factory=list)

    def guard(self, context: BrowserContext) -> None:
        context.route("**/*", self._let_through)
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.offences.append(f"script: {error.error}"))

    def _let_through(self, route: Route, request: Request) -> None:
        if request.url.startswith((self.origin + "/", "data:")):
            route.continue_()
            return
        self.offences.append(f"called {request.url}")
        route.abort()

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.offences.append(message.text)


def find_chromium() -> str | None:
    """The path of Chromium, None where it is not installed."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@contextmanager
def launch(path: str) -> Iterator[Browser]:
    """A running browser. Playwright keeps an event loop in this thread: Django is told that this is expected."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
            yield browser
            browser.close()
    finally:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
        if before is not None:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@contextmanager
def pages(browser: Browser, origin: str) -> Iterator[OpenPage]:
    """A function that opens pages, each in a context of its own; all must have behaved when it ends."""
    watch = Watch(origin)
    contexts: list[BrowserContext] = []

    def open_page(
        path: str = "",
        *,
        scheme: Scheme = "light",
        width: int = WIDE,
        javascript: bool = True,
        forced_colors: bool = False,
        locale: str = "fr-FR",
    ) -> Page:
        context = browser.new_context(
            base_url=origin,
            locale=locale,
            color_scheme=scheme,
            forced_colors="active" if forced_colors else "none",
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        contexts.append(context)
        watch.guard(context)
        page = context.new_page()
        if path:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.offences == []
