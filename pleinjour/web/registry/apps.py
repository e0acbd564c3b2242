from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.journal_words import add_subjects, add_words, codes_of
from pleinjour.web.ui.navigation import NavigationEntry, add_entry

if TYPE_CHECKING:
    from pleinjour.web.organizations.models import Authority


def _subjects(authority: "Authority") -> list[tuple[str, str]]:
    return [(f"system:{key}", name) for key, name in authority.systems.values_list("pk", "name")]


class RegistryConfig(AppConfig):
    name = "pleinjour.web.registry"
    verbose_name = "Registre"

    def ready(self) -> None:
        from pleinjour.web.organizations.leaving import on_leaving
        from pleinjour.web.organizations.waiting import add_source
        from pleinjour.web.registry import waiting
        from pleinjour.web.registry.charges import leave_charges

        system = self.get_model("System")
        add_words(
            actions={
                "system.added": _("Système ajouté"),
                "system.state_set": _("Décision sur un système"),
                "system.described": _("Système décrit"),
                "system.moved": _("Étape d’un système"),
                "system.person_named": _("Personne en charge nommée"),
                "system.person_relieved": _("Personne en charge déchargée"),
                "use.added": _("Usage ajouté"),
                "use.changed": _("Usage modifié"),
                "use.ended": _("Usage arrêté"),
                "systems.imported": _("Registre importé"),
                "evidence.added": _("Pièce ajoutée"),
                "evidence.removed": _("Pièce retirée"),
            },
            labels={
                "state": _("état"),
                "decided_on": _("date"),
                "stage": _("étape"),
                "version": _("version"),
                "substantial": _("changement substantiel"),
                "duty": _("charge"),
                "unit": _("service"),
                "title": _("titre"),
                "sha256": _("empreinte ou adresse"),
                "created": _("lignes ajoutées"),
                "updated": _("lignes modifiées"),
            },
            codes={
                **codes_of(system, "state"),
                **codes_of(system, "stage"),
                **codes_of(self.get_model("PersonInCharge"), "duty"),
                **{field.name: field.verbose_name for field in system._meta.fields},
            },
        )
        add_subjects("registry", _subjects)
        on_leaving("registry", leave_charges, waiting.foretell_stops)
        add_source("registry.deployments", waiting.deployments_that_wait)
        add_source("registry.ends", waiting.ends_that_wait)
        add_source("registry.people", waiting.supervisors_that_wait)
        note = _("Savoir quels outils sont approuvés, et pourquoi.")
        add_entry(NavigationEntry(_("Systèmes"), "registry:systems", root="systemes", order=50, note=note))
