from django.db import models


class Attempt(models.Model):
    """Failures counted against one keyed digest (of an e-mail or of an address), never against clear data."""

    digest = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = "essai"
        verbose_name_plural = "essais"

    def __str__(self) -> str:
        return self.digest[:8]
