from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority
from pleinjour.web.registry.models.system import System


class Evidence(models.Model):
    """A dated file or link that backs a claim on a system. Of `link` and `content`, one is filled in.

    Files stand in the database: they are kept, saved and erased with what they back.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="evidence")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(_("titre"), max_length=200)
    claim = models.CharField(_("ce qu’elle prouve"), max_length=300)
    dated = models.DateField(_("date de la pièce"))
    link = models.URLField(_("adresse"), max_length=500, blank=True)
    content = models.BinaryField(null=True)
    media_type = models.CharField(_("format"), max_length=80, blank=True)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True)
    added_at = models.DateTimeField(_("ajoutée le"))

    class Meta:
        ordering = ("-dated", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(link="", content__isnull=False) | (~models.Q(link="") & models.Q(content=None)),
                name="evidence_link_or_file",
            ),
        )
        verbose_name = _("pièce")
        verbose_name_plural = _("pièces")

    def __str__(self) -> str:
        return self.title
