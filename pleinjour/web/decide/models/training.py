from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models import System


class TrainingRecord(models.Model):
    """The training that the users of a system need has been held, for one basis. No list of people is kept."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="training_records")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="training_records")
    basis = models.PositiveIntegerField(_("version étudiée"))
    held_on = models.DateField(_("dernière séance"))
    content = models.TextField(_("ce qui a été appris"))
    recorded_at = models.DateTimeField(_("enregistré le"))
    by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)

    class Meta:
        ordering = ("system", "-pk")
        verbose_name = _("formation faite")
        verbose_name_plural = _("formations faites")

    def __str__(self) -> str:
        return self.content[:60]
