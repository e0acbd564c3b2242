"""Categories, services and months as people read them."""

from datetime import date, datetime
from math import inf
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pleinjour.base.figures import Month
from pleinjour.base.tallies import UNKNOWN_UNIT
from pleinjour.refdata.needs import Words
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.observe.readings.bounds import Bounds
from pleinjour.web.ui import numbers
from pleinjour.web.ui.components import Hidden
from pleinjour.web.ui.numbers import as_language, format_number, format_octets, format_percent, ordinal_day


def name_category(category: str) -> str:
    """The category's name in the reader's language; its id when this catalogue no longer has it."""
    found = load_catalogue().categories.get(category)
    if found is None:
        return category
    return found.label_en if as_language(get_language()) == "en" else found.label_fr


def name_service(service: str) -> str:
    """The service's name; its id when this catalogue no longer has it."""
    found = load_catalogue().services.get(service)
    return found.name if found else service


def name_unit(unit: str) -> str:
    """The unit's name; people whom no rule places are said to be of an unknown one."""
    return _("Service inconnu") if unit == UNKNOWN_UNIT else unit


def name_month(month: Month, *, short: bool = False) -> str:
    return numbers.month_name(month.year, month.number, as_language(get_language()), short=short)


def say_number(value: float | None) -> str:
    """The number in the reader's writing, or that it is hidden."""
    return Hidden(_("masqué")) if value is None else format_number(value, 0, as_language(get_language()))


def say_bounds(bounds: Bounds) -> str:
    """`1 250`, `entre 900 et 1 250`, `au moins 900`."""
    if bounds.is_one:
        return say_number(bounds.low)
    if bounds.high == inf:
        return _("au moins {low}").format(low=say_number(bounds.low))
    return _("entre {low} et {high}").format(low=say_number(bounds.low), high=say_number(bounds.high))


def say_words(words: Words) -> str:
    """A text of the reference data in the reader's language."""
    return words.say(as_language(get_language()))


def say_octets(count: float) -> str:
    """`1,2 Go` in the reader's writing."""
    return format_octets(count, as_language(get_language()))


def say_percent(value: float) -> str:
    """The share in the reader's writing."""
    return format_percent(value, 0, as_language(get_language()))


def say_day(day: date) -> str:
    """`1er novembre 2026`."""
    return ordinal_day(date_format(day, "j F Y"), as_language(get_language()))


def say_moment(at: datetime, time_zone: str) -> str:
    """`1er novembre 2026, 09:30`, as clocks say it in that zone."""
    return ordinal_day(date_format(localtime(at, ZoneInfo(time_zone)), "j F Y, H:i"), as_language(get_language()))
