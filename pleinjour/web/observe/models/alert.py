from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.base.tallies import FAMILIES
from pleinjour.web.observe.models.ledger import Publication
from pleinjour.web.organizations.models import Authority, Role


class Alert(models.Model):
    """Something to look at, found in an edition when it was published: a rule, and the figures that led to it.

    `figures`: one `readings.watch.Measure` each, as JSON; they are published figures of the whole authority.
    `dismissed_at`: somebody who may has put it aside; the journal says who.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="alerts")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="alerts")
    family = models.CharField(max_length=10, choices=[(family, family) for family in FAMILIES])
    rule = models.CharField(_("règle"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version de la règle"))
    subject = models.CharField(_("sujet"), max_length=80, blank=True)
    figures = models.JSONField(_("chiffres"), default=list)
    dismissed_at = models.DateTimeField(_("écartée le"), null=True)
    dismissed_by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices, blank=True)

    class Meta:
        ordering = ("-publication__month", "pk")
        constraints = (models.UniqueConstraint(fields=("publication", "rule", "subject"), name="alert_once"),)
        verbose_name = _("alerte")
        verbose_name_plural = _("alertes")

    def __str__(self) -> str:
        return f"{self.rule} {self.subject}".strip()
