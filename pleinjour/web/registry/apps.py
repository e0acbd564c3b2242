from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.journal_words import add_words
from pleinjour.web.ui.navigation import NavigationEntry, add_entry


class RegistryConfig(AppConfig):
    name = "pleinjour.web.registry"
    verbose_name = "Registre"

    def ready(self) -> None:
        add_words({"system.added": _("Système ajouté"), "system.state_set": _("Décision sur un système")})
        add_entry(NavigationEntry(_("Systèmes"), "registry:systems", root="systemes", order=50))
