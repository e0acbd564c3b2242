from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority


class State(models.TextChoices):
    """What agents are told of a tool."""

    UNKNOWN = "inconnu", _("Inconnu")
    TOLERATED = "tolere", _("Toléré")
    APPROVED = "approuve", _("Approuvé")
    DISCOURAGED = "deconseille", _("Déconseillé")


class Stage(models.TextChoices):
    """Where a system is in its life."""

    REPORTED = "signale", _("Signalé")
    STUDIED = "en_etude", _("En étude")
    TRIAL = "experimentation", _("Expérimentation")
    DEPLOYED = "deploye", _("Déployé")
    SUSPENDED = "suspendu", _("Suspendu")
    RETIRED = "retire", _("Retiré")


class Origin(models.TextChoices):
    UNKNOWN = "inconnu", _("Inconnu")
    PRODUCT = "produit", _("Produit du commerce")
    FREE = "libre", _("Logiciel libre")
    OWN = "interne", _("Réalisé par la collectivité")


class Hosting(models.TextChoices):
    UNKNOWN = "inconnu", _("Inconnu")
    HERE = "sur_place", _("Dans la collectivité ou chez son opérateur")
    FRANCE = "france", _("En France")
    UNION = "union", _("Dans l’Union européenne")
    ELSEWHERE = "hors_union", _("Hors de l’Union européenne")


class Answer(models.TextChoices):
    UNKNOWN = "inconnu", _("Inconnu")
    NO = "non", _("Non")
    YES = "oui", _("Oui")


class System(models.Model):
    """An AI system of an authority: a service of the catalogue, or one of its own (`service` empty).

    `version` counts what was changed in its description; `basis` is the last version that changed its substance:
    the study, the opinions and the sheet hold for a basis, and lapse with it.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="systems")
    service = models.CharField(_("service du catalogue"), max_length=80, blank=True)
    name = models.CharField(_("nom"), max_length=150)
    state = models.CharField(_("état"), max_length=20, choices=State.choices, default=State.UNKNOWN)
    stage = models.CharField(_("étape"), max_length=20, choices=Stage.choices, default=Stage.REPORTED)
    version = models.PositiveIntegerField(_("version"), default=1)
    basis = models.PositiveIntegerField(_("version étudiée"), default=1)
    trial_until = models.DateField(_("fin de l’expérimentation"), null=True, blank=True)
    purpose = models.TextField(_("à quoi il sert"), blank=True)
    origin = models.CharField(_("origine"), max_length=20, choices=Origin.choices, default=Origin.UNKNOWN)
    provider = models.CharField(_("fournisseur"), max_length=150, blank=True)
    models_used = models.CharField(_("modèles d’IA"), max_length=300, blank=True)
    hosting = models.CharField(_("hébergement"), max_length=20, choices=Hosting.choices, default=Hosting.UNKNOWN)
    data_used = models.TextField(_("données utilisées"), blank=True)
    personal_data = models.CharField(
        _("données personnelles"), max_length=20, choices=Answer.choices, default=Answer.UNKNOWN
    )
    contract = models.CharField(_("contrat ou marché"), max_length=200, blank=True)
    contract_ends_on = models.DateField(_("fin du contrat"), null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "service"), condition=~models.Q(service=""), name="system_service_once"
            ),
            models.UniqueConstraint(fields=("authority", "name"), name="system_name_once"),
            models.CheckConstraint(condition=models.Q(stage__in=Stage.values), name="system_stage_known"),
            models.CheckConstraint(condition=models.Q(basis__lte=models.F("version")), name="system_basis_reached"),
        )
        verbose_name = _("système")
        verbose_name_plural = _("systèmes")

    def __str__(self) -> str:
        return self.name
