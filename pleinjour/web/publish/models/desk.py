from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models import System


class Subject(models.TextChoices):
    """What somebody writes about; the clock of each stands in refdata/notices."""

    EXPLANATION = "explication", _("Demande d’explication")
    INCIDENT = "signalement", _("Signalement d’un problème")
    COMPLAINT = "reclamation", _("Réclamation")


class Progress(models.TextChoices):
    RECEIVED = "recue", _("Reçue")
    ANSWERED = "repondue", _("Réponse donnée")
    CLOSED = "sans_suite", _("Sans suite")
    WITHDRAWN = "retiree", _("Retirée par la personne")


class Closing(models.TextChoices):
    """Why a request is closed without an answer to what it asks. The person reads it, with a reason."""

    REPEATED = "doublon", _("Elle répète une autre demande")
    UNRELATED = "hors_sujet", _("Elle ne parle ni d’un système, ni d’une décision")


class SentBy(models.TextChoices):
    """How the answer reaches the person. Only OUTSIDE keeps it from whoever has the code."""

    CODE = "code", _("La personne la lit avec son code")
    EMAIL = "courriel", _("Pleinjour l’envoie par courriel")
    OUTSIDE = "dehors", _("Je l’envoie moi-même, par lettre ou par courriel")


class PublicRequest(models.Model):
    """What somebody without an account asked the authority, and the answer.

    `system` None: they do not know which. `answer`: its parts as text, by name. What may lead to somebody (PERSONAL)
    is erased `kept_months` after the answer, or after the day it was due on; the row stays, to be counted.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="public_requests")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="public_requests", null=True, blank=True)
    subject = models.CharField(_("sujet"), max_length=20, choices=Subject.choices)
    reference = models.CharField(_("référence de la décision"), max_length=200, blank=True)
    text = models.TextField(_("demande"), blank=True)
    reply_to = models.CharField(_("où répondre"), max_length=300, blank=True)
    receipt_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    received_on = models.DateField(_("reçue le"))
    due_on = models.DateField(_("réponse prévue le"))
    kept_months = models.PositiveSmallIntegerField(_("mois de conservation"))
    progress = models.CharField(_("étape"), max_length=20, choices=Progress.choices, default=Progress.RECEIVED)
    answer = models.JSONField(_("réponse"), default=dict)
    edits = models.PositiveIntegerField(default=0)
    answered_on = models.DateField(_("réponse donnée le"), null=True, blank=True)
    answered_by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices, blank=True)
    sent_by = models.CharField(_("envoi"), max_length=20, choices=SentBy.choices, blank=True)
    handed_over = models.CharField(_("incident ouvert"), max_length=80, blank=True)
    erased_on = models.DateField(_("effacée le"), null=True, blank=True)

    class Meta:
        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=("authority", "progress", "due_on"), name="public_request_waiting"),)
        verbose_name = _("demande du public")
        verbose_name_plural = _("demandes du public")

    def __str__(self) -> str:
        return f"{self.get_subject_display()}, {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to be sent."""
        return self.progress == Progress.RECEIVED and self.erased_on is None
