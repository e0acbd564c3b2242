from typing import get_args

from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pleinjour.refdata.needs import RuleId, load_needs
from pleinjour.web.observe.traces import flush_what_is_owed
from pleinjour.web.organizations.journal_words import add_words
from pleinjour.web.ui.navigation import NavigationEntry, add_entry
from pleinjour.web.ui.numbers import as_language


def _say_rule(rule: RuleId) -> str:
    return load_needs().rules[rule].label.say(as_language(get_language()))


_name_rule = lazy(_say_rule, str)
"""In the reader's language: the needs are read when a journal is, and not at start."""


class ObserveConfig(AppConfig):
    name = "pleinjour.web.observe"
    verbose_name = "Observer"

    def ready(self) -> None:
        add_words(
            actions={
                "observe.logs_taken": _("Journaux du réseau lus"),
                "observe.logs_dropped": _("Journaux lus dans le dossier de dépôt"),
                "observe.drop_folder_set": _("Dossier de dépôt réglé"),
                "observe.reader_added": _("Format sur mesure ajouté"),
                "observe.reader_replaced": _("Format sur mesure remplacé"),
                "observe.reader_deleted": _("Format sur mesure supprimé"),
                "observe.run_forgotten": _("Journaux non publiés oubliés"),
                "observe.month_forgotten": _("Mois non publié oublié"),
                "observe.month_published": _("Mois publié"),
                "observe.papers_answered": _("Réponses pour les documents"),
                "observe.alert_dismissed": _("Point à regarder écarté"),
                "observe.alert_restored": _("Point à regarder remis"),
            },
            labels={
                "files": _("journaux"),
                "again": _("déjà lus"),
                "lines": _("lignes"),
                "edition": _("édition"),
                "threshold": _("seuil"),
                "format": _("format"),
                "paused": _("en pause"),
                "rule": _("règle"),
                "month": _("mois"),
            },
            codes={
                **{"recognised": _("reconnu"), "yes": _("oui"), "no": _("non")},
                **{rule: _name_rule(rule) for rule in get_args(RuleId)},
            },
        )
        note = _("Voir comment l’IA est utilisée, mois par mois.")
        add_entry(NavigationEntry(_("Observer"), "observe:index", root="observer", order=10, note=note))
        request_finished.connect(flush_what_is_owed)
