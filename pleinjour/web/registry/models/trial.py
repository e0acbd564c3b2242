from django.conf import settings
from django.db import models

from pleinjour.web.organizations.models import Authority


class ImportTrial(models.Model):
    """A file that somebody brought for the register, and what it would do: nothing is written until they confirm.

    Gone once confirmed, given up, replaced by the next one of the same person, or a day old.
    """

    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="import_trials")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="import_trials")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    fates = models.TextField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.sha256[:12]
