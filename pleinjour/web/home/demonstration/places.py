"""Who the demonstration shows: two authorities that do not exist, their units, their accounts, their systems."""

from dataclasses import dataclass
from typing import Final

from pleinjour.web.home.demonstration.systems import COMMUNE_SYSTEMS, Story
from pleinjour.web.organizations.models import Kind, Role
from pleinjour.web.registry.models import State


@dataclass(frozen=True, slots=True)
class Team:
    """A unit. `leaning`: how far its work lends itself to AI, 1 for the average of office work."""

    name: str
    agents: int
    leaning: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided on a service of the catalogue, `month` months after the first one."""

    service: str
    state: State
    month: int
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """An invented authority. `network`: first two bytes of its private addresses; one /24 for each team."""

    slug: str
    name: str
    kind: Kind
    siren_root: str
    population: int
    accent: str
    domain: str
    network: str
    sources: tuple[str, ...]
    approved: str
    teams: tuple[Team, ...]
    roles: tuple[Role, ...]
    rulings: tuple[Ruling, ...]
    undecided: tuple[str, ...]
    stories: tuple[Story, ...] = ()

    @property
    def headcount(self) -> int:
        return sum(team.agents for team in self.teams)

    def range_of(self, team: int) -> str:
        return f"{self.network}.{team + 1}.0/24"


SPRING: Final = 4
"""The month, counted from the first, in which the approved tool opens."""

_SUPPORT = (
    Ruling("deepl", State.TOLERATED, 1, "Utile pour des textes déjà publics."),
    Ruling("deepseek", State.DISCOURAGED, 2, "Les données partent hors de l’Union européenne."),
)

COMMUNE: Final = Place(
    slug="aubeclaire",
    name="Commune imaginaire d’Aubeclaire",
    kind=Kind.COMMUNE,
    siren_root="99999901",
    population=21_400,
    accent="#1f5f8b",
    domain="aubeclaire.example",
    network="10.20",
    sources=("squid", "unbound"),
    approved="assistant_ia",
    teams=(
        Team("Accueil et état civil", 44, 1.1),
        Team("Action sociale et santé", 62, 1.0),
        Team("Bâtiments et voirie", 66, 0.6),
        Team("Communication et direction", 40, 1.7),
        Team("Culture et sports", 58, 1.2),
        Team("Écoles et enfance", 72, 0.8),
        Team("Finances et ressources humaines", 48, 1.4),
        Team("Police municipale", 14, 0.7),
        Team("Urbanisme", 46, 1.3),
    ),
    roles=tuple(Role),
    rulings=(
        *_SUPPORT,
        Ruling("assistant_ia", State.APPROVED, SPRING, "Opéré pour les agents publics, données en France."),
    ),
    undecided=("chatgpt", "gemini"),
    stories=COMMUNE_SYSTEMS,
)

EPCI: Final = Place(
    slug="pays-aubeclaire",
    name="Intercommunalité imaginaire du Pays d’Aubeclaire",
    kind=Kind.EPCI,
    siren_root="99999902",
    population=48_900,
    accent="#2f6b4f",
    domain="pays-aubeclaire.example",
    network="10.40",
    sources=("fortigate",),
    approved="le_chat",
    teams=(
        Team("Collecte des déchets", 46, 0.6),
        Team("Direction et ressources", 46, 1.5),
        Team("Eau et mobilités", 44, 1.0),
        Team("Urbanisme et économie", 44, 1.4),
    ),
    roles=(Role.ADMINISTRATOR, Role.RSSI, Role.DIRECTION),
    rulings=(
        *_SUPPORT,
        Ruling("le_chat", State.APPROVED, SPRING, "Contrat signé, formation ouverte à tous."),
    ),
    undecided=("chatgpt",),
)

PLACES: Final = (COMMUNE, EPCI)
