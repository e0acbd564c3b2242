from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models.authority import Authority


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administration")
    REFERENT = "referent", _("Référent IA")
    DPO = "dpo", _("DPO (protection des données)")
    RSSI = "rssi", _("RSSI (sécurité)")
    DIRECTION = "direction", _("Direction")
    ELU = "elu", _("Élu")
    AGENT = "agent", _("Agent")


class Membership(models.Model):
    """One role of one person in one authority. A person may hold several roles: one row each."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "authority", "role"), name="membership_role_once"),)
        verbose_name = _("appartenance")
        verbose_name_plural = _("appartenances")

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.authority}"
