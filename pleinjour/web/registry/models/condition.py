from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority
from pleinjour.web.registry.models.system import System


class Need(models.TextChoices):
    """What a system must have before it is deployed."""

    STUDY = "etude", _("Étude d’impact terminée")
    DPO = "avis_dpo", _("Avis du DPO, qui n’est pas défavorable")
    RSSI = "avis_rssi", _("Avis du RSSI, qui n’est pas défavorable")
    RESERVATIONS = "reserves", _("Réserves levées ou acceptées")
    SUPERVISOR = "superviseur", _("Personne nommée pour la supervision humaine")
    SHEET = "fiche", _("Fiche publique écrite")
    TRAINING = "formation", _("Formation des utilisateurs faite")


class MetCondition(models.Model):
    """A condition of deployment that is met, for one basis of a system. Withdrawn once, never changed nor removed.

    Each verb writes the rows of its own needs, in the transaction of the deed that meets them. `backed_by` names the
    object that meets it: `study:12`.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="met_conditions")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="met_conditions")
    basis = models.PositiveIntegerField(_("version étudiée"))
    need = models.CharField(_("condition"), max_length=20, choices=Need.choices)
    backed_by = models.CharField(max_length=60)
    met_at = models.DateTimeField(_("remplie le"))
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True)

    class Meta:
        ordering = ("system", "need", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("system", "basis", "need"), condition=models.Q(withdrawn_at=None), name="condition_met_once"
            ),
            models.CheckConstraint(condition=models.Q(need__in=Need.values), name="condition_need_known"),
        )
        verbose_name = _("condition remplie")
        verbose_name_plural = _("conditions remplies")

    def __str__(self) -> str:
        return f"{self.need}, {self.backed_by}"
