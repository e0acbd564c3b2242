"""Which tool somebody means by what they typed."""

from dataclasses import dataclass
from typing import Final

from pleinjour.refdata.services import Service, bare_name, load_catalogue
from pleinjour.web.organizations.models import Authority
from pleinjour.web.registry.models import System

_MOST_OFFERED: Final = 40


@dataclass(frozen=True, slots=True)
class FoundTool:
    """What a typed name stands for. `service` None: the catalogue does not hold it; `system` None: no system either.

    `near`: names of the catalogue that may have been meant, when neither is found.
    """

    name: str
    service: Service | None = None
    system: System | None = None
    near: tuple[str, ...] = ()


def find_tool(authority: Authority, typed: str) -> FoundTool:
    """The tool of that name, whatever the spaces, capitals and accents."""
    typed = " ".join(typed.split())
    service = load_catalogue().find(typed)
    systems = System.objects.filter(authority=authority)
    named = (one for one in systems if bare_name(one.name) == bare_name(typed))
    system = next(named, None) or (systems.filter(service=service.id).first() if service else None)
    if system and not service:
        service = load_catalogue().services.get(system.service)
    if service or system:
        return FoundTool(service.name if service else system.name, service, system)  # type: ignore[union-attr]
    return FoundTool(typed, near=load_catalogue().near(typed))


def offered_names(authority: Authority) -> list[str]:
    """What the field proposes while one types: the authority's systems, then the services of which most is known."""
    systems = System.objects.filter(authority=authority).values_list("name", flat=True)[:_MOST_OFFERED]
    known = (one.name for one in load_catalogue().services.values() if _is_known(one))
    return list(dict.fromkeys([*systems, *known]))[:_MOST_OFFERED]


def _is_known(service: Service) -> bool:
    facts = (service.trains_on_inputs, service.hosting_eu, service.french_public_offer)
    return any(fact.value is not None for fact in facts)
