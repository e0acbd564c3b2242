from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority


class Licence(models.TextChoices):
    """The licences that article D323-2-1 of the CRPA lists for data."""

    OPEN = "etalab-2.0", _("Licence Ouverte 2.0")
    DATABASE = "ODbL-1.0", _("Open Database License 1.0")


class PaperAnswers(models.Model):
    """What only people know, and that the papers to be agreed on must say. An empty answer is not known yet."""

    authority = models.OneToOneField(Authority, on_delete=models.PROTECT, related_name="paper_answers")
    controller = models.CharField(_("responsable du traitement"), max_length=300, blank=True)
    dpo_contact = models.CharField(_("contact du DPO"), max_length=200, blank=True)
    host = models.CharField(_("hébergeur"), max_length=300, blank=True)
    cst_on = models.DateField(_("avis du CST"), null=True, blank=True)
    informed_on = models.DateField(_("information des agents"), null=True, blank=True)
    starts_on = models.DateField(_("début de la mesure"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, default=Licence.OPEN)
    opens_data = models.BooleanField(_("données ouvertes à tous"), default=False)

    class Meta:
        verbose_name = _("réponses pour les documents")
        verbose_name_plural = _("réponses pour les documents")

    def __str__(self) -> str:
        return str(self.authority)
