from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models import Answer, Origin, Part, System


class SheetDraft(models.Model):
    """What people have written so far for the next edition, by field. `edits` counts how often it was saved."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="sheet_drafts")
    system = models.OneToOneField(System, on_delete=models.PROTECT, related_name="sheet_draft")
    words = models.JSONField(_("textes"), default=dict)
    edits = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("enregistré le"))

    class Meta:
        verbose_name = _("brouillon de fiche")
        verbose_name_plural = _("brouillons de fiche")

    def __str__(self) -> str:
        return str(self.system)


class SheetEdition(models.Model):
    """A public sheet as it was published one day, for one basis of a system. Never changed: the next edition corrects.

    `content`: each field of the schema of public sheets as text, by its name; empty is unknown.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="sheet_editions")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="sheet_editions")
    number = models.PositiveIntegerField(_("édition"))
    version = models.PositiveIntegerField(_("version"))
    basis = models.PositiveIntegerField(_("version étudiée"))
    content = models.JSONField(_("contenu"))
    change = models.TextField(_("ce qui change"), blank=True)
    published_at = models.DateTimeField(_("publiée le"))
    published_by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)

    class Meta:
        ordering = ("system", "-number")
        constraints = (models.UniqueConstraint(fields=("system", "number"), name="sheet_edition_once"),)
        verbose_name = _("édition d’une fiche publique")
        verbose_name_plural = _("éditions de fiches publiques")

    def __str__(self) -> str:
        return f"{self.system}, {self.number}"


class SheetWithdrawal(models.Model):
    """A sheet taken back from the public, and why. What its editions said is shown no more."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="sheet_withdrawals")
    edition = models.OneToOneField(SheetEdition, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField(_("motif"))
    at = models.DateTimeField(_("retirée le"))
    by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("retrait d’une fiche publique")
        verbose_name_plural = _("retraits de fiches publiques")

    def __str__(self) -> str:
        return self.reason[:60]


class Sheet(models.Model):
    """Where the public finds the sheet of a system: the edition in force, and what one searches and filters by.

    `edition` None: the sheet was withdrawn. `units` stands between bars: "|Voirie|Accueil|". All but the address, which
    is the row's number, is written again from the edition at each publication.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="sheets")
    system = models.OneToOneField(System, on_delete=models.PROTECT, related_name="sheet")
    edition = models.OneToOneField(SheetEdition, on_delete=models.PROTECT, null=True, related_name="sheet")
    name = models.CharField(_("nom"), max_length=150)
    origin = models.CharField(_("origine"), max_length=20, choices=Origin.choices)
    personal_data = models.CharField(_("données personnelles"), max_length=20, choices=Answer.choices)
    part = models.CharField(_("part dans une décision"), max_length=20, choices=Part.choices)
    units = models.TextField(_("services"), blank=True)

    class Meta:
        ordering = ("name", "pk")
        indexes = (models.Index(fields=("authority", "name"), name="sheet_by_name"),)
        verbose_name = _("fiche publique")
        verbose_name_plural = _("fiches publiques")

    def __str__(self) -> str:
        return self.name
