from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models.authority import Authority


class Scope(models.TextChoices):
    READ = "lecture", _("Lire")
    WRITE = "ecriture", _("Lire et modifier")


class Token(models.Model):
    """A key by which a program acts for a member, in one authority, until a day. Only its digest is kept.

    `roles`: those of the member when it was drawn. It acts with those of them that the member still has.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="tokens")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("nom"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    roles = models.JSONField(default=list)
    scope = models.CharField(_("droits"), max_length=10, choices=Scope.choices)
    drawn_on = models.DateField(_("créé le"))
    expires_on = models.DateField(_("dernier jour"))
    last_used_on = models.DateField(_("dernier usage"), null=True)

    class Meta:
        ordering = ("expires_on", "pk")
        verbose_name = _("jeton")
        verbose_name_plural = _("jetons")

    def __str__(self) -> str:
        return self.name
