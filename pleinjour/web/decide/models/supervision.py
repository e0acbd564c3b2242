from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models import System, Use


class SupervisionPlan(models.Model):
    """How results of a system are reviewed in operation, for one use or (`use` None) for all. The last one holds.

    `rate`: percent of the cases that are drawn. `nonce` gives the seed of the draw with the server's secret;
    `commitment`, published with the plan, binds to that seed.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="supervision_plans")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="supervision_plans")
    use = models.ForeignKey(Use, on_delete=models.PROTECT, null=True, blank=True, related_name="supervision_plans")
    rate = models.PositiveSmallIntegerField(_("cas tirés au sort, sur cent"))
    within_days = models.PositiveSmallIntegerField(_("relecture sous, en jours"))
    may_correct = models.BooleanField(_("peut corriger un résultat"))
    may_override = models.BooleanField(_("peut écarter un résultat"))
    instructions = models.TextField(_("ce qu’il faut regarder"))
    nonce = models.CharField(max_length=64)
    commitment = models.CharField(_("engagement"), max_length=64)
    since = models.DateTimeField(_("depuis"))
    by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)

    class Meta:
        ordering = ("system", "-pk")
        constraints = (
            models.CheckConstraint(condition=models.Q(rate__gte=1, rate__lte=100), name="plan_rate_is_a_share"),
        )
        verbose_name = _("plan de supervision")
        verbose_name_plural = _("plans de supervision")

    def __str__(self) -> str:
        return f"{self.system}, {self.rate} %"


class SupervisedCase(models.Model):
    """A case that the system treated: its reference and its date, nothing of its content. `number` decides the draw."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="supervised_cases")
    plan = models.ForeignKey(SupervisionPlan, on_delete=models.PROTECT, related_name="cases")
    number = models.PositiveIntegerField(_("rang"))
    reference = models.CharField(_("référence"), max_length=40)
    decided_on = models.DateField(_("date"))
    brought_at = models.DateTimeField(_("apporté le"))
    is_drawn = models.BooleanField(_("tiré au sort"))

    class Meta:
        ordering = ("plan", "number")
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="case_number_once"),
            models.UniqueConstraint(fields=("plan", "reference"), name="case_reference_once"),
        )
        verbose_name = _("cas")
        verbose_name_plural = _("cas")

    def __str__(self) -> str:
        return self.reference


class Verified(models.TextChoices):
    """What the person who reviews decides of a result."""

    AGREED = "confirme", _("Confirmé")
    CORRECTED = "corrige", _("Corrigé")
    OVERRIDDEN = "ecarte", _("Écarté")


class ReviewOpening(models.Model):
    """When somebody first opened a drawn case. Nobody is named: the time is that of the review."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="review_openings")
    case = models.OneToOneField(SupervisedCase, on_delete=models.PROTECT, related_name="opening")
    at = models.DateTimeField(_("ouvert le"))

    class Meta:
        verbose_name = _("relecture ouverte")
        verbose_name_plural = _("relectures ouvertes")

    def __str__(self) -> str:
        return str(self.case)


class ReviewAnswer(models.Model):
    """What was decided of a drawn case, and why. Nobody is named."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="review_answers")
    case = models.OneToOneField(SupervisedCase, on_delete=models.PROTECT, related_name="answer")
    verdict = models.CharField(_("réponse"), max_length=10, choices=Verified.choices)
    reason = models.TextField(_("motif"), blank=True)
    at = models.DateTimeField(_("répondu le"))

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("relecture")
        verbose_name_plural = _("relectures")

    def __str__(self) -> str:
        return self.verdict
