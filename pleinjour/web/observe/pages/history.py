"""What changed from month to month: the trend and the daylight share, with gaps where nothing is known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pleinjour.base.figures import Month
from pleinjour.base.tallies import Cell
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.observe.ledger import HISTORY_MONTHS, Edition
from pleinjour.web.observe.pages.naming import name_month, say_number, say_percent
from pleinjour.web.observe.pages.table import draw_days
from pleinjour.web.observe.readings.bounds import Use, read_use
from pleinjour.web.observe.readings.daylight import UNKNOWN, Daylight, share_of_services
from pleinjour.web.observe.readings.trend import Trend, compare_bands
from pleinjour.web.ui.charts import Gap, HorizonChart, LineChart, Point, Value


@dataclass(frozen=True, slots=True)
class MonthInHistory:
    """One month of the trend. `edition`, `total`, `use` None: the month is not published."""

    month: Month
    total: Cell | None
    daylight: Daylight
    edition: Edition | None = None
    use: Use | None = None


def recall(editions: list[Edition], history: Mapping[Month, list[Cell]], last: Month) -> list[MonthInHistory]:
    """The twelve months that end with `last`, from the first one that is published."""
    published = {edition.month: edition for edition in editions}
    first = max(min(published), last.shifted(1 - HISTORY_MONTHS))
    months = [first]
    while months[-1] < last:
        months.append(months[-1].shifted(1))
    return [_month(month, published.get(month), history.get(month, [])) for month in months]


def _month(month: Month, edition: Edition | None, cells: list[Cell]) -> MonthInHistory:
    if edition is None:
        return MonthInHistory(month, None, UNKNOWN)
    total = next((cell for cell in cells if cell.key.category is None), None)
    use = read_use(cells, edition.rounding)
    daylight = share_of_services(use, edition.approved, load_catalogue().category_of)
    return MonthInHistory(month, total, daylight, edition, use)


def draw_trend(past: list[MonthInHistory]) -> LineChart:
    """User-days month after month."""
    values = [days_of(one) for one in past]
    return LineChart(
        key="tendance",
        title=_("L’usage, mois par mois"),
        summary=_summary(past, values, say_number),
        unit=_("jours d’usage"),
        heading=_("Mois"),
        points=_points(past, values),
    )


def draw_daylight(past: list[MonthInHistory]) -> HorizonChart:
    """The daylight share month after month: what is certain of it."""
    values = [share_of(one.daylight) for one in past]
    return HorizonChart(
        key="horizon",
        title=_("La part au grand jour, mois par mois"),
        summary=_summary(past, values, say_percent),
        heading=_("Mois"),
        points=_points(past, values, [(one.daylight.floor, one.daylight.ceiling) for one in past]),
    )


def say_daylight_trend(past: list[MonthInHistory]) -> str:
    """Whether the share rose or fell beyond what figures leave uncertain, from the first month that has one."""
    known = [(one.month, _band(one.daylight)) for one in past if _band(one.daylight)]
    if len(known) < 2:
        return _("Il faut deux mois qui ont un chiffre pour dire si la part monte.")
    (first, before), (last, after) = known[0], known[-1]
    words = {
        Trend.RISES: _(
            "Entre {first} et {last}, la part monte, au-delà de ce que l’arrondi et le secret laissent incertain."
        ),
        Trend.FALLS: _(
            "Entre {first} et {last}, la part baisse, au-delà de ce que l’arrondi et le secret laissent incertain."
        ),
    }
    unsure = _(
        "Entre {first} et {last}, on ne peut pas dire si la part monte ou baisse : ses deux fourchettes se touchent."
    )
    said = words.get(compare_bands(before, after), unsure)
    return said.format(first=name_month(first), last=name_month(last))


def _band(daylight: Daylight) -> tuple[float, float] | None:
    """The share's two ends, rounding allowed for; None when nothing can be said."""
    if daylight.floor is None or daylight.ceiling is None:
        return None
    return daylight.floor, daylight.ceiling


def days_of(one: MonthInHistory) -> Value:
    return Gap.UNKNOWN if one.total is None else draw_days(one.total)


def share_of(daylight: Daylight) -> Value:
    if daylight.low is not None:
        return daylight.low
    return Gap.HIDDEN if daylight.hidden_services else Gap.UNKNOWN


Ends = tuple[float | None, float | None]


def _points(past: list[MonthInHistory], values: list[Value], bands: list[Ends] | None = None) -> tuple[Point, ...]:
    ends = bands or [(None, None)] * len(past)
    return tuple(
        Point(name_month(one.month), name_month(one.month, short=True), str(one.month.year), value, low, high)
        for one, value, (low, high) in zip(past, values, ends, strict=True)
    )


def _summary(past: list[MonthInHistory], values: list[Value], say: Callable[[float], str]) -> str:
    known = [(one.month, value) for one, value in zip(past, values, strict=True) if not isinstance(value, Gap)]
    if not known:
        return _("Aucun mois n’a de chiffre à montrer.")
    (first, start), (last, end) = known[0], known[-1]
    if first == last:
        return _("{value} en {month}.").format(value=say(start), month=name_month(first))
    return _("De {start} en {first} à {end} en {last}.").format(
        start=say(start), first=name_month(first), end=say(end), last=name_month(last)
    )
