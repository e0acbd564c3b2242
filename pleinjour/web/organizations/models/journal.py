from typing import NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models.authority import Authority


class JournalIsAppendOnly(RuntimeError):
    """A programming error: the journal is written by `journal.append` and never changed."""


class JournalEntry(models.Model):
    """What happened, in the order it happened. Each entry holds the hash of the one before."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="journal")
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=36, blank=True)
    action = models.CharField(max_length=60)
    target = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    detail = models.TextField(default="{}")
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("authority", "sequence")
        constraints = (models.UniqueConstraint(fields=("authority", "sequence"), name="journal_sequence_once"),)
        verbose_name = _("entrée du journal")
        verbose_name_plural = _("entrées du journal")

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"

    def save(self, *args: object, **kwargs: object) -> None:
        if not self._state.adding:
            refuse_change()
        super().save(force_insert=True)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        refuse_change()


def refuse_change() -> NoReturn:
    raise JournalIsAppendOnly
