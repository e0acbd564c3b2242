from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.journal_words import add_words, codes_of
from pleinjour.web.ui.navigation import NavigationEntry, add_entry


class RegistryConfig(AppConfig):
    name = "pleinjour.web.registry"
    verbose_name = "Registre"

    def ready(self) -> None:
        add_words(
            actions={"system.added": _("Système ajouté"), "system.state_set": _("Décision sur un système")},
            labels={"state": _("état"), "decided_on": _("date")},
            codes=codes_of(self.get_model("System"), "state"),
        )
        note = _("Savoir quels outils sont approuvés, et pourquoi.")
        add_entry(NavigationEntry(_("Systèmes"), "registry:systems", root="systemes", order=50, note=note))
