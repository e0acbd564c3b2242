"""Where a request comes from, for counting attempts only: never kept, never logged."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of the browser, behind as many proxies as PLEINJOUR_PROXY_COUNT says.

    Each proxy adds the address it saw at the end of X-Forwarded-For: what stands further left may be forged.
    """
    own = str(request.META.get("REMOTE_ADDR", ""))
    count: int = settings.PLEINJOUR_PROXY_COUNT
    if count == 0:
        return own
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return seen[-count] if len(seen) >= count else own
