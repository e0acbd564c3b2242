"""What is worth a look in a month: aggregates, what each may mean and may not, what to offer. Nobody is blamed."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from pleinjour.base.figures import Month
from pleinjour.refdata.needs import Offer, Threshold, load_needs
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.observe.ledger import Edition
from pleinjour.web.observe.pages.month import Provenance, ShownFigure
from pleinjour.web.observe.pages.naming import (
    name_month,
    name_service,
    say_octets,
    say_percent,
    say_words,
)
from pleinjour.web.observe.readings.bounds import Use
from pleinjour.web.observe.readings.patterns import PatternReading, Size, Upload, read_pattern
from pleinjour.web.organizations.models import Authority
from pleinjour.web.ui.components import Column, DataTable, Link

SIZES: Final[Mapping[Size, Promise]] = {
    Size.OVER: gettext_lazy("oui"),
    Size.UNDER: gettext_lazy("non"),
    Size.UNSURE: gettext_lazy("on ne peut pas dire"),
}


@dataclass(frozen=True, slots=True)
class PatternShown:
    """One aggregate as its page shows it. `table`: the uploads, for those that look at octets."""

    key: str
    label: str
    figure: ShownFigure
    services: str
    unknown: str
    may_mean: str
    may_not_mean: str
    offers: tuple[Link, ...]
    table: DataTable | None
    threshold: Threshold | None
    reason: str
    lacks_octets: bool


def read_patterns(use: Use, month: Month) -> list[PatternReading]:
    """Every pattern in the figures of a month."""
    last_day = month.last_day
    catalogue = load_catalogue()
    return [read_pattern(pattern, use, catalogue, last_day) for pattern in load_needs().patterns.values()]


def show_patterns(provenance: Provenance, readings: list[PatternReading]) -> list[PatternShown]:
    """Those that show a figure first; then those that are hidden, which may also be absent."""
    ordered = sorted(readings, key=lambda one: one.days is None)
    return [_show(provenance, one) for one in ordered]


def _show(provenance: Provenance, one: PatternReading) -> PatternShown:
    looks_at_octets = one.pattern.kind == "uploads"
    return PatternShown(
        key=one.pattern.id,
        label=say_words(one.pattern.label),
        figure=_figure(provenance, one),
        services=_list(one.services, provenance.edition),
        unknown=_list(one.unknown, provenance.edition),
        may_mean=say_words(one.pattern.may_mean),
        may_not_mean=say_words(one.pattern.may_not_mean),
        offers=tuple(_offer(offer, provenance.authority) for offer in one.pattern.offers),
        table=_tabulate(provenance, one) if looks_at_octets and one.knows_octets else None,
        threshold=one.threshold,
        reason=say_words(one.threshold.reason) if one.threshold else "",
        lacks_octets=looks_at_octets and not one.knows_octets,
    )


def _figure(provenance: Provenance, one: PatternReading) -> ShownFigure:
    unit = _("jours d’usage")
    if one.pattern.kind == "uploads":
        return _upload_figure(provenance, one)
    if one.days is None and one.unknown and not one.services:
        limits = _(
            "La réponse n’est pas établie pour les services montrés : ce chiffre est inconnu, et n’est pas masqué."
        )
        return ShownFigure(_("Combien"), provenance.figure(None, unit), limits)
    if one.days is None:
        limits = _("Un service masqué et un service dont personne ne se sert se ressemblent.")
        return ShownFigure(_("Combien"), provenance.figure(None, unit), limits, is_hidden=True)
    title = _("Combien") if one.days.is_one else _("Combien, au moins")
    return ShownFigure(title, provenance.figure(one.days.low, unit), _say_share(one))


def _upload_figure(provenance: Provenance, one: PatternReading) -> ShownFigure:
    """How many services take uploads that are surely large; unknown when logs do not say octets."""
    title, unit = _("Services qui reçoivent de gros envois"), _("services montrés")
    if not one.knows_octets:
        limits = _("Les journaux de ce mois ne disent pas combien d’octets sont partis.")
        return ShownFigure(title, provenance.figure(None, unit), limits)
    count = sum(upload.size is Size.OVER for upload in one.uploads)
    limits = _("Une moyenne sur tous ceux qui s’en servent : elle ne dit rien d’un envoi, ni d’une personne.")
    return ShownFigure(title, provenance.figure(count, unit), limits)


def _say_share(one: PatternReading) -> str:
    if one.share.low is None or one.share.high is None:
        return ""
    low, high = say_percent(one.share.low), say_percent(one.share.high)
    if low == high:
        return _("{share} de l’usage.").format(share=low)
    doubt = _("La part exacte est entre {low} et {high} de l’usage : des services n’ont pas de chiffre montré.")
    return doubt.format(low=low, high=high)


def _list(services: tuple[str, ...], edition: Edition) -> str:
    """Names in alphabetical order; those that the authority approved say so, for a contract may change what they do."""
    approved = _("{service} (approuvé)")
    names = [
        approved.format(service=name_service(one)) if one in edition.approved else name_service(one) for one in services
    ]
    return ", ".join(sorted(names, key=str.casefold))


def _offer(offer: Offer, authority: Authority) -> Link:
    doors = {
        "systems": reverse("registry:systems", args=[authority.slug]),
        "contacts": "#contacts",
        "nothing": "",
    }
    return Link(say_words(offer.label), doors[offer.door])


def _tabulate(provenance: Provenance, one: PatternReading) -> DataTable:
    columns = (
        Column(pgettext("catalogue", "Service d’IA")),
        Column(_("Apprend de ce qu’on lui écrit")),
        Column(_("Octets par jour d’usage"), numeric=True),
        Column(_("Au-dessus du seuil")),
    )
    rows = [_row(upload, _("oui")) for upload in one.uploads]
    rows += [_row(upload, _("inconnu")) for upload in one.unknown_uploads]
    caption = _("Octets envoyés par jour d’usage en {month}").format(month=name_month(provenance.edition.month))
    return DataTable(caption, columns, tuple(sorted(rows, key=lambda row: row[0].casefold())))


def _row(upload: Upload, answer: str) -> tuple[str, ...]:
    low = say_octets(upload.low)
    if upload.high == inf:
        said = _("au moins {low}").format(low=low)
    else:
        said = _("de {low} à {high}").format(low=low, high=say_octets(upload.high))
    return name_service(upload.service), answer, said, str(SIZES[upload.size])
