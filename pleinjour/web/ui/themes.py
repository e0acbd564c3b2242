"""Day, night, or as the device says. The choice lives in a cookie that names nobody."""

from django.http import HttpRequest, HttpResponse

COOKIE = "theme"
AUTOMATIC = "automatique"
THEMES = (AUTOMATIC, "clair", "sombre")
_ONE_YEAR_S = 365 * 24 * 3600


def read_theme(request: HttpRequest) -> str:
    """The theme this browser asked for; `automatique` when it never did."""
    chosen = request.COOKIES.get(COOKIE, AUTOMATIC)
    return chosen if chosen in THEMES else AUTOMATIC


def keep_theme(request: HttpRequest, response: HttpResponse, theme: str) -> None:
    """Remember `theme` for a year, or forget the choice when it is automatic. Raises ValueError."""
    if theme not in THEMES:
        raise ValueError(f"not a theme: {theme!r}")
    if theme == AUTOMATIC:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(COOKIE, theme, max_age=_ONE_YEAR_S, secure=request.is_secure(), httponly=True, samesite="Lax")
