"""What tests of observation do in a browser: bring logs, publish a month, read the page."""

from datetime import date
from typing import Protocol

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pleinjour.web.organizations.models import Authority

MARCH = date(2026, 3, 1)
APRIL = date(2026, 4, 1)


class Answer(Protocol):
    """What a test looks at in a response."""

    content: bytes
    status_code: int
    redirect_chain: list[tuple[str, int]]


def logs_url(authority: Authority) -> str:
    return f"/a/{authority.slug}/observer/journaux/"


def month_url(authority: Authority, month: str = "2026-03") -> str:
    return f"/a/{authority.slug}/observer/{month}/"


def bring(client: Client, authority: Authority, *contents: bytes, **fields: object) -> Answer:
    """Send logs as the form does: what says how to read them stands before them."""
    files = [SimpleUploadedFile(f"proxy-{number}.log", content) for number, content in enumerate(contents)]
    return client.post(logs_url(authority), {**fields, "logs": files}, follow=True)


def publish(client: Client, authority: Authority, month: str = "2026-03", reason: str = "") -> Answer:
    return client.post(f"{month_url(authority, month)}publier/", {"reason": reason, "without_days": "on"}, follow=True)


def says(page: str, sentence: str, people: int) -> bool:
    """Whether the page says `sentence` of so many people, as near as the rounding."""
    return any(sentence.format(people + step) in page for step in (-5, 0, 5))


def text_of(answer: Answer) -> str:
    """The page, its no-break spaces made plain."""
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("&#x27;", "'")
