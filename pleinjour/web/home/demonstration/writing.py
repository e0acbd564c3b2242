"""Visits written as the equipment of a real network writes them."""

import random
from collections.abc import Callable, Iterable
from typing import Final

from pleinjour.refdata.services import load_catalogue
from pleinjour.web.home.demonstration.habits import Visit

# A name that a workstation remembers is not asked again.
ASKED_AGAIN: Final = 0.7
OTHER_SITES: Final = ("intranet.aubeclaire.example", "meteo.example", "annuaire.example", "agenda.example")


def write_log(source: str, visits: Iterable[Visit], seed: str) -> bytes:
    """The log of these visits, as `source` (squid, unbound, fortigate) writes it, among lines that do not count."""
    dice = random.Random(seed)  # noqa: S311 - an invention, not a secret
    write, services = _WRITERS[source], load_catalogue().services
    lines: list[str] = []
    for visit in visits:
        if source != "unbound" or dice.random() < ASKED_AGAIN:
            lines.append(write(visit, services[visit.service].domains[0]))
        if dice.random() < 0.25:
            lines.append(write(visit, dice.choice(OTHER_SITES)))
    return "".join(lines).encode()


def _squid(visit: Visit, host: str) -> str:
    at = f"{visit.at.timestamp():.3f}"
    return f"{at}    180 {visit.client} TCP_TUNNEL/200 5120 CONNECT {host}:443 {visit.name} HIER_DIRECT/192.0.2.10 -\n"


def _unbound(visit: Visit, host: str) -> str:
    return f"[{visit.at.timestamp():.0f}] unbound[812:0] info: {visit.client} {host}. A IN\n"


def _fortigate(visit: Visit, host: str) -> str:
    offset = f"{visit.at:%z}"
    return (
        f'date={visit.at:%Y-%m-%d} time={visit.at:%H:%M:%S} devname="pare-feu" eventtime='
        f'{visit.at.timestamp():.0f}000000000 tz="{offset}" logid="0317013312" type="utm" subtype="webfilter" '
        f'eventtype="ftgd_allow" level="notice" srcip={visit.client} dstip=192.0.2.10 dstport=443 service="HTTPS" '
        f'hostname="{host}" user="{visit.name}" action="passthrough" url="https://{host}/" '
        f"sentbyte={visit.bytes_sent} rcvdbyte=20480\n"
    )


_WRITERS: Final[dict[str, Callable[[Visit, str], str]]] = {
    "squid": _squid,
    "unbound": _unbound,
    "fortigate": _fortigate,
}
