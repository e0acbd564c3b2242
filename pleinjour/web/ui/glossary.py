"""The words that pages use, explained in plain French; the help page shows them in alphabetical order."""

import unicodedata
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Entry:
    word: Promise
    meaning: Promise


ENTRIES = (
    Entry(
        _("AIPD"),
        _(
            "L’analyse d’impact relative à la protection des données. "
            "Elle précède un traitement qui pourrait peser sur les droits des personnes."
        ),
    ),
    Entry(
        _("Besoin"),
        _("Ce que l’on cherche à faire avec un service d’IA : traduire, rédiger, transcrire une réunion."),
    ),
    Entry(
        _("Connexion"),
        _("Une ligne du journal du réseau qui mène vers un service d’IA. Ouvrir une page peut en produire plusieurs."),
    ),
    Entry(
        _("CST"),
        _("Le comité social territorial, où les représentants du personnel donnent leur avis."),
    ),
    Entry(
        _("Édition"),
        _(
            "Les chiffres d’un mois, tels qu’ils ont été publiés un jour donné. "
            "Une correction donne une nouvelle édition."
        ),
    ),
    Entry(
        _("IA générative"),
        _("Un logiciel qui écrit du texte, crée des images ou du code à partir d’une demande en langage courant."),
    ),
    Entry(_("Inconnu"), _("Personne n’a l’information. Ce n’est jamais la même chose que zéro.")),
    Entry(
        _("Jour d’usage"),
        _(
            "Une personne qui s’est servie d’un service un jour donné compte pour un, "
            "quel que soit le nombre de ses demandes."
        ),
    ),
    Entry(
        _("Journal du réseau"),
        _("La liste que tient le matériel de la collectivité des sites demandés. Pleinjour la lit sans la conserver."),
    ),
    Entry(
        _("Masqué"),
        _(
            "Ce chiffre n’est pas montré, pour ne désigner personne. Il n’y a peut-être personne derrière : "
            "rien ne distingue les deux."
        ),
    ),
    Entry(
        _("Part au grand jour"),
        _(
            "La part des usages qui passe par des outils approuvés par la collectivité. "
            "Plus elle monte, mieux chacun est accompagné."
        ),
    ),
    Entry(
        _("Référent IA"),
        _("La personne vers qui se tourner, dans votre collectivité, pour une question sur l’IA."),
    ),
    Entry(_("Seuil"), _("Le nombre de personnes en dessous duquel un chiffre n’est pas montré. Il protège chacun.")),
    Entry(
        _("Usage discret"),
        _(
            "Se servir d’un outil d’IA sans que la collectivité le sache, le plus souvent pour bien faire. "
            "Ce n’est pas une faute."
        ),
    ),
)


def sorted_entries() -> list[Entry]:
    """The entries in the order of a dictionary of the reader's language."""
    return sorted(ENTRIES, key=lambda entry: _sorting_key(str(entry.word)))


def _sorting_key(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
