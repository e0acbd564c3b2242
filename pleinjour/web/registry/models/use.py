from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Unit
from pleinjour.web.registry.models.system import System


class Part(models.TextChoices):
    """The part of a system in a decision on a person (CRPA L311-3-1; loi 78-17, article 47)."""

    UNKNOWN = "inconnu", _("Inconnu")
    NONE = "aucune", _("Aucune décision sur une personne")
    BASIS = "aide", _("Il aide une personne à décider")
    WHOLE = "seul", _("Il décide seul")


WEIGHT: Final[Mapping[str, int]] = {Part.UNKNOWN: 0, Part.NONE: 0, Part.BASIS: 1, Part.WHOLE: 2}
"""How much each part weighs; of what nobody knows, nothing was studied."""


class Use(models.Model):
    """What people do with a system, in which unit, for which decision or service. `unit` None: the whole authority."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="uses")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="uses")
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="uses")
    purpose = models.TextField(_("ce que l’on en fait"))
    serves = models.CharField(_("décision ou service rendu"), max_length=200, blank=True)
    part = models.CharField(_("part dans une décision"), max_length=20, choices=Part.choices, default=Part.UNKNOWN)
    people_affected = models.CharField(_("personnes concernées"), max_length=200, blank=True)
    since = models.DateField(_("depuis"), null=True, blank=True)
    ended_on = models.DateField(_("arrêté le"), null=True, blank=True)

    class Meta:
        ordering = ("system", "pk")
        verbose_name = _("usage")
        verbose_name_plural = _("usages")

    def __str__(self) -> str:
        return self.purpose[:60]
