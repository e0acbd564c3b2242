"""What the base page needs on every page, given by a context processor."""

from django.http import HttpRequest

from pleinjour.web.ui.accessibility import Statement, load_statement
from pleinjour.web.ui.site import Site, describe_site
from pleinjour.web.ui.themes import read_theme


def interface(request: HttpRequest) -> dict[str, Site | Statement | str]:
    """`site`, `accessibility` and `theme` for `ui/base.html`."""
    return {"site": describe_site(), "accessibility": load_statement(), "theme": read_theme(request)}
