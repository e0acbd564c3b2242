from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

DEFAULT_ACCENT = "#1f5f8b"


class Kind(models.TextChoices):
    COMMUNE = "commune", _("Commune")
    EPCI = "epci", _("Intercommunalité")
    DEPARTEMENT = "departement", _("Département")
    REGION = "region", _("Région")
    SYNDICAT = "syndicat", _("Syndicat")
    CCAS = "ccas", _("Centre communal d’action sociale")
    SDIS = "sdis", _("Service d’incendie et de secours")
    OPERATEUR = "operateur", _("Opérateur numérique")


class Authority(models.Model):
    """A local authority, or the operator that hosts several of them (`parent`)."""

    name = models.CharField(_("nom"), max_length=200)
    slug = models.SlugField(_("nom dans l’adresse"), max_length=60, unique=True)
    siren = models.CharField(_("numéro SIREN"), max_length=9, unique=True, validators=[RegexValidator(r"^\d{9}$")])
    kind = models.CharField(_("sorte"), max_length=20, choices=Kind.choices)
    insee_code = models.CharField(_("code Insee"), max_length=5, blank=True)
    population = models.PositiveIntegerField(_("habitants"), null=True, blank=True)
    headcount = models.PositiveIntegerField(_("agents"), null=True, blank=True)
    time_zone = models.CharField(_("fuseau horaire"), max_length=60, default="Europe/Paris")
    accent = models.CharField(_("couleur"), max_length=7, default=DEFAULT_ACCENT)
    language = models.CharField(_("langue"), max_length=2, default="fr")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted",
        verbose_name=_("opérateur"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("collectivité")
        verbose_name_plural = _("collectivités")

    def __str__(self) -> str:
        return self.name

    def day_of(self, now: datetime) -> date:
        """The day it is in the authority's time zone."""
        return now.astimezone(ZoneInfo(self.time_zone)).date()
