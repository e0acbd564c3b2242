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
