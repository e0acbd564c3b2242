from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.journal_words import add_words, codes_of
from pleinjour.web.ui.navigation import NavigationEntry, add_entry


class PublishConfig(AppConfig):
    name = "pleinjour.web.publish"
    verbose_name = "Publier"

    def ready(self) -> None:
        from pleinjour.web.organizations.open_pages import OpenPage, add_open_page
        from pleinjour.web.organizations.waiting import add_source
        from pleinjour.web.publish.models import Closing
        from pleinjour.web.publish.registers import has_register
        from pleinjour.web.publish.waiting import what_waits
        from pleinjour.web.registry.doors import Door, add_door, meet_at
        from pleinjour.web.registry.models import Need

        add_words(
            actions={
                "sheet.saved": _("Fiche publique enregistrée"),
                "sheet.published": _("Fiche publique publiée"),
                "sheet.withdrawn": _("Fiche publique retirée"),
                "desk.received": _("Demande du public reçue"),
                "desk.placed": _("Système d’une demande précisé"),
                "desk.prepared": _("Réponse au public préparée"),
                "desk.answered": _("Réponse au public envoyée"),
                "desk.closed": _("Demande du public classée sans suite"),
                "desk.handed_over": _("Incident ouvert d’après une demande du public"),
                "desk.withdrawn": _("Demande retirée par la personne, effacée"),
                "desk.erased": _("Demande du public effacée"),
            },
            labels={
                "edition": _("édition"),
                "subject": _("sujet"),
                "answer_by": _("prévu le"),
                "sent_by": _("envoi"),
                "closing": _("pourquoi"),
                "incident": _("incident"),
            },
            codes={
                **dict(Closing.choices),
                **codes_of(self.get_model("PublicRequest"), "subject"),
                **codes_of(self.get_model("PublicRequest"), "sent_by"),
            },
        )
        add_source("publish.desk", what_waits)
        add_open_page(OpenPage(_("Registre public des systèmes d’IA"), "publish:public", has_register))
        add_door(Door(_("Fiche publique"), "publish:sheet", order=40))
        meet_at(Need.SHEET, "publish:sheet")
        note = _("Dire à tous ce que fait chaque système.")
        add_entry(NavigationEntry(_("Registre public"), "publish:sheets", root="publier", order=60, note=note))
