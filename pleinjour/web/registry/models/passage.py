from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models.system import Stage, System


class Passage(models.Model):
    """A step in the life of a system: from which stage to which, why, and under which role. Only added to.

    `by_role` empty: nobody decided, an experiment had come to its last day, or nobody supervised any more.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="passages")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="passages")
    before = models.CharField(_("de l’étape"), max_length=20, choices=Stage.choices)
    after = models.CharField(_("à l’étape"), max_length=20, choices=Stage.choices)
    version = models.PositiveIntegerField(_("version"))
    reason = models.TextField(_("motif"))
    at = models.DateTimeField(_("date"))
    by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices, blank=True)

    class Meta:
        ordering = ("system", "-at", "-pk")
        verbose_name = _("passage")
        verbose_name_plural = _("passages")

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
