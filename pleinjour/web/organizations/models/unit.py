from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models.authority import Authority
from pleinjour.web.organizations.rules import is_group


class Unit(models.Model):
    """A part of the authority: "Voirie", "Médiathèque"."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(_("nom"), max_length=100)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint("authority", Lower("name"), name="unit_name_once"),)
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def __str__(self) -> str:
        return self.name


class RuleKind(models.TextChoices):
    CIDR = "cidr", _("Plage d’adresses")
    USER_SUFFIX = "user_suffix", _("Fin d’identifiant")


class UnitRule(models.Model):
    """How a log line is known to come from a unit. Never points at one person: see `rules.py`."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="unit_rules")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(_("sorte"), max_length=20, choices=RuleKind.choices)
    value = models.CharField(_("valeur"), max_length=120)

    class Meta:
        ordering = ("kind", "value")
        constraints = (models.UniqueConstraint(fields=("authority", "kind", "value"), name="unit_rule_once"),)
        verbose_name = _("règle")
        verbose_name_plural = _("règles")

    def __str__(self) -> str:
        return self.value

    @property
    def is_applied(self) -> bool:
        """Whether lines are counted by it; an older version took rules that may point at one person."""
        return is_group(self.kind, self.value)
