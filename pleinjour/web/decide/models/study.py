from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models import System


class StudyDraft(models.Model):
    """The answers given so far, by question: ids of choices, or a text. `edits` counts how often it was saved."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="study_drafts")
    system = models.OneToOneField(System, on_delete=models.PROTECT, related_name="study_draft")
    answers = models.JSONField(_("réponses"), default=dict)
    edits = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("enregistré le"))

    class Meta:
        verbose_name = _("brouillon d’étude")
        verbose_name_plural = _("brouillons d’étude")

    def __str__(self) -> str:
        return str(self.system)


class Study(models.Model):
    """A finished impact study, for one basis of a system: its answers, what they weigh, when it is to be read again.

    `questions_version` is that of the question set (refdata/impact). `answers`: those to what was asked, and no other.
    `scores`: 0 to 100, by lens.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="studies")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="studies")
    basis = models.PositiveIntegerField(_("version étudiée"))
    questions_version = models.PositiveIntegerField(_("version des questions"))
    answers = models.JSONField(_("réponses"))
    scores = models.JSONField(_("poids"))
    level = models.PositiveSmallIntegerField(_("niveau"))
    finished_at = models.DateTimeField(_("terminée le"))
    finished_by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)
    due_on = models.DateField(_("à relire avant le"))

    class Meta:
        ordering = ("system", "-pk")
        verbose_name = _("étude d’impact")
        verbose_name_plural = _("études d’impact")

    def __str__(self) -> str:
        return f"{self.system}, {self.level}"

    def says_as(self, other: "Study") -> bool:
        """Whether both give the same answers to the same questions: what was said of one holds for the other."""
        return (self.answers, self.questions_version) == (other.answers, other.questions_version)
