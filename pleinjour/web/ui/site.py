"""What every page says of the platform itself: who publishes it, where its source is, how to write."""

from dataclasses import dataclass

from django.conf import settings

import pleinjour


@dataclass(frozen=True, slots=True)
class Site:
    """An empty text is unknown: the page then says that it has not been filled in.

    `is_demonstration`: everybody may know its passwords.
    """

    name: str
    publisher: str
    publisher_address: str
    director: str
    host: str
    contact: str
    source_url: str
    is_demonstration: bool
    version: str


def describe_site() -> Site:
    """The settings named `PLEINJOUR_…` that pages show."""
    return Site(
        name=_read("NAME") or "Pleinjour",
        publisher=_read("PUBLISHER"),
        publisher_address=_read("PUBLISHER_ADDRESS"),
        director=_read("PUBLICATION_DIRECTOR"),
        host=_read("HOST"),
        contact=_read("CONTACT"),
        source_url=_read("SOURCE_URL"),
        is_demonstration=settings.PLEINJOUR_DEMO,
        version=pleinjour.__version__,
    )


def shows_demonstration() -> bool:
    """Whether the style page is there: on a demonstration, or a developer's machine."""
    return bool(getattr(settings, "PLEINJOUR_DEMO", False) or settings.DEBUG)


def _read(name: str) -> str:
    return str(getattr(settings, f"PLEINJOUR_{name}", "") or "")
