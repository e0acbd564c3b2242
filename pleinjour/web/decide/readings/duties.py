"""What the law asks for a system on a day, and where what is known of it contradicts itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pleinjour.engines.rules import Duties, Fault, find_faults, read_duties, without_contradictions
from pleinjour.refdata.rules import load_rules
from pleinjour.web.decide.readings.profile import Known, known_of, profile_of
from pleinjour.web.registry.models import System


@dataclass(frozen=True, slots=True)
class SystemDuties:
    """What the rules say of a system, by fact what is known of it, and the contradictions among what is known."""

    known: Mapping[str, Known]
    contradictions: tuple[Fault, ...]
    law: Duties


def duties_of(system: System, on: date) -> SystemDuties:
    """The rules evaluated on what is known of the system that day; facts that contradict each other are unknown."""
    book, known = load_rules(), known_of(system, on)
    profile = profile_of(known.values())
    law = read_duties(book, without_contradictions(book.facts, profile), on)
    return SystemDuties(known, tuple(find_faults(book.facts, profile)), law)
