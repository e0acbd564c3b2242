"""Make the demonstration: the deeds are those of the site, only the logs are invented."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Final

from django.conf import settings

from pleinjour.base.figures import Month
from pleinjour.engines.traffic import summarise
from pleinjour.web.home.demonstration.accounts import open_accounts
from pleinjour.web.home.demonstration.daily import live
from pleinjour.web.home.demonstration.errors import NotADemonstration, RealAuthoritiesThere
from pleinjour.web.home.demonstration.habits import PARIS, people, visits
from pleinjour.web.home.demonstration.places import PLACES, Place
from pleinjour.web.home.demonstration.road import Road
from pleinjour.web.home.demonstration.writing import write_log
from pleinjour.web.observe.actions.intake import find_run_key, keep_summaries
from pleinjour.web.observe.actions.publication import publish_month
from pleinjour.web.observe.log_reading import make_reading
from pleinjour.web.organizations import models
from pleinjour.web.organizations.actions.authorities import Profile, open_authority
from pleinjour.web.organizations.actions.units import add_rule, add_unit
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.organizations.siren import with_key
from pleinjour.web.registry.actions import tools as registry

SEED: Final = 20261122
MONTHS: Final = 12


def is_there() -> bool:
    """Whether the demonstration has been made in this database."""
    return Authority.objects.filter(slug__in=[place.slug for place in PLACES]).exists()


def is_empty() -> bool:
    """Whether this database serves nobody yet."""
    return not Authority.objects.exists()


def make_demonstration(today: date, *, seed: int = SEED) -> None:
    """Both authorities, and the twelve months that end with that of `today`; the last one stays open.

    Raises NotADemonstration, RealAuthoritiesThere.
    """
    if not settings.PLEINJOUR_DEMO:
        raise NotADemonstration
    if Authority.objects.exclude(slug__in=[place.slug for place in PLACES]).exists():
        raise RealAuthoritiesThere
    if is_there():
        return
    for place in PLACES:
        _Building(place, today, seed).run()


class _Building:
    def __init__(self, place: Place, today: date, seed: int) -> None:
        self._place, self._today, self._seed = place, today, seed
        last = Month(today.year, today.month)
        self._months = [last.shifted(step - MONTHS + 1) for step in range(MONTHS)]
        self._workers = people(place, seed)

    def run(self) -> None:
        authority = _open(self._place)
        accounts = open_accounts(self._place, authority, _morning(self._months[0].first_day))
        rssi = accounts[Role.RSSI]
        self._add_units(rssi, authority)
        self._decide(rssi, authority)
        road = Road(authority, accounts, self._months[0], self._today)
        for story in self._place.stories:
            road.follow(story)
        if self._place.stories:
            live(authority, accounts, self._today)
        for index, month in enumerate(self._months):
            self._observe(rssi, authority, index, month)

    def _add_units(self, actor: models.Account, authority: Authority) -> None:
        for number, team in enumerate(self._place.teams):
            unit = add_unit(actor, authority, team.name)
            add_rule(actor, unit, "cidr", self._place.range_of(number))

    def _decide(self, actor: models.Account, authority: Authority) -> None:
        for service in self._place.undecided:
            registry.add_system(actor, authority, service=service)
        for ruling in self._place.rulings:
            system = registry.add_system(actor, authority, service=ruling.service)
            decided_on = min(self._months[ruling.month].first_day, self._today)
            decision = registry.Ruling(ruling.state, ruling.reason, decided_on)
            registry.set_state(actor, system, decision, self._today)

    def _observe(self, actor: models.Account, authority: Authority, index: int, month: Month) -> None:
        day_after = min(month.shifted(1).first_day, self._today)
        key = find_run_key(actor, authority)
        reading = make_reading(authority, day_after)
        summaries = [summarise(BytesIO(log), reading, key=key.secret) for log in self._logs(index, month, day_after)]
        now = _morning(day_after)
        keep_summaries(actor, authority, key, summaries, now)
        if month != self._months[-1]:
            publish_month(actor, authority, month, now + timedelta(hours=1))

    def _logs(self, index: int, month: Month, day_after: date) -> Iterator[bytes]:
        until = day_after - timedelta(days=1)
        found = visits(self._place, self._workers, month, index, until, self._seed)
        for source in self._place.sources:
            yield write_log(source, found, f"{self._seed} {source} {month}")


def _open(place: Place) -> Authority:
    profile = Profile(
        name=place.name,
        siren=with_key(place.siren_root),
        kind=place.kind,
        population=place.population,
        headcount=place.headcount,
        accent=place.accent,
    )
    return open_authority(profile, slug=place.slug)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), PARIS)
