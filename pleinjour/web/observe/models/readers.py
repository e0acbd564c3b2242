from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority


class CustomReader(models.Model):
    """A log format that an authority describes in YAML. `name`: as the description says it, and never changed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="custom_readers")
    name = models.CharField(_("nom"), max_length=40)
    description = models.TextField(_("description"))
    kept_at = models.DateTimeField(_("enregistré le"))

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("authority", "name"), name="custom_reader_once"),)
        verbose_name = _("format sur mesure")
        verbose_name_plural = _("formats sur mesure")

    def __str__(self) -> str:
        return self.name
