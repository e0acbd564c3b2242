"""The needs of a month: how much each shows, whether it rises, what helps, and whom to ask."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from pleinjour.refdata.needs import Duty, Need, load_needs
from pleinjour.web.observe.pages.history import MonthInHistory
from pleinjour.web.observe.pages.month import Provenance, ShownFigure
from pleinjour.web.observe.pages.naming import name_month, name_unit, say_bounds, say_number, say_words
from pleinjour.web.observe.pages.table import dictionary_order
from pleinjour.web.observe.pages.tools import Tool, find_tools
from pleinjour.web.observe.readings.bounds import Bounds
from pleinjour.web.observe.readings.needs import MonthOfNeed, NeedReading, most_used_first, read_need
from pleinjour.web.observe.readings.trend import Trend
from pleinjour.web.registry.selectors import SystemInForce
from pleinjour.web.ui.charts import Bar, BarChart, Gap, LineChart, Point, Value
from pleinjour.web.ui.components import Column, DataTable, Link

TRENDS: Final[Mapping[Trend, Promise]] = {
    Trend.RISES: gettext_lazy("monte"),
    Trend.FALLS: gettext_lazy("baisse"),
    Trend.STEADY: gettext_lazy("à peu près stable"),
    Trend.UNSURE: gettext_lazy("on ne peut pas dire si cela monte ou baisse"),
}


@dataclass(frozen=True, slots=True)
class DutyShown:
    """A duty or an advice in the reader's language."""

    label: str
    text: str
    duty: Duty


@dataclass(frozen=True, slots=True)
class NeedPage:
    """Everything that the page of a need shows. `has_tool`: an approved one is made for it; `tools`: see find_tools."""

    key: str
    label: str
    sentence: str
    figure: ShownFigure
    trend: str
    trend_reason: str
    over_months: str
    chart: LineChart
    has_tool: bool
    tools: tuple[Tool, ...]
    advice: str
    training: str
    ask: str
    first: str
    laws: tuple[DutyShown, ...]
    recommendations: tuple[DutyShown, ...]
    questions: tuple[str, ...]
    units: DataTable | None
    also_in: bool
    read_on: date


def read_needs(past: list[MonthInHistory]) -> list[NeedReading]:
    """Every need over the months of `past`, the most used first; the month that is read comes last."""
    known = load_needs()
    uses = [(one.month, one.use) for one in past]
    return most_used_first(read_need(need, uses, known.trend) for need in known.needs.values())


def draw_needs(readings: list[NeedReading]) -> BarChart:
    """User-days by need."""
    bars = tuple(Bar(_label_with_doubt(one), _value(one.days)) for one in readings)
    hidden = sum(isinstance(bar.value, Gap) for bar in bars)
    summary = _("{shown} besoins ont un chiffre, {hidden} sont masqués.").format(
        shown=len(bars) - hidden, hidden=hidden
    )
    return BarChart("besoins", _("Les besoins qui se montrent"), summary, _("jours d’usage"), _("Besoin"), bars)


def link_needs(
    readings: list[NeedReading], systems: Iterable[SystemInForce], address_of: Callable[[Need], str]
) -> list[Link]:
    """One door for each need, with what to know before opening it."""
    in_force = list(systems)
    return [
        Link(say_words(one.need.label), address_of(one.need), note=_note(one, find_tools(one.need, in_force)))
        for one in readings
    ]


def _note(one: NeedReading, tools: list[Tool]) -> str:
    tool = _say_tools(tools)
    if one.days is None:
        return _("Chiffre masqué ce mois-ci. {tool}").format(tool=tool)
    days, trend = say_bounds(one.days), TRENDS[one.trend]
    return _("{days} jours d’usage : {trend}. {tool}").format(days=days, trend=trend, tool=tool)


def _say_tools(tools: list[Tool]) -> str:
    close = ", ".join(tool.name for tool in tools if tool.is_approved and tool.is_close)
    if close:
        return _("Outil approuvé : {names}.").format(names=close)
    others = ", ".join(tool.name for tool in tools if tool.is_approved)
    if others:
        return _("Pas d’outil à lui. {names} peut aider.").format(names=others)
    return _("Pas encore d’outil approuvé.")


def build_need_page(
    provenance: Provenance,
    reading: NeedReading,
    systems: Iterable[SystemInForce],
    units: Iterable[tuple[str, Bounds]],
) -> NeedPage:
    """The page of one need, for one month and one family."""
    need = reading.need
    tools = find_tools(need, systems)
    has_tool = any(tool.is_approved and tool.is_close for tool in tools)
    return NeedPage(
        key=need.id,
        label=say_words(need.label),
        sentence=say_words(need.sentence),
        figure=_figure(provenance, reading),
        trend=_say_trend(reading),
        trend_reason=say_words(load_needs().trend.reason),
        over_months=_say_months(reading),
        chart=_draw(reading),
        has_tool=has_tool,
        tools=tuple(tools),
        advice=say_words(need.with_tool if has_tool else need.without_tool),
        training=say_words(need.training),
        ask=say_words(need.ask),
        first=say_words(need.first),
        laws=_duties(need, is_law=True),
        recommendations=_duties(need, is_law=False),
        questions=tuple(say_words(question) for question in need.questions),
        units=_tabulate_units(reading, units),
        also_in=bool(need.also_in),
        read_on=need.read_on,
    )


def _figure(provenance: Provenance, reading: NeedReading) -> ShownFigure:
    days, unit = reading.days, _("jours d’usage")
    limits = _("Une personne, un jour : un jour d’usage.")
    if days is None:
        return ShownFigure(_("Combien"), provenance.figure(None, unit), is_hidden=True)
    if days.is_one:
        return ShownFigure(_("Combien"), provenance.figure(days.low, unit), limits)
    doubt = _("La valeur exacte est {bounds} : des chiffres sont masqués, ou servent aux mêmes personnes.")
    return ShownFigure(_("Combien, au moins"), provenance.figure(days.low, unit), doubt.format(bounds=say_bounds(days)))


def _say_trend(reading: NeedReading) -> str:
    method = load_needs().trend
    sentences = {
        Trend.RISES: _("Ce besoin monte : au moins {change} % de plus que les {months} mois d’avant."),
        Trend.FALLS: _("Ce besoin baisse : au moins {change} % sous les {months} mois d’avant."),
        Trend.STEADY: _("Ce besoin est à peu près stable : à moins de {change} % des {months} mois d’avant."),
        Trend.UNSURE: _("On ne peut pas dire s’il monte ou baisse : il manque des mois, ou l’écart tient à l’arrondi."),
    }  # fmt: skip
    return sentences[reading.trend].format(months=method.months, change=method.least_change)


def _say_months(reading: NeedReading) -> str:
    if not reading.known:
        return _("Aucun de ces mois n’a de chiffre à montrer.")
    said = _("Depuis {first} : au moins {days} jours d’usage, sur {known} mois qui ont un chiffre parmi {count}.")
    return said.format(
        first=name_month(reading.months[0].month),
        days=say_number(reading.days_over_months),
        known=len(reading.known),
        count=len(reading.months),
    )


def _draw(reading: NeedReading) -> LineChart:
    return LineChart(
        key="besoin",
        title=_("Le besoin, mois par mois"),
        summary=_say_months(reading),
        unit=_("jours d’usage"),
        heading=_("Mois"),
        points=tuple(map(_point, reading.months)),
    )


def _point(one: MonthOfNeed) -> Point:
    names = name_month(one.month), name_month(one.month, short=True), str(one.month.year)
    if one.days is None or one.days.is_one or one.days.high == float("inf"):
        return Point(*names, _value(one.days) if one.is_published else Gap.UNKNOWN)
    return Point(*names, _value(one.days), one.days.low, one.days.high)


def _value(days: Bounds | None) -> Value:
    return Gap.HIDDEN if days is None else days.low


def _label_with_doubt(one: NeedReading) -> str:
    label = say_words(one.need.label)
    return label if one.days is None or one.days.is_one else _("{label} (au moins)").format(label=label)


def _duties(need: Need, *, is_law: bool) -> tuple[DutyShown, ...]:
    return tuple(
        DutyShown(say_words(duty.label), say_words(duty.text), duty) for duty in need.duties if duty.is_law == is_law
    )


def _tabulate_units(reading: NeedReading, units: Iterable[tuple[str, Bounds]]) -> DataTable | None:
    """Units that have a figure, in alphabetical order: they are never ranked, and those without are not named."""
    shown = sorted(units, key=lambda pair: dictionary_order(pair[0]))
    if not shown:
        return None
    columns = (Column(pgettext("unité", "Service")), Column(_("Jours d’usage"), numeric=True))
    caption = _("Où ce besoin se montre en {month}, par ordre alphabétique").format(
        month=name_month(reading.months[-1].month)
    )
    return DataTable(caption, columns, tuple((name_unit(unit), say_bounds(days)) for unit, days in shown))
