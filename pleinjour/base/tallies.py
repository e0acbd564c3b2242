"""The table that observation fills, disclosure control protects, and pages show."""

from dataclasses import dataclass
from typing import Literal

from pleinjour.base.figures import Month

Family = Literal["request", "tunnel", "dns", "flow"]
"""What a log line means: a web request, a tunnel (CONNECT), a DNS question, a network flow.

Figures of different families are never added: the same visit may stand in several logs."""

FAMILIES: tuple[Family, ...] = ("request", "tunnel", "dns", "flow")


@dataclass(frozen=True, slots=True, order=True)
class CellKey:
    """Which cell of the table: a margin has None where it adds over everything.

    `unit` None: the whole organisation. `service` None: the whole category. `category` None too: every service.
    People who belong to no declared unit are in the unit named `UNKNOWN_UNIT`.
    """

    month: Month
    family: Family
    unit: str | None
    category: str | None
    service: str | None


UNKNOWN_UNIT = "inconnu"


@dataclass(frozen=True, slots=True)
class Tally:
    """Exact counts of one cell, before disclosure control. Must never be shown or stored.

    people: distinct people, as far as the log surely tells them apart. user_days: those of each day, added up.
    connections: lines, capped per person, day and service. bytes_sent: bytes sent by people to the service, None unless
    the log says them of each of these people. heaviest: what the one who sent most, and the next one, sent at most.
    """

    key: CellKey
    people: int
    user_days: int
    connections: int
    bytes_sent: int | None
    heaviest: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What may be shown of one cell. When `suppressed`, the four counts are None, and say nothing else."""

    key: CellKey
    people: int | None
    user_days: int | None
    connections: int | None
    bytes_sent: int | None
    suppressed: bool
