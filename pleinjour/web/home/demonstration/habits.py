"""Who uses what, and when: a seeded invention that looks like a year in a town hall.

Few people use a lot and many use a little; use grows, dips in August and at the end of December, follows office hours;
once an approved tool opens, people move to it little by little.
"""

import random
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pleinjour.base.figures import Month
from pleinjour.web.home.demonstration.places import SPRING, Place

PARIS: Final = ZoneInfo("Europe/Paris")

# Invented weights, in the spirit of a market where one name leads.
TASTES: Final = {
    "chatgpt": 50, "copilot": 10, "gemini": 9, "deepl": 14, "le_chat": 7, "perplexity": 5, "claude": 5,
    "languagetool": 5, "gamma": 4, "notta": 4, "adobe_firefly": 3, "napkin": 2, "deepseek": 2, "github_copilot": 2,
    "elevenlabs": 1, "suno": 1, "heygen": 1,
}  # fmt: skip
ASSISTANTS: Final = frozenset({"chatgpt", "copilot", "gemini", "le_chat", "claude", "deepseek"})
SEASONS: Final = {5: 0.9, 7: 0.75, 8: 0.4, 12: 0.75}
MOVED: Final = (0.14, 0.22, 0.30, 0.36, 0.40, 0.47, 0.53, 0.58)
FIRST_ADOPTION, MONTHLY_GROWTH, MOST_ADOPTION = 0.34, 0.026, 0.95
# Month from which whole documents go to a service, and not sentences any more.
WHOLE_FILES: Final = {"deepl": 10}
OF_SENTENCES, OF_FILES = 8.0, 14.5
"""Mean of the logarithm of the octets that a visit sends."""
# A need that nobody had, and that shows from one month on whatever chance hides: some make videos, three days a month.
NEW_SERVICE, NEW_SINCE, CURIOUS, NEW_DAYS = "heygen", 10, 0.25, 3
WEEKEND_SHARE: Final = 0.04
HOURS: Final = (8, 9, 9, 9, 10, 10, 10, 11, 11, 12, 13, 14, 14, 14, 15, 15, 16, 16, 17, 18)


@dataclass(frozen=True, slots=True)
class Worker:
    """An invented workstation. `reluctance` and `loyalty` say when it begins to use AI, and when it moves."""

    client: str
    name: str
    leaning: float
    reluctance: float
    loyalty: float
    days: float
    tastes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """One line to write in a log."""

    at: datetime
    client: str
    name: str
    service: str
    bytes_sent: int


def people(place: Place, seed: int) -> list[Worker]:
    """Everybody who works there."""
    dice = random.Random(f"{seed} {place.slug}")  # noqa: S311 - an invention, not a secret
    names, weights = list(TASTES), list(TASTES.values())
    return [
        Worker(
            client=f"{place.network}.{number + 1}.{place_in_team + 10}",
            name=f"poste{number + 1:02d}{place_in_team + 10:03d}",
            leaning=team.leaning,
            reluctance=dice.random(),
            loyalty=dice.random(),
            days=min(18.0, dice.lognormvariate(1.6, 0.8)),
            tastes=tuple(dict.fromkeys(dice.choices(names, weights, k=3))),
        )
        for number, team in enumerate(place.teams)
        for place_in_team in range(team.agents)
    ]


def visits(place: Place, workers: list[Worker], month: Month, index: int, until: date, seed: int) -> list[Visit]:
    """Every visit of a month up to the day `until`, in order; `index` counts months from the first one."""
    dice = random.Random(f"{seed} {place.slug} {month}")  # noqa: S311 - an invention, not a secret
    days = [day for day in _days(month) if day <= until]
    adoption = FIRST_ADOPTION + MONTHLY_GROWTH * index
    found: list[Visit] = []
    for worker in workers:
        if days and worker.reluctance < min(MOST_ADOPTION, adoption * worker.leaning):
            found += _month_of(worker, place, index, days, dice)
    if index >= NEW_SINCE:
        found += _videos(workers, days, random.Random(f"{seed} {place.slug} {month} {NEW_SERVICE}"))  # noqa: S311 - idem
    return sorted(found, key=lambda visit: visit.at)


def _month_of(worker: Worker, place: Place, index: int, days: list[date], dice: random.Random) -> Iterator[Visit]:
    season = SEASONS.get(days[0].month, 1.0) * len(days) / monthrange(days[0].year, days[0].month)[1]
    count = min(len(days), max(1, round(worker.days * season * dice.uniform(0.7, 1.3))))
    weights = [1.0 if day.weekday() < 5 else WEEKEND_SHARE for day in days]
    for day in dict.fromkeys(dice.choices(days, weights, k=count)):
        for rank, taste in enumerate(worker.tastes):
            if dice.random() < (0.85, 0.3, 0.12)[rank]:
                service = _moved(worker, place, taste, index)
                size = OF_FILES if index >= WHOLE_FILES.get(service, index + 1) else OF_SENTENCES
                yield from _session(worker, service, day, size, dice)


def _videos(workers: list[Worker], days: list[date], dice: random.Random) -> Iterator[Visit]:
    open_days = [day for day in days if day.weekday() < 5]
    for worker in workers:
        if worker.loyalty < CURIOUS:
            for day in dice.sample(open_days, min(NEW_DAYS, len(open_days))):
                yield from _session(worker, NEW_SERVICE, day, OF_SENTENCES, dice)


def _session(worker: Worker, service: str, day: date, size: float, dice: random.Random) -> Iterator[Visit]:
    start = datetime(day.year, day.month, day.day, dice.choice(HOURS), dice.randrange(60), tzinfo=PARIS)
    for _ in range(1 + min(20, int(dice.expovariate(0.5)))):
        start += timedelta(seconds=dice.randrange(5, 300))
        yield Visit(start, worker.client, worker.name, service, int(dice.lognormvariate(size, 1)))


def _moved(worker: Worker, place: Place, service: str, index: int) -> str:
    """The approved tool instead, for those who have moved to it."""
    since = index - SPRING
    if since < 0 or service not in ASSISTANTS:
        return service
    return place.approved if worker.loyalty < MOVED[min(since, len(MOVED) - 1)] else service


def _days(month: Month) -> list[date]:
    return [date(month.year, month.number, day + 1) for day in range(monthrange(month.year, month.number)[1])]
