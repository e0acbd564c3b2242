"""The components, as template tags: `{% load ui %}`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template import Context
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pleinjour.base.figures import Figure, Month
from pleinjour.web.ui import charts, navigation, numbers
from pleinjour.web.ui.components import DataTable, Hidden, Link, Row, State, Task
from pleinjour.web.ui.signs import draw_notice_sign, draw_state_sign

register = template.Library()

Fields = dict[str, Any]  # what Django hands to an included template; goes no further


def _language() -> numbers.Language:
    return numbers.as_language(get_language())


@register.filter
def number(value: float | None, digits: int = 0) -> str:
    """`1 234,5`; "inconnu" when there is none."""
    return _("inconnu") if value is None else numbers.format_number(value, digits, _language())


@register.filter
def percent(value: float | None, digits: int = 0) -> str:
    """`42 %` for 42; "inconnu" when there is none."""
    return _("inconnu") if value is None else numbers.format_percent(value, digits, _language())


@register.filter
def octets(value: float | None) -> str:
    """`1,2 Go`; "inconnu" when there is none."""
    return _("inconnu") if value is None else numbers.format_octets(value, _language())


@register.filter
def month_name(month: Month) -> str:
    """`mars 2026`."""
    return numbers.month_name(month.year, month.number, _language())


@register.filter(expects_localtime=True)
def day(value: date) -> str:
    """`1er novembre 2026`, `2 novembre 2026`: French counts the first day of a month, and no other."""
    return numbers.ordinal_day(date_format(value, "j F Y"), _language())


@register.simple_tag(takes_context=True)
def main_navigation(context: Context) -> SafeString:
    """The verbs of the authority in the context; nothing where there is no authority."""
    authority, request = context.get("authority"), context.get("request")
    if authority is None or request is None:
        return SafeString("")
    links = navigation.links_for(request, authority.slug)
    return _render("ui/components/navigation.html", {"links": links})


@register.inclusion_tag("ui/components/breadcrumb.html")
def breadcrumb(links: Iterable[Link], here: str) -> Fields:
    """The way from the home page to `here`."""
    return {"links": list(links), "here": here}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(links: Iterable[Link], label: str) -> Fields:
    """Pages side by side, as links; `label` names the group for those who listen."""
    return {"links": list(links), "label": label}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Context, page: "Page[object]") -> Fields:
    """Numbered links to the pages of a list; the other parameters of the address are kept."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is not None:
        query.pop("page", None)
    prefix = f"?{query.urlencode()}&" if query else "?"
    return {"page": page, "prefix": prefix, "numbers": page.paginator.get_elided_page_range(page.number)}


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: BaseForm) -> Fields:
    """What is to be put right, for a page that draws its fields one by one. `{{ form }}` has it already."""
    return {"form": form}


@register.simple_tag
def summary_list(rows: Iterable[Row]) -> SafeString:
    """Terms and their values, each with its link where it can be changed. A sheet has forty: no template for each."""
    lines = format_html_join(
        "\n  ", "<div><dt>{}</dt>{}{}</div>", ((row.term, _value(row), _deed(row)) for row in rows)
    )
    return format_html('<dl class="summary-list">\n  {}\n</dl>', lines)


def _value(row: Row) -> SafeString:
    if row.value is None:
        return format_html('<dd class="unknown">{}</dd>', _("inconnu"))
    return format_html("<dd>{}</dd>", linebreaksbr(row.value))


def _deed(row: Row) -> SafeString:
    if row.action is None:
        return SafeString("")
    said = format_html('<span class="hidden">{} {}</span>', _(" :"), row.term)
    return format_html('<dd class="action"><a href="{}">{}{}</a></dd>', row.action.href, row.action.label, said)


@register.inclusion_tag("ui/components/data_table.html")
def data_table(table: DataTable, why: str = "") -> Fields:
    """A table with its caption, and its exports below. `why`: where hidden cells are explained."""
    lines = [
        [(column, value, isinstance(value, Hidden)) for column, value in zip(table.columns, row, strict=True)]
        for row in table.rows
    ]
    return {"table": table, "lines": lines, "why": why}


@register.inclusion_tag("ui/components/tasks.html")
def task_list(tasks: Iterable[Task]) -> Fields:
    """Numbered steps, each with its state."""
    return {"tasks": list(tasks)}


@register.simple_tag
def state(value: State) -> SafeString:
    """A state: its shape, then its word."""
    sign = draw_state_sign(value.kind)
    return format_html('<span class="state state-{}">{}{}</span>', value.kind, sign, value.label)


@register.inclusion_tag("ui/components/big_figure.html")
def big_figure(
    figure: Figure, title: str, limits: str = "", level: int = 2, digits: int = 0, hidden: bool = False, why: str = ""
) -> Fields:
    """One figure with its unit, period, source, method and limits.

    `hidden`: it is not shown, and may be nobody's; `why`: where that is explained.
    """
    is_percent = figure.unit == "%"
    write = numbers.format_percent if is_percent else numbers.format_number
    shown = "" if figure.value is None else write(figure.value, digits, _language())
    return {
        "figure": figure, "title": title, "limits": limits, "level": level, "hidden": hidden, "why": why,
        "shown": shown, "is_percent": is_percent, "period": month_name(figure.period),
    }  # fmt: skip


@register.inclusion_tag("ui/components/chart.html")
def chart(chart: charts.Chart, limits: str = "") -> Fields:
    """A chart, its unit, its table to open, and what it cannot tell."""
    wording = chart_wording()
    drawing = mark_safe(charts.draw(chart, wording))  # noqa: S308
    return {"chart": chart, "drawing": drawing, "table": charts.tabulate(chart, wording), "limits": limits}


def chart_wording() -> charts.Wording:
    """The words of charts in the reader's language."""
    return charts.Wording(
        language=_language(),
        hidden=_("masqué"),
        unknown=_("inconnu"),
        low=_("au moins"),
        high=_("au plus"),
        full_day=_("100 % : plein jour"),
    )


@register.simple_block_tag
def notice(content: str, kind: str, title: str = "") -> SafeString:
    """A box: `information`, `success`, `warning`, `error`, or `limits` (what a figure cannot tell)."""
    title = title or _default_title(kind)
    heading = format_html('<p class="notice-title">{}</p>', title) if title else ""
    role = mark_safe(' role="alert"') if kind == "error" else ""
    return format_html(
        '<div class="notice notice-{}"{}>{}<div>{}{}</div></div>',
        kind, role, draw_notice_sign(kind), heading, content,
    )  # fmt: skip


def _default_title(kind: str) -> str:
    return _("Ce que ces chiffres ne disent pas") if kind == "limits" else ""


@register.simple_block_tag
def more(content: str, label: str) -> SafeString:
    """Something to open for those who want it; printed open."""
    return format_html(
        '<details class="more"><summary>{}</summary><div class="more-body">{}</div></details>', label, content
    )


@register.simple_block_tag
def definition(content: str, word: str) -> SafeString:
    """A word that opens on its meaning, inside a sentence (in a `<div>`, never in a `<p>`)."""
    return format_html(
        '<details class="definition"><summary>{}</summary><span class="definition-body">{}</span></details>',
        word, content,
    )  # fmt: skip


@register.simple_block_tag
def empty_state(content: str, title: str) -> SafeString:
    """What a page shows before there is anything to show: what will come, and how to make it come."""
    return _render("ui/components/empty_state.html", {"title": title, "content": content})


@register.inclusion_tag("ui/components/progress.html")
def progress(label: str, done: float, total: float, key: str = "progress") -> Fields:
    """How far a long deed has come, in figures as well as in a bar."""
    share = numbers.format_percent(100 * done / total if total else 0, 0, _language())
    return {"label": label, "done": done, "total": total, "share": share, "key": key}


def _render(name: str, fields: Fields) -> SafeString:
    return render_to_string(name, fields)
