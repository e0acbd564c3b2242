from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.decide.models.study import Study
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models import System


class Expert(models.TextChoices):
    DPO = "dpo", _("DPO")
    RSSI = "rssi", _("RSSI")


class Verdict(models.TextChoices):
    FAVOURABLE = "favorable", _("Favorable")
    RESERVED = "reserves", _("Favorable avec réserves")
    UNFAVOURABLE = "defavorable", _("Défavorable")


class Opinion(models.Model):
    """What the DPO or the RSSI says of a system, on one study of one basis. The last one of each holds.

    `delegated_by`: the function of whoever let somebody else give it; empty when nobody did.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="opinions")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="opinions")
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="opinions")
    basis = models.PositiveIntegerField(_("version étudiée"))
    expert = models.CharField(_("avis de"), max_length=10, choices=Expert.choices)
    verdict = models.CharField(_("avis"), max_length=20, choices=Verdict.choices)
    reasons = models.TextField(_("motifs"))
    delegated_by = models.CharField(_("par délégation de"), max_length=150, blank=True)
    given_at = models.DateTimeField(_("donné le"))
    by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)

    class Meta:
        ordering = ("system", "-pk")
        verbose_name = _("avis")
        verbose_name_plural = _("avis")

    def __str__(self) -> str:
        return f"{self.get_expert_display()}, {self.get_verdict_display()}"


class Reservation(models.Model):
    """Something that an opinion asks for before it is wholly favourable."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="reservations")
    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="reservations")
    text = models.TextField(_("réserve"))

    class Meta:
        ordering = ("pk",)
        verbose_name = _("réserve")
        verbose_name_plural = _("réserves")

    def __str__(self) -> str:
        return self.text[:60]


class Ending(models.TextChoices):
    LIFTED = "levee", _("Levée")
    ACCEPTED = "acceptee", _("Acceptée")


class ReservationEnd(models.Model):
    """How a reservation ended: lifted by the expert, or accepted by somebody who signs with their function."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="reservation_ends")
    reservation = models.OneToOneField(Reservation, on_delete=models.PROTECT, related_name="end")
    ending = models.CharField(_("fin"), max_length=10, choices=Ending.choices)
    reason = models.TextField(_("motif"))
    signed_by = models.CharField(_("fonction de qui signe"), max_length=150)
    at = models.DateTimeField(_("date"))
    by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("fin d’une réserve")
        verbose_name_plural = _("fins de réserves")

    def __str__(self) -> str:
        return self.ending
