from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models.authority import Authority
from pleinjour.web.organizations.models.membership import Role


class Invitation(models.Model):
    """A link that lets one person in, once. Only the link's digest is kept; once used, the row goes."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("adresse électronique"))
    role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ("email",)
        constraints = (models.UniqueConstraint(fields=("authority", "email"), name="invitation_once"),)
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email

    def is_open(self, now: datetime) -> bool:
        return now < self.expires_at
