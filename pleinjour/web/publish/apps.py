from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.journal_words import add_words
from pleinjour.web.ui.navigation import NavigationEntry, add_entry


class PublishConfig(AppConfig):
    name = "pleinjour.web.publish"
    verbose_name = "Publier"

    def ready(self) -> None:
        from pleinjour.web.registry.doors import Door, add_door, meet_at
        from pleinjour.web.registry.models import Need

        add_words(
            actions={
                "sheet.saved": _("Fiche publique enregistrée"),
                "sheet.published": _("Fiche publique publiée"),
                "sheet.withdrawn": _("Fiche publique retirée"),
            },
            labels={"edition": _("édition")},
        )
        add_door(Door(_("Fiche publique"), "publish:sheet", order=40))
        meet_at(Need.SHEET, "publish:sheet")
        note = _("Dire à tous ce que fait chaque système.")
        add_entry(NavigationEntry(_("Registre public"), "publish:sheets", root="publier", order=60, note=note))
