"""What is to be looked at, in words: what was found, from which figures, and what can be done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from pleinjour.base.figures import Month
from pleinjour.refdata.needs import load_needs
from pleinjour.web.observe.models import Alert
from pleinjour.web.observe.pages.naming import (
    name_category,
    name_month,
    name_service,
    say_number,
    say_octets,
    say_percent,
    say_words,
)
from pleinjour.web.observe.readings.watch import Measure, Unit
from pleinjour.web.observe.words import WORDS
from pleinjour.web.ui.components import Link


@dataclass(frozen=True, slots=True)
class AlertShown:
    """An alert in the reader's language. `figures`: those that led to it, with their period; `door`: where to look."""

    key: int
    month: Month
    label: str
    figures: tuple[str, ...]
    source: str
    reason: str
    what_to_do: str
    door: Link
    dismissed_at: datetime | None
    dismissed_by: str


def show_alert(alert: Alert) -> AlertShown | None:
    """None when its rule is no longer one that Pleinjour knows."""
    rule = next((rule for rule in load_needs().rules.values() if rule.id == alert.rule), None)
    if rule is None:
        return None
    month = Month.parse(alert.publication.month)
    label, subject = say_words(rule.label), _name_subject(alert)
    return AlertShown(
        key=alert.pk,
        month=month,
        label=_("{label} : {subject}").format(label=label, subject=subject) if subject else label,
        figures=tuple(_say_figure(Measure.from_json(kept)) for kept in alert.figures),
        source=_("Chiffres publiés de toute la collectivité, « {family} ». Règle, version {version}.").format(
            family=_family(alert), version=alert.version
        ),
        reason=say_words(rule.reason),
        what_to_do=say_words(rule.what_to_do),
        door=_door(alert, month),
        dismissed_at=alert.dismissed_at,
        dismissed_by=str(alert.get_dismissed_by_role_display()) if alert.dismissed_by_role else "",
    )


def _family(alert: Alert) -> str:
    return next((str(words.label) for family, words in WORDS.items() if family == alert.family), alert.family)


def _name_subject(alert: Alert) -> str:
    if alert.rule == "new_category":
        return name_category(alert.subject)
    return name_service(alert.subject) if alert.subject else ""


_SAY: Final[Mapping[Unit, Callable[[float], str]]] = {
    "percent": say_percent,
    "user_days": say_number,
    "octets_a_user_day": say_octets,
}


def _say_figure(figure: Measure) -> str:
    """`octobre 2026 (édition 1) : entre 40 % et 44 %`."""
    say = _SAY[figure.unit]
    templates: dict[Unit, str] = {
        "percent": _("{month} (édition {edition}) : entre {low} et {high} des jours d’usage"),
        "user_days": _("{month} (édition {edition}) : entre {low} et {high} jours d’usage"),
        "octets_a_user_day": _("{month} (édition {edition}) : entre {low} et {high} par jour d’usage"),
    }
    return templates[figure.unit].format(
        month=name_month(figure.month), edition=figure.edition, low=say(figure.low), high=say(figure.high)
    )


def _door(alert: Alert, month: Month) -> Link:
    slug, query = alert.authority.slug, f"?genre={alert.family}"
    patterns = reverse("observe:patterns", args=[slug, month]) + query
    if alert.rule == "new_category":
        need = load_needs().need_of(alert.subject)
        if need:
            return Link(
                _("Voir le besoin dont elle fait partie, et ce qui aide"),
                reverse("observe:need", args=[slug, month, need.id]) + query,
            )
    if alert.rule in ("training_rose", "large_uploads"):
        key = "trains_on_inputs" if alert.rule == "training_rose" else alert.rule
        return Link(_("Voir ce que l’on peut proposer"), f"{patterns}#{key}")
    return Link(_("Voir le mois"), reverse("observe:month", args=[slug, month]) + query)
