"""The page of a month: the one thing to know first, then the figures, each with where it comes from."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from pleinjour.base.figures import Figure, Source
from pleinjour.base.tallies import Cell, Family
from pleinjour.engines.traffic import all_readers
from pleinjour.web.observe.ledger import Edition
from pleinjour.web.observe.pages.history import MonthInHistory, draw_daylight, draw_trend, say_daylight_trend
from pleinjour.web.observe.pages.naming import name_category, name_month, name_service, say_number
from pleinjour.web.observe.pages.table import Table, draw_days
from pleinjour.web.observe.readings.daylight import Daylight
from pleinjour.web.observe.words import WORDS, FamilyWords
from pleinjour.web.organizations.models import Authority
from pleinjour.web.ui.charts import Bar, BarChart, Gap, HorizonChart, LineChart
from pleinjour.web.ui.components import Column, DataTable, Link
from pleinjour.web.ui.numbers import as_language, format_percent

SERVICES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as a page shows it. `is_hidden`: it is not shown, and may be nobody's."""

    title: str
    figure: Figure
    limits: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class MonthPage:
    """Everything that the page of a month shows of one family. `shows_nothing`: not one figure may be shown."""

    edition: Edition
    words: FamilyWords
    lead: str
    comparison: str
    figures: tuple[ShownFigure, ...]
    daylight: ShownFigure
    horizon: HorizonChart
    daylight_trend: str
    trend: LineChart
    categories: BarChart
    services: DataTable
    all_services: int
    has_units: bool
    shows_nothing: bool


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the figures of an edition come from. `family`: the one they are of, None for all."""

    authority: Authority
    edition: Edition
    family: Family | None = None

    def figure(self, value: float | None, unit: str) -> Figure:
        """The value with its unit, its period, its source and its method."""
        return Figure(value, unit, self.edition.month, self.source(), say_method(self.edition))

    def source(self) -> Source:
        return Source(
            publisher=self.authority.name,
            title=say_source(self.edition, self.family),
            link=reverse("observe:method", args=[self.authority.slug]),
            published_on=self.edition.published_on,
        )


def say_method(edition: Edition) -> str:
    """The method's name and version, with the edition of the catalogue."""
    return _("Observer {version}, catalogue {catalogue}").format(version=edition.method, catalogue=edition.catalogue)


def say_source(edition: Edition, family: Family | None = None) -> str:
    """The logs that were read for the month; of them, those in which `family` can be seen.

    A format that no reader knows is one that the authority describes: it may see any family.
    """
    readers = all_readers()
    seeing = [one for one in edition.formats if one not in readers or family is None or family in readers[one].families]
    formats = ", ".join(seeing or edition.formats)
    said = _("journaux du réseau ({formats})").format(formats=formats)
    if not edition.days_without_log:
        return said
    missing = ngettext("un jour du mois manque", "{count} jours du mois manquent", edition.days_without_log)
    return f"{said}, {missing.format(count=edition.days_without_log)}"


def build_month_page(provenance: Provenance, table: Table, past: list[MonthInHistory]) -> MonthPage:
    """The page of one month and one family; `past` ends with that month."""
    words = WORDS[table.family]
    services = table.services()
    return MonthPage(
        edition=provenance.edition,
        words=words,
        lead=_lead(provenance.edition, words, table.total()),
        comparison=_comparison(past, table.total(), provenance.edition.rounding),
        figures=_big_figures(provenance, words, table.total()),
        daylight=_daylight_figure(provenance, past[-1].daylight),
        horizon=draw_daylight(past),
        daylight_trend=say_daylight_trend(past),
        trend=draw_trend(past),
        categories=_categories(table),
        services=_most_used(provenance.edition, services),
        all_services=len(services),
        has_units=bool(table.units()),
        shows_nothing=all(cell.suppressed for cell in table.cells),
    )


def _lead(edition: Edition, words: FamilyWords, total: Cell | None) -> str:
    month = name_month(edition.month)
    if total is None or total.people is None:
        return _("Le nombre de personnes qui ont utilisé un service d’IA en {month} n’est pas montré.").format(
            month=month
        )
    return str(words.lead).format(people=say_number(total.people), month=month)


def _comparison(past: list[MonthInHistory], total: Cell | None, rounding: int) -> str:
    """How many more or fewer than the month before, as far as rounding lets it be said."""
    before = past[-2].total if len(past) > 1 else None
    if total is None or before is None or total.people is None or before.people is None:
        return ""
    difference, month = total.people - before.people, name_month(past[-2].month)
    if abs(difference) <= 2 * rounding:
        return _("Autant qu’en {month}, à l’arrondi près.").format(month=month)
    more = _("C’est environ {count} de plus qu’en {month}.")
    fewer = _("C’est environ {count} de moins qu’en {month}.")
    return (more if difference > 0 else fewer).format(count=say_number(abs(difference)), month=month)


def _big_figures(provenance: Provenance, words: FamilyWords, total: Cell | None) -> tuple[ShownFigure, ...]:
    people, days, connections = (total.people, total.user_days, total.connections) if total else (None, None, None)
    shown = (
        (_("Combien"), people, str(words.people), ""),
        (_("À quel rythme"), days, _("jours d’usage"), _("Une personne, un jour : un jour d’usage.")),
        (_("Volume"), connections, _("connexions"), _("Au plus 100 par personne, par jour et par service.")),
    )
    hidden = total is not None and total.suppressed
    return tuple(
        ShownFigure(title, provenance.figure(value, unit), limits, hidden) for title, value, unit, limits in shown
    )


def _daylight_figure(provenance: Provenance, daylight: Daylight) -> ShownFigure:
    title = _("Part au grand jour")
    if daylight.low is None or daylight.high is None:
        limits = _("Les services approuvés n’ont pas de chiffre montré ce mois-ci.") if daylight.hidden_services else ""
        return ShownFigure(title, provenance.figure(None, "%"), limits)
    figure = provenance.figure(round(daylight.low), "%")
    if not provenance.edition.approved:
        return ShownFigure(title, figure, _("Aucun service d’IA n’était approuvé ce mois-là."))
    if daylight.is_sharp:
        return ShownFigure(title, figure, _("Part des jours d’usage qui passe par un service approuvé."))
    limits = _(
        "La part exacte est entre {low} et {high} : certains services approuvés n’ont pas de chiffre montré, "
        "ou servent aux mêmes personnes."
    )
    low, high = (format_percent(end, 0, as_language(get_language())) for end in (daylight.low, daylight.high))
    return ShownFigure(_("Part au grand jour, au moins"), figure, limits.format(low=low, high=high))


def _categories(table: Table) -> BarChart:
    bars = tuple(Bar(name_category(cell.key.category or ""), draw_days(cell)) for cell in table.categories())
    summary = _("Aucune catégorie n’a de chiffre à montrer.")
    if bars and not isinstance(bars[0].value, Gap):
        summary = _("« {category} » vient en tête.").format(category=bars[0].label)
    return BarChart("categories", _("Pour quoi faire"), summary, _("jours d’usage"), _("Catégorie"), bars)


def tabulate_services(edition: Edition, cells: list[Cell], caption: str) -> DataTable:
    """Services with their figures, and whether each was approved."""
    columns = (
        Column(pgettext("catalogue", "Service d’IA")),
        Column(_("Catégorie")),
        Column(_("Approuvé")),
        Column(_("Personnes"), numeric=True),
        Column(_("Jours d’usage"), numeric=True),
        Column(_("Connexions"), numeric=True),
    )
    return DataTable(caption, columns, tuple(_service_row(edition, cell) for cell in cells))


def _most_used(edition: Edition, services: list[Cell]) -> DataTable:
    caption = _("Services d’IA les plus utilisés en {month}").format(month=name_month(edition.month))
    return tabulate_services(edition, services[:SERVICES_SHOWN], caption)


def say_approved(edition: Edition, service: str) -> str:
    """Whether the service was approved at the end of the month; one that is not may be tolerated, or wait."""
    return _("oui") if service in edition.approved else _("pas à ce jour")


def _service_row(edition: Edition, cell: Cell) -> tuple[str, ...]:
    service = cell.key.service or ""
    return (
        name_service(service),
        name_category(cell.key.category or ""),
        say_approved(edition, service),
        say_number(cell.people),
        say_number(cell.user_days),
        say_number(cell.connections),
    )


def family_links(address: str, tables: dict[Family, Table], chosen: Family) -> list[Link]:
    """One link for each family of the month."""
    return [Link(str(WORDS[family].label), f"{address}?genre={family}", family == chosen) for family in tables]
