from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.journal_words import add_words


class PublishConfig(AppConfig):
    name = "pleinjour.web.publish"
    verbose_name = "Publier"

    def ready(self) -> None:
        add_words(
            actions={
                "sheet.saved": _("Fiche publique enregistrée"),
                "sheet.published": _("Fiche publique publiée"),
                "sheet.withdrawn": _("Fiche publique retirée"),
            },
            labels={"edition": _("édition")},
        )
