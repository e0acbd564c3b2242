"""What was understood of a file, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from pleinjour.base.figures import Month
from pleinjour.engines.traffic import REASONS
from pleinjour.web.observe.format_pages import load_format_pages
from pleinjour.web.observe.models import Intake
from pleinjour.web.observe.pages.naming import name_month, say_day, say_moment, say_number
from pleinjour.web.ui.components import Column, DataTable, Link, Row


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as the page that follows an upload shows it."""

    rows: tuple[Row, ...]
    has_no_date: bool
    doubts: tuple[str, ...]


def describe_intake(intake: Intake, today: date) -> ReadFile:
    """What is doubtful in its dates; lines, what could not be read and why, format and months of one file."""
    months = [Month.parse(month) for month in intake.months]
    rows = (
        Row(_("Format reconnu"), intake.format, _help_with(intake.format)),
        Row(_("Lignes lues"), say_number(intake.lines)),
        Row(_("Lignes illisibles"), say_unreadable(intake)),
        Row(_("Mois couverts"), join_months(months) or _("aucun")),
        Row(_("Jours couverts"), say_days(intake)),
    )
    return ReadFile(rows, has_no_date=not months, doubts=tuple(_doubts(months, today)))


def _help_with(name: str) -> Link | None:
    """What the format needs switched on; None for one that the authority describes."""
    if name not in load_format_pages():
        return None
    return Link(_("Ce qu’il faut activer"), reverse("observe:format", args=[name]))


def _doubts(months: Iterable[Month], today: date) -> Iterator[str]:
    """Months that have not begun tomorrow, for a log may come from a zone ahead; and those of more than a year ago."""
    tomorrow, this_month = today + timedelta(days=1), Month(today.year, today.month)
    ahead = [month for month in months if month.first_day > tomorrow]
    old = [month for month in months if month < this_month.shifted(-12)]
    if ahead:
        sentence = _("Ce mois n’a pas commencé : {months}. L’horloge de l’équipement est-elle à l’heure ?")
        yield sentence.format(months=join_months(ahead))
    if old:
        sentence = _("Ce mois date de plus d’un an : {months}. Est-ce bien le journal que vous vouliez apporter ?")
        yield sentence.format(months=join_months(old))


def describe_intakes(intakes: Iterable[Intake], time_zone: str) -> DataTable:
    """The files that were read, one line each, at the hour of `time_zone`; names of files are not kept."""
    columns = (
        Column(_("Lu le")),
        Column(_("Format")),
        Column(_("Lignes"), numeric=True),
        Column(_("Illisibles"), numeric=True),
        Column(_("Mois")),
    )
    rows = tuple(
        (
            say_moment(intake.taken_at, time_zone),
            intake.format,
            say_number(intake.lines),
            say_number(sum(intake.unreadable.values())),
            join_months([Month.parse(month) for month in intake.months]) or _("aucun"),
        )
        for intake in intakes
    )
    return DataTable(_("Ce que chaque journal contenait"), columns, rows)


def say_unreadable(intake: Intake) -> str:
    """How many lines could not be read, reason by reason."""
    if not intake.unreadable:
        return _("aucune")
    reasons = [f"{say_number(count)} ({_(REASONS[reason])})" for reason, count in intake.unreadable.items()]
    return ", ".join(reasons)


def say_days(intake: Intake) -> str | None:
    """`1er mars 2026 – 31 mars 2026`; None when it is unknown."""
    if intake.days is None:
        return None
    spans = [[say_day(date.fromisoformat(day)) for day in span.split("/")] for span in intake.days]
    return ", ".join(" – ".join(dict.fromkeys(span)) for span in spans) or _("aucun")


def join_months(months: Iterable[Month]) -> str:
    return ", ".join(name_month(month) for month in months)
