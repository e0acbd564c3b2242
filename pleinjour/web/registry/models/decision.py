from django.db import models
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.models.system import State, System


class Decision(models.Model):
    """A state given to a system from a day on. Decisions are added, never changed: the last one holds.

    Signed by a role. Who held it is in the journal, under a key that names nobody once the account is erased.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="system_decisions")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(_("état"), max_length=20, choices=State.choices)
    reason = models.TextField(_("motif"))
    decided_on = models.DateField(_("date de la décision"))
    decided_by_role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("decided_on", "pk")
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")

    def __str__(self) -> str:
        return f"{self.system} : {self.get_state_display()}"
