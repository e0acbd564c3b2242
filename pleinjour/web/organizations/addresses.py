"""Where a request comes from, for counting attempts only: never kept, never logged."""

import ipaddress
from typing import Final

from django.conf import settings
from django.http import HttpRequest

ONE_NETWORK: Final = 64
"""A household has as many IPv6 addresses as it wants inside its network (RFC 7421): it is counted as one."""


def client_address(request: HttpRequest) -> str:
    """The address of the browser, behind as many proxies as PLEINJOUR_PROXY_COUNT says; its network when it is IPv6.

    Each proxy adds the address it saw at the end of X-Forwarded-For: what stands further left may be forged.
    """
    own = str(request.META.get("REMOTE_ADDR", ""))
    count: int = settings.PLEINJOUR_PROXY_COUNT
    if count == 0:
        return _counted(own)
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return _counted(seen[-count] if len(seen) >= count else own)


def _counted(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, ONE_NETWORK), strict=False))
