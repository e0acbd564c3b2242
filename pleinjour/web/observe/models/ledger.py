from typing import NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.base.tallies import FAMILIES
from pleinjour.web.organizations.models import Authority, Role


class LedgerIsAppendOnly(RuntimeError):
    """A programming error: what was published is corrected by a new edition, never changed."""


class Publication(models.Model):
    """The figures of a month, as they were published one day. A correction is the next edition.

    `approved`: the services that the authority approved at the end of the month, frozen with its figures.
    `days_without_log`: days of the month that no log covers; None is unknown.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="publications")
    month = models.CharField(_("mois"), max_length=7)
    edition = models.PositiveSmallIntegerField(_("édition"))
    published_at = models.DateTimeField(_("publié le"))
    published_by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)
    reason = models.TextField(_("motif"), blank=True)
    method = models.PositiveSmallIntegerField(_("méthode"))
    threshold = models.PositiveSmallIntegerField(_("seuil"))
    rounding = models.PositiveSmallIntegerField(_("arrondi"))
    catalogue_version = models.CharField(_("catalogue"), max_length=64)
    formats = models.JSONField(_("formats"), default=dict)
    lines = models.PositiveBigIntegerField(_("lignes lues"))
    approved = models.JSONField(_("services approuvés"), default=list)
    # Nullable, for SQLite would otherwise make the table anew, without its guards.
    days_without_log = models.PositiveSmallIntegerField(_("jours sans journal"), null=True)

    class Meta:
        ordering = ("month", "edition")
        constraints = (models.UniqueConstraint(fields=("authority", "month", "edition"), name="edition_once"),)
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def __str__(self) -> str:
        return f"{self.month}, {self.edition}"

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            raise LedgerIsAppendOnly
        super().save(force_insert=True)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise LedgerIsAppendOnly


class PublishedCell(models.Model):
    """What may be shown of one cell. An empty unit, category or service is the margin over all of them."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="published_cells")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="cells")
    family = models.CharField(max_length=10, choices=[(family, family) for family in FAMILIES])
    unit = models.CharField(max_length=100, blank=True)
    category = models.CharField(max_length=80, blank=True)
    service = models.CharField(max_length=80, blank=True)
    people = models.PositiveBigIntegerField(null=True)
    user_days = models.PositiveBigIntegerField(null=True)
    connections = models.PositiveBigIntegerField(null=True)
    bytes_sent = models.PositiveBigIntegerField(null=True)
    suppressed = models.BooleanField()

    class Meta:
        ordering = ("family", "unit", "category", "service")
        constraints = (
            models.UniqueConstraint(
                fields=("publication", "family", "unit", "category", "service"), name="published_cell_once"
            ),
        )
        verbose_name = _("chiffre publié")
        verbose_name_plural = _("chiffres publiés")

    def __str__(self) -> str:
        return "/".join((self.family, self.unit, self.category, self.service))
