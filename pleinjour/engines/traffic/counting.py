"""Hits of one file → rows, with every person's name turned into a keyed identifier on the way.

Names live in this object's memory while the file is read, and nowhere else.
"""

import hashlib
import hmac

import numpy as np

from pleinjour.base.sentences import Phrase
from pleinjour.base.tallies import FAMILIES
from pleinjour.engines.traffic.clocks import Clock
from pleinjour.engines.traffic.entries import Entry
from pleinjour.engines.traffic.errors import SummaryError
from pleinjour.engines.traffic.people import person_of
from pleinjour.engines.traffic.remembered import Remembered
from pleinjour.engines.traffic.summary import (
    DAY_SHIFT,
    DAY_ZERO,
    IDENTIFIER,
    KINDS,
    MOST_BYTES,
    MOST_PEOPLE,
    MOST_SERVICES,
    MOST_UNITS,
    PERSON_SHIFT,
    SERVICE_SHIFT,
    UNIT_SHIFT,
    Rows,
)
from pleinjour.engines.traffic.units import Units, unit_finder

_SPILL = 1 << 15
_CALLERS_REMEMBERED = 1 << 16
_FAMILY_BITS = {family: number for number, family in enumerate(FAMILIES)}


class HitCounter:
    """Adds hits up by (person, day, service, unit, family)."""

    def __init__(self, key: bytes, clock: Clock, units: Units) -> None:
        self._key, self._clock = key, clock
        self._find_unit = unit_finder(units)
        self.units = list(units.names())
        self.services: list[str] = []
        if len(self.units) > MOST_UNITS:
            raise SummaryError(why=Phrase("il y a plus de {most} unités", most=MOST_UNITS))
        self._unit_bits = {name: number << UNIT_SHIFT for number, name in enumerate(self.units)}
        self._service_bits: dict[str, int] = {}
        self._identifiers: dict[bytes, int] = {}
        self._who = Remembered[tuple[bytes, bytes], int](_CALLERS_REMEMBERED)
        self._connections: dict[int, int] = {}
        self._sent: dict[int, int] = {}
        self._rows = Rows.empty()

    def add(self, entry: Entry, service: str) -> None:
        """Counts one line, whose instant is FIRST_INSTANT or later, before END_OF_INSTANTS (see clocks.py)."""
        instant, client, user, _host, sent, family = entry
        who = self._who.get((client, user))
        if who is None:
            who = self._meet(client, user)
        service_bits = self._service_bits.get(service)
        if service_bits is None:
            service_bits = self._number_service(service)
        day = self._clock.day_of(instant)
        row = who | (day - DAY_ZERO) << DAY_SHIFT | service_bits | _FAMILY_BITS[family]
        self._connections[row] = self._connections.get(row, 0) + 1
        if sent is not None:
            self._sent[row] = self._sent.get(row, 0) + sent
        if len(self._connections) >= _SPILL:
            self._spill()

    def rows(self) -> Rows:
        """Everything counted so far."""
        self._spill()
        return self._rows

    def people(self) -> "np.ndarray[tuple[int], np.dtype[np.void]]":
        """Identifiers of the people met, in the order of their numbers."""
        return np.frombuffer(b"".join(self._identifiers), IDENTIFIER)

    def _meet(self, client: bytes, user: bytes) -> int:
        """The bits of a person and of their unit."""
        kind, name = person_of(client, user)
        digest = hmac.digest(self._key, f"{kind.name}:{name}".encode(), hashlib.sha256)
        identifier = bytes([digest[0] & ~KINDS | kind]) + digest[1:16]
        number = self._identifiers.setdefault(identifier, len(self._identifiers))
        if number >= MOST_PEOPLE:
            raise SummaryError(why=Phrase("il y a plus de {most} personnes ou postes", most=MOST_PEOPLE))
        account, address = (text.decode(errors="replace").lower() for text in (user, client))
        unit_bits = self._unit_bits[self._find_unit(account, address)] if self.units else 0
        return self._who.keep((client, user), number << PERSON_SHIFT | unit_bits)

    def _number_service(self, service: str) -> int:
        if len(self.services) >= MOST_SERVICES:
            raise SummaryError(why=Phrase("il y a plus de {most} services", most=MOST_SERVICES))
        bits = self._service_bits[service] = len(self.services) << SERVICE_SHIFT
        self.services.append(service)
        return bits

    def _spill(self) -> None:
        """Moves the dictionaries, some 200 bytes a row, into columns of 21."""
        count = len(self._connections)
        keys = np.fromiter(self._connections, np.uint64, count)
        fresh = Rows(
            keys,
            np.fromiter((min(n, 0xFFFFFFFF) for n in self._connections.values()), np.uint32, count),
            np.fromiter((min(self._sent.get(row, 0), MOST_BYTES) for row in self._connections), np.uint64, count),
            np.fromiter((row in self._sent for row in self._connections), np.bool_, count),
        )
        self._rows = Rows.added([self._rows, fresh])
        self._connections.clear()
        self._sent.clear()
