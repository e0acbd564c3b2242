"""One visit, before a format writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Visit:
    """`host` is plain; `authority` is the same host in its URL, perhaps disguised. `user` is empty when unknown."""

    at: datetime
    client: str
    user: str
    host: str
    authority: str
    path: str
    method: str
    sent: int
    received: int
    refused: bool

    @property
    def local(self) -> datetime:
        return self.at.astimezone(PARIS)

    @property
    def offset(self) -> str:
        return self.local.strftime("%z")

    @property
    def target(self) -> str:
        """What stands after the method: `name:port` of a tunnel, else a whole URL."""
        return self.tunnel if self.method == "CONNECT" else f"http://{self.authority}{self.path}"

    @property
    def tunnel(self) -> str:
        return f"{self.authority.rpartition('@')[2].partition(':')[0]}:443"

    @property
    def question(self) -> str:
        """The host as a resolver or a certificate knows it: in ASCII."""
        return self.host.encode("idna").decode("ascii")

    def local_text(self, pattern: str) -> str:
        """Local time; `%b` is English whatever the machine speaks."""
        return self.local.strftime(pattern.replace("%b", MONTHS[self.local.month - 1]))


def bsd_date(visit: Visit) -> str:
    return f"{MONTHS[visit.local.month - 1]} {visit.local.day:2d} {visit.local_text('%H:%M:%S')}"


def syslog(visit: Visit, tag: str, chance: Random) -> str:
    """Nothing most of the time, else one of the headers that relays put before a message."""
    local = visit.local.isoformat(timespec="seconds")
    headers = (
        f"{bsd_date(visit)} passerelle {tag}: ",
        f"<134>{bsd_date(visit)} passerelle {tag}: ",
        f"<134>1 {local} passerelle {tag.partition('[')[0]} 812 - - ",
        f"{local} passerelle {tag}: ",
    )
    return chance.choice(headers) if chance.random() < 0.15 else ""


def among_neighbours(write: Callable[[Visit, Random], str]) -> Callable[[Visit, Random], str]:
    """The same writer, whose `voisin.example` is at times the name of a service: it stands where it is no visit."""

    def written(visit: Visit, chance: Random) -> str:
        line = write(visit, chance)
        return line.replace("voisin.example", "claude.ai") if chance.random() < 0.02 else line

    return written
