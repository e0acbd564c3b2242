from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.journal_words import add_words, codes_of


class DecideConfig(AppConfig):
    name = "pleinjour.web.decide"
    verbose_name = "Décider"

    def ready(self) -> None:
        from pleinjour.web.decide.declaring.words import add_declaration_words
        from pleinjour.web.decide.opening import open_heard
        from pleinjour.web.decide.public_facts import tell
        from pleinjour.web.decide.readings.findings import find
        from pleinjour.web.decide.readings.recalls import recall
        from pleinjour.web.decide.requesting.road import add_request_words, answers_that_wait
        from pleinjour.web.decide.requesting.road import what_waits as requests_that_wait
        from pleinjour.web.organizations.waiting import add_source
        from pleinjour.web.registry.findings import read_with
        from pleinjour.web.registry.incidents import open_with
        from pleinjour.web.registry.public_facts import add_teller
        from pleinjour.web.registry.recalls import add_recaller

        add_declaration_words()
        add_request_words()
        add_source("decide.requests", requests_that_wait)
        add_source("decide.answers", answers_that_wait)
        add_words(
            actions={
                "fact.established": _("Fait établi, dont dépendent les obligations"),
                "study.saved": _("Étude d’impact enregistrée"),
                "study.finished": _("Étude d’impact terminée"),
                "opinion.given": _("Avis donné"),
                "reservation.ended": _("Réserve levée ou acceptée"),
                "training.recorded": _("Formation des utilisateurs faite"),
            },
            labels={
                "fact": _("fait"),
                "since": _("vrai depuis le"),
                "expert": _("avis de"),
                "verdict": _("avis"),
                "ending": _("fin"),
                "signed_by": _("signé par"),
                "level": _("niveau"),
                "due_on": _("à relire avant le"),
                "held_on": _("dernière séance"),
            },
            codes={
                **codes_of(self.get_model("Opinion"), "expert"),
                **codes_of(self.get_model("Opinion"), "verdict"),
                **codes_of(self.get_model("ReservationEnd"), "ending"),
            },
        )
        add_teller("decide", tell)
        add_recaller("decide", recall)
        read_with(find)
        open_with(open_heard)
        _open_doors()
        _join_in_operation()


def _open_doors() -> None:
    """The pages of this room on a system's page, and those where its conditions are met."""
    from pleinjour.web.decide.perms import Deed, may_do
    from pleinjour.web.registry.doors import Door, add_door, meet_at
    from pleinjour.web.registry.models import Need
    from pleinjour.web.registry.perms import Deed as RegistryDeed
    from pleinjour.web.registry.perms import may_do as may_register

    add_door(Door(_("Obligations"), "decide:duties", order=5))
    add_door(Door(_("Étude d’impact"), "decide:study", order=10))
    add_door(Door(_("Avis"), "decide:opinions", order=20))
    meet_at(Need.STUDY, "decide:study")
    meet_at(Need.DPO, "decide:opinions")
    meet_at(Need.RSSI, "decide:opinions")
    meet_at(Need.RESERVATIONS, "decide:opinions")
    meet_at(
        Need.TRAINING,
        "decide:training",
        lambda person, system: may_do(person, system.authority, Deed.RECORD_TRAINING),
    )
    meet_at(
        Need.SUPERVISOR,
        "registry:name-person",
        lambda person, system: may_register(person, system.authority, RegistryDeed.MOVE_SYSTEMS),
    )


def _join_in_operation() -> None:
    """What comes once a system is deployed: supervision, incidents, and what waits for whom."""
    from pleinjour.web.decide import waiting
    from pleinjour.web.decide.perms import Deed, may_do_on
    from pleinjour.web.organizations.waiting import add_source
    from pleinjour.web.registry.doors import Door, add_door

    add_words(
        actions={
            "plan.written": _("Plan de supervision écrit"),
            "case.brought": _("Cas apportés"),
            "review.opened": _("Relecture commencée"),
            "review.answered": _("Relecture faite"),
            "incident.declared": _("Incident déclaré"),
            "incident.followed": _("Suite d’un incident"),
            "incident.noted": _("Démarche d’un incident"),
            "incident.closed": _("Incident clos"),
        },
        labels={
            "rate": _("cas sur cent"),
            "commitment": _("engagement du tirage"),
            "cases": _("cas"),
            "drawn": _("tirés au sort"),
            "reference": _("référence"),
            "severity": _("gravité"),
            "clock": _("démarche"),
            "told_on": _("faite le"),
        },
    )
    add_door(
        Door(
            _("Supervision"),
            "decide:supervision",
            order=50,
            may_open=lambda account, system: may_do_on(account, system, Deed.VIEW_SUPERVISION),
        )
    )
    add_door(
        Door(
            _("Incidents"),
            "decide:system-incidents",
            order=55,
            may_open=lambda account, system: may_do_on(account, system, Deed.VIEW_INCIDENTS),
        )
    )
    add_door(Door(_("Déclarer un incident"), "decide:incident-declare", order=60))
    add_source("decide.incidents", waiting.incidents_that_wait)
    add_source("decide.opinions", waiting.opinions_that_wait)
    add_source("decide.reservations", waiting.reservations_that_wait)
    add_source("decide.reviews", waiting.reviews_that_wait)
    add_source("decide.studies", waiting.studies_that_wait)
