"""What the register and the file hold already, found in one look."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pleinjour.base.spreadsheets import restore
from pleinjour.engines.tables import clean
from pleinjour.web.organizations.models import Authority, Unit
from pleinjour.web.registry.conditions import studied_on
from pleinjour.web.registry.models import WEIGHT, System, Use

UseKey = tuple[str, str, int | None]
"""The key of the system, its purpose, the unit."""


def key_of(name: str) -> str:
    """By what a name is recognised: neither capitals, nor blanks, nor the apostrophe of a spreadsheet count."""
    return " ".join(restore(clean(name)).split()).casefold()


@dataclass(slots=True)
class Known:
    """The systems, units and uses of an authority, and the names that the file has given so far."""

    systems: Mapping[str, System]
    by_service: Mapping[str, System]
    units: Mapping[str, Unit]
    uses: Mapping[UseKey, Sequence[Use]]
    heaviest: Mapping[str, int]
    studied: Mapping[int, date]
    lines: dict[str, int] = field(default_factory=dict)
    use_lines: dict[UseKey, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, authority: Authority) -> "Known":
        systems = System.objects.filter(authority=authority)
        uses: dict[UseKey, list[Use]] = defaultdict(list)
        heaviest: dict[str, int] = defaultdict(int)
        studied = studied_on(systems)
        for use in Use.objects.filter(authority=authority).select_related("system").order_by("pk"):
            key = key_of(use.system.name)
            uses[key, use_key(use.purpose), use.unit_id].append(use)
            if not use.ended_on or use.ended_on >= studied.get(use.system_id, use.ended_on):
                heaviest[key] = max(heaviest[key], WEIGHT[use.part])
        return cls(
            systems={key_of(system.name): system for system in systems},
            by_service={system.service: system for system in systems if system.service},
            units={key_of(unit.name): unit for unit in Unit.objects.filter(authority=authority)},
            uses=uses,
            heaviest=heaviest,
            studied=studied,
        )

    def find(self, name: str, service: str) -> System | None:
        """The system that a line is about: by its name, or else by its service."""
        return self.systems.get(key_of(name)) or self.by_service.get(service)

    def line_of(self, key: str, number: int) -> int | None:
        """The line that named this system before; None when `number` is the first, which is kept."""
        first = self.lines.setdefault(key, number)
        return None if first == number else first

    def has(self, key: str) -> bool:
        """Whether a system of this key is in the register, or described in the file."""
        return key in self.systems or key in self.lines

    def was_weighed(self, key: str, part: str) -> bool:
        """Whether a use may take this part: the study knew one that weighs as much, or there is no study yet."""
        system = self.systems.get(key)
        return system is None or system.pk not in self.studied or WEIGHT[part] <= self.heaviest.get(key, 0)


def use_key(purpose: str) -> str:
    """By what the purpose of a use is recognised."""
    return restore(clean(purpose))
