"""Help to get a log: what to switch on, format by format."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pleinjour.web.observe.format_pages import load_format_pages


@require_safe
def show_formats(request: HttpRequest) -> HttpResponse:
    """Every format, by its title."""
    pages = sorted(load_format_pages().values(), key=lambda page: page.title.casefold())
    return render(request, "observe/formats.html", {"pages": pages})


@require_safe
def show_format(request: HttpRequest, name: str) -> HttpResponse:
    """What to switch on for one format, and what its logs cannot tell."""
    page = load_format_pages().get(name)
    if page is None:
        raise Http404
    return render(request, "observe/format.html", {"page": page})
