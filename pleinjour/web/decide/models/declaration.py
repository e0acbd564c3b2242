from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models import System

LONGEST_SUPPORT: Final = 600


class Progress(models.TextChoices):
    RECEIVED = "recue", _("Reçue")
    ANSWERED = "repondue", _("Réponse donnée")
    CLOSED = "close", _("Close")


class Declared(models.Model):
    """A use that an agent declares: codes of refdata/declaration and refdata/needs, and what was answered.

    `service`: that of the catalogue, empty when the catalogue does not hold it. `edits` counts what changed since.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    system = models.ForeignKey(System, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    service = models.CharField(_("service du catalogue"), max_length=80, blank=True)
    tool = models.CharField(_("outil"), max_length=150)
    need = models.CharField(_("besoin"), max_length=40)
    content = models.CharField(_("ce qu’on y met"), max_length=20)
    frequency = models.CharField(_("rythme"), max_length=20)
    support = models.TextField(_("ce qui aiderait"), blank=True)
    progress = models.CharField(_("suite"), max_length=20, choices=Progress.choices, default=Progress.RECEIVED)
    answer = models.TextField(_("réponse"), blank=True)
    answered_on = models.DateField(_("réponse donnée le"), null=True, blank=True)
    answered_by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices, blank=True)
    edits = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.tool


class Declaration(Declared):
    """A use declared in one's own name. The author reads, corrects and withdraws it; it goes with their account."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="declarations")
    declared_at = models.DateTimeField(_("déclarée le"))

    class Meta:
        ordering = ("-declared_at", "-pk")
        verbose_name = _("déclaration")
        verbose_name_plural = _("déclarations")


class UnnamedDeclaration(Declared):
    """A use declared without a name, in a table of its own: it has no column for an author, a moment or a unit.

    The key is drawn at random. `shown_from`: the Monday after, from which it may be read, and the only date kept of
    its arrival. `receipt_digest`: of the code by which its author finds it again. Rows are laid by `declaring.mixing`.
    """

    id = models.BigIntegerField(primary_key=True)
    shown_from = models.DateField(_("lue à partir du"))
    receipt_digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("déclaration sans nom")
        verbose_name_plural = _("déclarations sans nom")
