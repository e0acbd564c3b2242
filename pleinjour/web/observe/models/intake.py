from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority


class Run(models.Model):
    """The months of an authority that are open, and the key under which their people are counted.

    The key is wrapped (see vault.py); it is destroyed with the run, when the last open month closes.
    """

    authority = models.OneToOneField(Authority, on_delete=models.PROTECT, related_name="observation_run")
    wrapped_key = models.BinaryField()
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("relevé en cours")
        verbose_name_plural = _("relevés en cours")

    def __str__(self) -> str:
        return f"{self.authority}, {self.opened_at:%Y-%m-%d}"


class OpenMonth(models.Model):
    """A month that is not published: its summary, sealed under the run's key. It goes when the month closes."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="open_months")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="months")
    month = models.CharField(_("mois"), max_length=7)
    sealed = models.BinaryField()
    files = models.PositiveIntegerField(_("fichiers"), default=0)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("month",)
        constraints = (models.UniqueConstraint(fields=("authority", "month"), name="open_month_once"),)
        verbose_name = _("mois ouvert")
        verbose_name_plural = _("mois ouverts")

    def __str__(self) -> str:
        return self.month


class Intake(models.Model):
    """A file that was read: what it was, never its name nor its content. `run` goes when its months close.

    `digest`, of the content, and `head`, of its first bytes, are veiled (see contents.py). `length` is in bytes, once
    decompressed; 0 where an older version did not keep it.
    `days`: the spans of days that its lines cover, whoever used what, as `2026-03-01/2026-03-31`; None is unknown.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="intakes")
    run = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True, related_name="intakes")
    digest = models.CharField(_("empreinte"), max_length=64)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    format = models.CharField(_("format"), max_length=40)
    lines = models.PositiveBigIntegerField(_("lignes"))
    unreadable = models.JSONField(_("lignes illisibles"), default=dict)
    months = models.JSONField(_("mois"), default=list)
    days = models.JSONField(_("jours"), null=True)
    taken_at = models.DateTimeField(_("reçu le"))

    class Meta:
        ordering = ("-taken_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("authority", "digest"), name="intake_once"),)
        verbose_name = _("journal lu")
        verbose_name_plural = _("journaux lus")

    def __str__(self) -> str:
        return f"{self.format}, {self.digest[:8]}"
