"""The monthly report: two pages that a direction reads in three minutes, made of one published edition."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from pleinjour.base.tallies import Cell
from pleinjour.web.observe.ledger import Edition
from pleinjour.web.observe.pages.history import MonthInHistory
from pleinjour.web.observe.pages.month import (
    MonthPage,
    Provenance,
    ShownFigure,
    build_month_page,
    say_approved,
    say_method,
)
from pleinjour.web.observe.pages.naming import name_month, name_service, say_day, say_number, say_percent
from pleinjour.web.observe.pages.needs import draw_needs, read_needs
from pleinjour.web.observe.pages.table import Table
from pleinjour.web.registry.models import State
from pleinjour.web.registry.selectors import SystemInForce
from pleinjour.web.ui.numbers import as_language
from pleinjour.web.ui.papers.content import Block, Bullets, Grid, Inline, Paper, Paragraph, Picture, Section, Terms

MOST_NEEDS, MOST_SERVICES, MOST_DECISIONS = 6, 6, 4
BRIGHT: Final = 50.0
"""A daylight share, in percent, under which making approved tools known comes first."""


def make_report(
    provenance: Provenance, table: Table, past: list[MonthInHistory], systems: Iterable[SystemInForce]
) -> Paper:
    """The report of one month and one family, in the reader's language; `past` ends with that month.

    `systems`: the register of today, for what is still to be decided.
    """
    page = build_month_page(provenance, table, past)
    edition, month = page.edition, name_month(page.edition.month)
    return Paper(
        name=f"rapport-{provenance.authority.slug}-{edition.month}-edition-{edition.number}",
        title=_("L’IA en {month} : rapport mensuel").format(month=month),
        authority=provenance.authority.name,
        lead=(" ".join(filter(None, (page.lead, page.comparison))),),
        sections=(
            Section(_("La part au grand jour"), (_say_daylight(page), Picture(page.horizon))),
            Section(_("D’un mois à l’autre"), (_say_figures(page), Picture(page.trend))),
            Section(_("Ce que l’on y fait"), (_draw_needs(past),)),
            Section(_("Les services d’IA"), (_tabulate_services(edition, table),)),
            Section(_("À décider"), (Bullets(tuple(_decide(table, past, systems))),)),
            Section(_("Limites et méthode"), (Bullets(tuple(_limits(page))),)),
        ),
        signature=_("Édition {number}, publiée le {day}.").format(
            number=edition.number, day=say_day(edition.published_on)
        ),
        language=as_language(get_language()),
        layout="report",
    )


def _say_daylight(page: MonthPage) -> Paragraph:
    """The share, what it is worth, and where it goes."""
    shown, value = page.daylight, page.daylight.figure.value
    said = _("inconnue") if value is None else say_percent(value)
    parts = (_("{title} : {value}.").format(title=shown.title, value=said), shown.limits, page.daylight_trend)
    return Paragraph((" ".join(filter(None, parts)),))


def _say_figures(page: MonthPage) -> Terms:
    return Terms(tuple((one.title, _say_figure(one)) for one in page.figures))


def _say_figure(shown: ShownFigure) -> Inline:
    figure = shown.figure
    value = figure.value
    said = say_number(value) if value is not None or shown.is_hidden else _("inconnu")
    unit = "" if value is None else f" {figure.unit}"
    return (f"{said}{unit}. {shown.limits}".strip(),)


def _draw_needs(past: list[MonthInHistory]) -> Block:
    """The needs that show most."""
    chart = draw_needs(read_needs(past))
    if not chart.bars:
        return Paragraph((chart.summary,))
    return Picture(replace(chart, bars=chart.bars[:MOST_NEEDS]))


def _tabulate_services(edition: Edition, table: Table) -> Block:
    """The most used services, without what a direction does not need."""
    services = table.services()[:MOST_SERVICES]
    if not services:
        return Paragraph((_("Aucun service d’IA n’a de chiffre à montrer."),))
    heads = (pgettext("catalogue", "Service d’IA"), _("Approuvé"), _("Personnes"), _("Jours d’usage"))
    return Grid(heads, tuple(_service_row(edition, cell) for cell in services), numeric=True)


def _service_row(edition: Edition, cell: Cell) -> tuple[Inline, ...]:
    service = cell.key.service or ""
    said = (name_service(service), say_approved(edition, service), say_number(cell.people), say_number(cell.user_days))
    return tuple((one,) for one in said)


def _decide(table: Table, past: list[MonthInHistory], systems: Iterable[SystemInForce]) -> Iterator[Inline]:
    """What the figures ask the direction to look at next; help first, and never a person."""
    low = past[-1].daylight.low
    said = [
        *_decide_tools(table, systems),
        *([_("Faire connaître les outils approuvés : présentation, formation, référent.")] if _is_dim(low) else []),
        *_decide_months(past),
        _("Demander au référent IA ce que les agents cherchent à faire, et ce qui leur manque."),
    ]
    return ((one,) for one in said[:MOST_DECISIONS])


def _decide_tools(table: Table, systems: Iterable[SystemInForce]) -> Iterator[str]:
    ruled = [system for system, _decision in systems if system.state != State.UNKNOWN]
    if not any(system.state == State.APPROVED for system in ruled):
        yield _("Approuver un premier outil, pour que chacun sache lequel prendre.")
    services = {system.service for system in ruled}
    unsaid = [cell.key.service or "" for cell in table.services() if cell.key.service not in services]
    if unsaid:
        sentence = _("Dire si {service} convient, ou quel outil approuvé proposer à sa place.")
        yield sentence.format(service=name_service(unsaid[0]))


def _is_dim(low: float | None) -> bool:
    return low is not None and low < BRIGHT


def _decide_months(past: list[MonthInHistory]) -> Iterator[str]:
    absent = [name_month(one.month) for one in past if one.total is None]
    if absent:
        yield _("Apporter les journaux des mois qui manquent : {months}.").format(months=", ".join(absent))


def _limits(page: MonthPage) -> Iterator[Inline]:
    edition = page.edition
    for limit in page.words.limits:
        yield (str(limit),)
    hidden = _("Un chiffre de moins de {threshold} personnes est masqué. Les nombres sont arrondis à {rounding} près.")
    yield (hidden.format(threshold=edition.threshold, rounding=edition.rounding),)
    source = _("Source : {source}. Méthode : {method}.")
    yield (source.format(source=page.daylight.figure.source.title, method=say_method(edition)),)
    if edition.reason:
        yield (_("Cette édition corrige la précédente : {reason}").format(reason=edition.reason),)
