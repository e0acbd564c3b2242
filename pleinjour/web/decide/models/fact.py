from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models import System


class EstablishedFact(models.Model):
    """What is known from a day on of an authority (`system` empty) or of one of its systems, and where from.

    `fact` is one of refdata/rules; `value` as JSON writes it, null when the fact is unknown again. Only added to: of
    two rows that hold on a day, the one that begins later holds, then the one recorded later.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="established_facts")
    system = models.ForeignKey(
        System, on_delete=models.PROTECT, related_name="established_facts", null=True, blank=True
    )
    fact = models.CharField(_("fait"), max_length=80)
    value = models.JSONField(_("valeur"), null=True)
    since = models.DateField(_("vrai depuis le"))
    origin = models.CharField(_("d’où vient cette réponse"), max_length=300)
    recorded_at = models.DateTimeField(_("enregistré le"))
    by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)

    class Meta:
        ordering = ("since", "pk")
        indexes = (models.Index(fields=("authority", "system", "fact"), name="established_fact_of"),)
        verbose_name = _("fait établi")
        verbose_name_plural = _("faits établis")

    def __str__(self) -> str:
        return f"{self.fact}, {self.since}"
