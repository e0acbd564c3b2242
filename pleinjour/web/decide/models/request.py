from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Role, Unit
from pleinjour.web.registry.models import System


class Step(models.TextChoices):
    """Where a request is on its road."""

    RECEIVED = "recue", _("Reçue")
    STUDIED = "instruction", _("À l’étude")
    OPINIONS = "avis_demandes", _("Avis demandés")
    ANSWERED = "repondue", _("Réponse donnée")
    WITHDRAWN = "retiree", _("Retirée")


class Outcome(models.TextChoices):
    GRANTED = "accordee", _("Accordée")
    CONDITIONAL = "conditions", _("Accordée avec conditions")
    REFUSED = "refusee", _("Refusée")


class ToolRequest(models.Model):
    """A tool or a use that somebody asks for, and where the request is: its step, who holds it, by when.

    `unit` None: for the author alone, or the whole authority. `holder` is a role, never a person. `tells`: the author
    wants a message when it moves. `edits` counts the deeds on it. The request stays when its author's account is gone.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="tool_requests")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="tool_requests"
    )
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="tool_requests")
    system = models.ForeignKey(System, on_delete=models.PROTECT, null=True, blank=True, related_name="tool_requests")
    tool = models.CharField(_("outil ou usage demandé"), max_length=150)
    purpose = models.TextField(_("pour quoi faire"))
    for_whom = models.CharField(_("pour qui"), max_length=200)
    content = models.CharField(_("ce qu’on y mettrait"), max_length=20)
    alternatives = models.TextField(_("ce qui a été regardé d’autre"))
    wanted_on = models.DateField(_("souhaitée pour le"), null=True, blank=True)
    tells = models.BooleanField(_("prévenir par message"), default=True)
    step = models.CharField(_("étape"), max_length=20, choices=Step.choices, default=Step.RECEIVED)
    holder = models.CharField(_("entre les mains de"), max_length=20, choices=Role.choices)
    due_on = models.DateField(_("prévue pour le"))
    outcome = models.CharField(_("réponse"), max_length=20, choices=Outcome.choices, blank=True)
    reasons = models.TextField(_("motifs"), blank=True)
    edits = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(step="repondue", outcome__in=Outcome.values)
                | (~models.Q(step="repondue") & models.Q(outcome="")),
                name="request_answered_with_outcome",
            ),
        )
        verbose_name = _("demande d’outil")
        verbose_name_plural = _("demandes d’outils")

    def __str__(self) -> str:
        return self.tool


class RequestStep(models.Model):
    """A step that a request took: who held it from then on, by when it was to end, and what was said of it.

    `by_role` empty: a deed of its author.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="request_steps")
    request = models.ForeignKey(ToolRequest, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(_("étape"), max_length=20, choices=Step.choices)
    holder = models.CharField(_("entre les mains de"), max_length=20, choices=Role.choices)
    due_on = models.DateField(_("prévue pour le"))
    note = models.TextField(_("ce qui en est dit"), blank=True)
    at = models.DateTimeField(_("date"))
    by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices, blank=True)

    class Meta:
        ordering = ("request", "pk")
        verbose_name = _("étape d’une demande")
        verbose_name_plural = _("étapes d’une demande")

    def __str__(self) -> str:
        return f"{self.request}, {self.get_step_display()}"
