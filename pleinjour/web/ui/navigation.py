"""The main menu: each verb that exists adds its entry at start, so that no page lists verbs to come."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from pleinjour.web.ui.components import Link


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A verb of the main menu, declared once by its app in `AppConfig.ready`, its label with `gettext_lazy`.

    `url_name` takes the authority's slug; `root` is the first word of the app's paths below `/a/<slug>/`;
    `note` says in a short sentence what one does there. `may_open(request, slug)` says who is shown the entry.
    """

    label: str | Promise
    url_name: str
    root: str
    order: int
    note: str | Promise = ""
    may_open: Callable[[HttpRequest, str], bool] = field(default=lambda request, slug: True)


_entries: dict[str, NavigationEntry] = {}


def add_entry(entry: NavigationEntry) -> None:
    """Show `entry` in the main menu of every authority. The same root again replaces the entry."""
    _entries[entry.root] = entry


def links_for(request: HttpRequest, slug: str) -> list[Link]:
    """The entries that this person may open, in order, for the authority named `slug`."""
    entries = sorted(_entries.values(), key=lambda entry: entry.order)
    return [_link(entry, request, slug) for entry in entries if entry.may_open(request, slug)]


def _link(entry: NavigationEntry, request: HttpRequest, slug: str) -> Link:
    is_current = request.path.startswith(f"/a/{slug}/{entry.root}/")
    return Link(str(entry.label), reverse(entry.url_name, args=[slug]), current=is_current, note=str(entry.note))
