"""What an authority opens to everybody: each verb adds its page at start, and each page leads to the others."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from pleinjour.web.organizations.models import Authority
from pleinjour.web.ui.components import Link


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page without an account. `url_name` takes the authority's slug."""

    label: str | Promise
    url_name: str
    is_open: Callable[[Authority], bool]


_pages: dict[str, OpenPage] = {}


def add_open_page(page: OpenPage) -> None:
    """Lead to `page` where it is open. The same address again replaces it."""
    _pages[page.url_name] = page


def open_pages_of(slug: str) -> list[Link]:
    """The pages that the authority opens; none for one that is not there."""
    authority = Authority.objects.filter(slug=slug).first()
    pages = [page for page in _pages.values() if authority and page.is_open(authority)]
    return [Link(str(page.label), reverse(page.url_name, args=[slug])) for page in pages]
