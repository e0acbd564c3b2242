"""Aggregates worth a look, of the whole organisation alone: which services, how much, how large the uploads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import floor, inf, log10

from pleinjour.base.tallies import Cell
from pleinjour.refdata.needs import Pattern, Threshold
from pleinjour.refdata.services import Catalogue, Service
from pleinjour.web.observe.readings.bounds import Bounds, Use, bound_categories, bound_services
from pleinjour.web.observe.readings.daylight import Daylight, share_of_services


class Size(Enum):
    """Whether an average is over the threshold. `UNSURE`: rounding leaves both possible."""

    OVER = "over"
    UNDER = "under"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Upload:
    """Octets sent to a service a user-day: the average is between `low` and `high`."""

    service: str
    low: float
    high: float
    size: Size


@dataclass(frozen=True, slots=True)
class PatternReading:
    """What the published figures of a month show of a pattern.

    services, unknown: those shown that have the pattern's answer, and those whose answer nobody knows; by id.
    days: user-days on all services that have the answer, or on the category; None when none of them is shown.
    uploads, unknown_uploads: for patterns that look at octets. knows_octets: the logs of the month say them.
    """

    pattern: Pattern
    services: tuple[str, ...]
    unknown: tuple[str, ...]
    days: Bounds | None
    share: Daylight
    threshold: Threshold | None
    uploads: tuple[Upload, ...]
    unknown_uploads: tuple[Upload, ...]
    knows_octets: bool


def read_pattern(pattern: Pattern, use: Use, catalogue: Catalogue, on: date) -> PatternReading:
    """What `use`, the figures of a month that ends on the day `on`, shows of the pattern."""
    wanted = {service.id for service in catalogue.services.values() if has_pattern(pattern, service)}
    unknown = {service.id for service in catalogue.services.values() if _is_unknown(pattern, service)}
    threshold = pattern.threshold_on(on)
    return PatternReading(
        pattern=pattern,
        services=tuple(sorted(wanted & use.services.keys())),
        unknown=tuple(sorted(unknown & use.services.keys())),
        days=bound_pattern(pattern, use, catalogue),
        share=share_of_services(use, wanted, catalogue.category_of),
        threshold=threshold,
        uploads=_uploads(use, wanted, threshold),
        unknown_uploads=_uploads(use, unknown, threshold),
        knows_octets=any(cell.bytes_sent is not None for cell in _all_cells(use)),
    )


def has_pattern(pattern: Pattern, service: Service) -> bool:
    """Whether the service has the pattern's answer, or is of its category."""
    if pattern.fact is None:
        return service.category == pattern.category
    known: bool | None = getattr(service, pattern.fact).value
    return known is not None and known == pattern.answer


def bound_pattern(pattern: Pattern, use: Use, catalogue: Catalogue) -> Bounds | None:
    """User-days of the pattern."""
    if pattern.category is not None:
        return bound_categories(use, (pattern.category,))
    wanted = {service.id for service in catalogue.services.values() if has_pattern(pattern, service)}
    return bound_services(use, wanted, catalogue.category_of)


def _is_unknown(pattern: Pattern, service: Service) -> bool:
    return pattern.fact is not None and getattr(service, pattern.fact).value is None


def _all_cells(use: Use) -> Iterable[Cell]:
    yield from use.services.values()
    yield from use.categories.values()
    if use.total is not None:
        yield use.total


def _uploads(use: Use, services: Collection[str], threshold: Threshold | None) -> tuple[Upload, ...]:
    if threshold is None:
        return ()
    cells = [cell for service, cell in sorted(use.services.items()) if service in services]
    return tuple(_upload(cell, use, threshold) for cell in cells if cell.bytes_sent is not None)


def _upload(cell: Cell, use: Use, threshold: Threshold) -> Upload:
    octets, days = cell.bytes_sent or 0, cell.user_days or 0
    low = max(0.0, octets - octets_slack(octets)) / (days + use.slack)
    high = (octets + octets_slack(octets)) / (days - use.slack) if days > use.slack else inf
    if low > threshold.octets:
        return Upload(cell.key.service or "", low, high, Size.OVER)
    return Upload(cell.key.service or "", low, high, Size.UNSURE if high > threshold.octets else Size.UNDER)


def octets_slack(octets: int) -> float:
    """How far octets, shown with two significant figures, may be from the truth."""
    return 0.0 if octets == 0 else 10 ** (floor(log10(octets)) - 1) / 2
