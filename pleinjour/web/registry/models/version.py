from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models.system import System


class SystemVersion(models.Model):
    """A system as it was described from a moment on. Versions are added, never changed.

    `description`: the text of each described field, by its name. `is_substantial`: opinions given before lapse.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="system_versions")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    description = models.JSONField(_("description"))
    is_substantial = models.BooleanField(_("changement substantiel"))
    reason = models.TextField(_("ce qui change"), blank=True)
    recorded_at = models.DateTimeField(_("enregistrée le"), auto_now_add=True)
    recorded_by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)

    class Meta:
        ordering = ("system", "-number")
        constraints = (models.UniqueConstraint(fields=("system", "number"), name="system_version_once"),)
        verbose_name = _("version d’un système")
        verbose_name_plural = _("versions d’un système")

    def __str__(self) -> str:
        return f"{self.system}, {self.number}"
