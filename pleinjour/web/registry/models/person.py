from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority
from pleinjour.web.registry.models.system import System


class Duty(models.TextChoices):
    OWNER = "responsable", _("Responsable")
    SUPERVISOR = "superviseur", _("Supervision humaine")
    REFERENT = "referent", _("Référent")


class PersonInCharge(models.Model):
    """Who answers for a system, by their function; `account` signs in, and is forgotten with the person.

    The public reads `function`, never a name. One begins, then the one before ends (`until`): rows are kept, and
    the database leaves no deployed system without a supervisor who has an account, not even between the two.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="people_in_charge")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="people_in_charge")
    duty = models.CharField(_("charge"), max_length=20, choices=Duty.choices)
    function = models.CharField(_("fonction"), max_length=150)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="charges"
    )
    since = models.DateField(_("depuis"))
    until = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        ordering = ("system", "duty", "since", "pk")
        verbose_name = _("personne en charge")
        verbose_name_plural = _("personnes en charge")

    def __str__(self) -> str:
        return self.function
