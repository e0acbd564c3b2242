"""Invented examples of every component, for the living style page and the tests that look at it."""

from datetime import date

from django import forms
from django.core.paginator import Page, Paginator

from pleinjour.base.figures import Figure, Month, Source
from pleinjour.web.ui.charts import (
    Bar,
    BarChart,
    Chart,
    Gap,
    HorizonChart,
    LineChart,
    Part,
    Point,
    StripChart,
    Value,
)
from pleinjour.web.ui.components import Column, DataTable, Link, Row, State, StateKind, Task
from pleinjour.web.ui.numbers import month_name

Specimen = (
    Figure | Chart | DataTable | forms.Form | Page[int] | tuple[Link, ...] | tuple[Row, ...] | tuple[State, ...]
    | tuple[Task, ...]
)  # fmt: skip

LAST_MONTH = Month(2026, 10)
SOURCE = Source("Exemple", "Journaux du proxy, imaginés", "https://example.org/", "EUPL-1.2", date(2026, 11, 2))

RISING_SHARE: tuple[Value, ...] = (0, 4, 7, Gap.HIDDEN, 12, 18, 23, 31, 38, Gap.UNKNOWN, 52, 64)
VOLUME: tuple[Value, ...] = (420, 515, 610, 590, Gap.HIDDEN, 835, 1040, 980, Gap.UNKNOWN, 760, 1190, 1385)

GOOD, MIXED = State("approuvé", "good"), State("toléré", "mixed")
UNKNOWN, BAD = State("inconnu", "unknown"), State("déconseillé", "bad")


class SpecimenForm(forms.Form):
    """One field of each kind."""

    service = forms.CharField(label="Nom du service", help_text="Comme il s’affiche à l’écran.", max_length=80)
    contact = forms.EmailField(label="Adresse électronique", required=False)
    state = forms.ChoiceField(
        label="État",
        widget=forms.RadioSelect,
        choices=[("approuve", "Approuvé"), ("tolere", "Toléré"), ("inconnu", "Inconnu")],
    )
    needs = forms.MultipleChoiceField(
        label="Besoins couverts",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("transcrire", "Transcrire des réunions"), ("traduire", "Traduire")],
    )
    unit = forms.ChoiceField(label="Service", choices=[("", "Choisir"), ("voirie", "Voirie")])
    log = forms.FileField(label="Journal du réseau", required=False, help_text="Lu, jamais conservé.")
    reason = forms.CharField(label="Pourquoi", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    understood = forms.BooleanField(label="J’ai lu ce que ces chiffres ne disent pas")


def gather(page: str | None = None) -> dict[str, Specimen]:
    """Everything that the living style page shows; `page` is the page asked for in the list."""
    return {
        "figure": Figure(1385, "jours d’usage", LAST_MONTH, SOURCE, "observer 1"),
        "share": Figure(64, "%", LAST_MONTH, SOURCE, "observer 1"),
        "unknown_figure": Figure(None, "personnes", LAST_MONTH, SOURCE, "observer 1"),
        "horizon": horizon(), "line": line(), "banded": banded_line(), "bars": bars(), "strip": strip(),
        "states": (GOOD, MIXED, UNKNOWN, BAD), "tasks": tasks(), "rows": rows(), "table": table(),
        "links": (Link("Accueil", "/"), Link("Observer", "#observer")), "tabs": tab_links(),
        "page": Paginator(range(200), 10).get_page(page or 3),
        "form": SpecimenForm(), "wrong_form": SpecimenForm({"contact": "sans arobase"}, prefix="faux"),
    }  # fmt: skip


def horizon() -> HorizonChart:
    summary = "La part au grand jour est passée de 0 % en novembre 2025 à 64 % en octobre 2026."
    return HorizonChart("horizon", "La part au grand jour", summary, "Mois", points(RISING_SHARE))


def line() -> LineChart:
    summary = "Les jours d’usage sont passés de 420 à 1 385 en un an ; deux mois manquent."
    return LineChart("volume", "Usage de l’IA, mois par mois", summary, "jours d’usage", "Mois", points(VOLUME))


def banded_line() -> LineChart:
    summary = "Entre 5 et 9 kWh en octobre 2026, trois fois plus qu’un an avant."
    middles = (2.1, 2.4, 2.9, 3.1, 3.8, 4.0, 4.6, 4.9, 5.5, 6.0, 6.4, 6.9)
    ranged = tuple(
        Point(point.label, point.short, point.group, middle, low=0.75 * middle, high=1.3 * middle)
        for point, middle in zip(points(middles), middles, strict=True)
    )
    return LineChart("energie", "Énergie estimée", summary, "kWh", "Mois", ranged, digits=1)


def bars() -> BarChart:
    summary = "L’assistant généraliste vient en tête ; une catégorie est masquée, une autre est à zéro."
    counted: tuple[tuple[str, Value], ...] = (
        ("Assistants généralistes", 870), ("Traduction", 240), ("Transcription de réunions", 155),
        ("Aide à la programmation", Gap.HIDDEN), ("Images", 0), ("Recherche assistée", Gap.UNKNOWN),
    )  # fmt: skip
    rows = tuple(Bar(label, value) for label, value in counted)
    return BarChart("categories", "Par catégorie de service", summary, "jours d’usage", "Catégorie", rows)


def strip() -> StripChart:
    kinds: tuple[StateKind, ...] = ("good", "mixed", "unknown", "bad")
    labels = ("Services approuvés", "Services tolérés", "Services inconnus", "Services déconseillés")
    parts = tuple(Part(label, value, kind) for label, value, kind in zip(labels, (64, 18, 12, 6), kinds, strict=True))
    return StripChart("etats", "Par état du service", "Près des deux tiers sont approuvés.", "%", "État", parts)


def points(values: tuple[Value, ...]) -> tuple[Point, ...]:
    """One point a month, the last in October 2026."""
    months = [LAST_MONTH.shifted(place - len(values) + 1) for place in range(len(values))]
    return tuple(
        Point(
            month_name(month.year, month.number), month_name(month.year, month.number, short=True),
            str(month.year), value,
        )
        for month, value in zip(months, values, strict=True)
    )  # fmt: skip


def tasks() -> tuple[Task, ...]:
    done, doing, later = State("fait", "good"), State("en cours", "mixed"), State("à faire", "unknown")
    return (
        Task(Link("Décrire la collectivité", "#collectivite"), done),
        Task(Link("Apporter un journal du réseau", "#journal", current=True, note="Un mois suffit."), doing),
        Task(Link("Relire les chiffres", "#chiffres"), later),
    )


def rows() -> tuple[Row, ...]:
    return (
        Row("Service", "Assistant d’exemple", Link("Modifier", "#service")),
        Row("État", "toléré", Link("Modifier", "#etat")),
        Row("Hébergement", None),
    )


def table() -> DataTable:
    columns = (Column("Service"), Column("Personnes", numeric=True), Column("Jours d’usage", numeric=True))
    lines = (
        ("Assistant d’exemple", "45", "870"),
        ("Traducteur d’exemple", "20", "240"),
        ("Outil d’exemple", "masqué", "masqué"),
    )
    exports = (Link("CSV", "#csv", note="2 ko"), Link("ODS", "#ods", note="8 ko"))
    return DataTable("Services les plus utilisés en octobre 2026", columns, lines, exports)


def tab_links() -> tuple[Link, ...]:
    return (Link("Mois", "#mois", current=True), Link("Services", "#services"), Link("Méthode", "#methode"))
