from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority


class Trouble(models.TextChoices):
    """Why nothing of a folder can be taken in."""

    ABSENT = "absent", _("Le dossier n’est plus là")
    CLOSED = "closed", _("Le dossier ne s’ouvre pas")
    OTHER_RUN = "other_run", _("Les journaux ne peuvent pas s’ajouter aux mois ouverts")
    KEY_LOST = "key_lost", _("Les mois ouverts ne se lisent plus")


class Outcome(models.TextChoices):
    """What became of a file: taken in, or refused and why."""

    TAKEN = "taken", _("lu")
    SYSTEM = "system", _("le système ne le donne pas à lire")
    FORMAT = "format", _("format non reconnu")
    DAMAGED = "damaged", _("archive abîmée")
    TOO_MUCH = "too_much", _("trop grand pour être compté")
    INTERRUPTED = "interrupted", _("lecture interrompue")
    UNFORESEEN = "unforeseen", _("erreur inattendue")


class DropFolder(models.Model):
    """How an authority's folder is read, and what its last pass found. A folder without a row was never looked at.

    `format`: a reader's name, empty to recognise it. `waiting`: files that may still change; `live`: those among them
    that look like logs being written. `trouble` stops the whole folder; `why` is a phrase (see dropping/reasons.py).
    `under_way`: a pass began and has not ended; it was killed if none is running.
    """

    authority = models.OneToOneField(Authority, on_delete=models.PROTECT, related_name="drop_folder")
    format = models.CharField(_("format"), max_length=40, blank=True)
    paused = models.BooleanField(_("en pause"), default=False)
    looked_at = models.DateTimeField(_("regardé le"), null=True)
    under_way = models.BooleanField(default=False)
    waiting = models.PositiveIntegerField(_("en attente"), default=0)
    live = models.PositiveIntegerField(_("en cours d’écriture"), default=0)
    passed_over = models.PositiveIntegerField(_("laissés de côté"), default=0)
    trouble = models.CharField(_("empêchement"), max_length=20, choices=Trouble.choices, blank=True)
    why = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("dossier de dépôt")
        verbose_name_plural = _("dossiers de dépôt")

    def __str__(self) -> str:
        return str(self.authority)


class DroppedFile(models.Model):
    """A file of the folder that was looked into: enough to leave it alone next time, neither its name nor its content.

    `mark` is a keyed digest (see dropping/marks.py); `digest` is that of the intake. `size` and `modified_at` help to
    find the file. `tries`: how often its reading was cut short by the end of the process.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="dropped_files")
    mark = models.CharField(max_length=32)
    outcome = models.CharField(_("devenir"), max_length=20, choices=Outcome.choices)
    why = models.JSONField(default=dict)
    digest = models.CharField(_("empreinte"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("octets"))
    modified_at = models.DateTimeField(_("modifié le"))
    seen_at = models.DateTimeField(_("lu le"))
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-seen_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("authority", "mark"), name="dropped_file_once"),)
        verbose_name = _("fichier déposé")
        verbose_name_plural = _("fichiers déposés")

    def __str__(self) -> str:
        return f"{self.outcome}, {self.mark[:8]}"
