"""How the parts of a paper are written in HTML: `{% load papers %}`."""

from dataclasses import replace

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from pleinjour.web.ui import charts
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.papers.content import Inline, Missing, Part
from pleinjour.web.ui.papers.qr import draw_qr
from pleinjour.web.ui.papers.style import read_style
from pleinjour.web.ui.papers.words import say_missing
from pleinjour.web.ui.templatetags.ui import chart_wording

register = template.Library()


@register.filter
def inline(parts: Inline) -> SafeString:
    """A sentence: texts escaped, links, and places to fill in that are seen and heard as such."""
    return format_html_join("", "{}", ((_part(part),) for part in parts))


def _part(part: Part) -> SafeString:
    if isinstance(part, Missing):
        return format_html("<mark>{}</mark>", say_missing(part))
    if isinstance(part, Link):
        return format_html('<a href="{}">{}</a>', part.href, part.label)
    return conditional_escape(part)


@register.simple_tag
def qr_code(address: str) -> SafeString:
    """The address as a drawing of ours."""
    return mark_safe(draw_qr(address))  # noqa: S308


@register.simple_tag
def printed_chart(chart: charts.Chart) -> SafeString:
    """A chart for paper: its name says every value to those who listen, and its style travels inside it."""
    wording = chart_wording()
    values = "; ".join(" ".join(row) for row in charts.tabulate(chart, wording).rows)
    drawing = charts.draw(replace(chart, title=f"{chart.title} ({chart.unit}). {chart.summary} {values}"), wording)
    opening, sign, rest = drawing.partition(">")
    # A drawing of a PDF knows nothing of the page's stylesheet.
    styled = f"{opening}{sign}<style>{read_style('chart.css')}</style>{rest}"
    name = format_html('<p class="chart-name">{} <small>({})</small></p>', chart.title, chart.unit)
    return format_html('<div class="picture">{}{}</div>', name, mark_safe(styled))  # noqa: S308
