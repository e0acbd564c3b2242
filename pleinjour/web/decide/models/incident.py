from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models import Answer, System


class Incident(models.Model):
    """Something that went wrong with a system. What is known of it grows by steps; none is changed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="incidents")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="incidents")
    what = models.TextField(_("ce qui s’est passé"))
    happened_on = models.DateField(_("jour de l’incident"), null=True, blank=True)
    known_at = models.DateTimeField(_("connu depuis"))

    class Meta:
        ordering = ("-known_at", "-pk")
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")

    def __str__(self) -> str:
        return self.what[:60]


class IncidentStep(models.Model):
    """What is known of an incident from a moment on, and what is done about it. The last step holds.

    `severity` is an id of refdata/supervision, or empty when nobody has said; `people_affected` None is unknown.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="incident_steps")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="steps")
    severity = models.CharField(_("gravité"), max_length=20, blank=True)
    personal_data = models.CharField(_("données personnelles touchées"), max_length=20, choices=Answer.choices)
    people_affected = models.PositiveIntegerField(_("personnes touchées"), null=True, blank=True)
    text = models.TextField(_("ce qui est fait"), blank=True)
    is_closing = models.BooleanField(_("incident clos"), default=False)
    at = models.DateTimeField(_("date"))
    by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)

    class Meta:
        ordering = ("incident", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("incident",), condition=models.Q(is_closing=True), name="incident_closed_once"
            ),
        )
        verbose_name = _("suite d’un incident")
        verbose_name_plural = _("suites d’un incident")

    def __str__(self) -> str:
        return self.text[:60]


class IncidentDeclarant(models.Model):
    """Whose session declared an incident: they alone find it again by it. It goes with their account."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="declarant")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("déclarant d’un incident")
        verbose_name_plural = _("déclarants d’un incident")

    def __str__(self) -> str:
        return str(self.incident)


class IncidentNotice(models.Model):
    """Somebody was told of an incident, as a text asks, on `told_on`; None: nobody had to be, and `reason` says why.

    `clock`: an id of refdata/supervision. Only added to; the last one of a clock holds.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="incident_notices")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="notices")
    clock = models.CharField(_("démarche"), max_length=20)
    told_on = models.DateField(_("faite le"), null=True, blank=True)
    reason = models.TextField(_("ce qu’il faut en savoir"), blank=True)
    at = models.DateTimeField(_("date"))
    by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)

    class Meta:
        ordering = ("incident", "pk")
        verbose_name = _("démarche d’un incident")
        verbose_name_plural = _("démarches d’un incident")

    def __str__(self) -> str:
        return f"{self.incident}, {self.clock}"
