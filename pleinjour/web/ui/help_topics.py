"""What one may do in Pleinjour, in plain French: the help page shows it in this order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Topic:
    title: Promise
    text: Promise


TOPICS = (
    Topic(
        _("Déclarer un usage"),
        _(
            "Depuis l’accueil. Six questions, avec ou sans votre nom. La réponse vient tout de suite : ce que "
            "l’on sait de l’outil, ce qui est permis, qui peut aider. Une déclaration ne sert jamais contre "
            "vous."
        ),
    ),
    Topic(
        _("Demander un outil"),
        _(
            "Depuis l’accueil. Dites le besoin. La page de la demande dit qui la tient, et jusqu’à quand ; la "
            "réponse vient avec ses motifs."
        ),
    ),
    Topic(
        _("Le registre des systèmes"),
        _(
            "Menu « Systèmes » : ce que fait chaque système, qui en répond, son étape, et si vous pouvez vous "
            "en servir. Un système passe de « signalé » à « déployé » quand plus rien ne manque."
        ),
    ),
    Topic(
        _("L’étude d’impact"),
        _(
            "Des questions sous quatre regards : droits et données, démocratie, travail, environnement. « Je ne "
            "sais pas » est une réponse, et pèse comme la plus lourde. L’étude donne un niveau, et dit ce qui "
            "pèse."
        ),
    ),
    Topic(
        _("Un avis, une réserve"),
        _(
            "Le DPO et le RSSI donnent leur avis sur chaque système, après l’étude. Une réserve est une "
            "condition : qui l’a posée la lève, ou la direction l’accepte en le signant."
        ),
    ),
    Topic(
        _("La supervision humaine"),
        _(
            "Une personne nommée relit des cas tirés au sort : elle confirme, corrige ou écarte. Elle peut "
            "arrêter le système. Les relectures disent ce que vaut le système, pas la personne."
        ),
    ),
    Topic(
        _("Un incident"),
        _(
            "Sur la page du système, « Déclarer un incident ». Dites ce que vous savez, sans nommer personne. "
            "Déclarer n’accuse personne."
        ),
    ),
    Topic(
        _("Le registre public"),
        _(
            "Il s’ouvre avec la première fiche publiée, et se lit sans compte : ce que fait chaque système, sa "
            "part dans une décision, comment contester."
        ),
    ),
    Topic(
        _("Le guichet, pour les habitants"),
        _(
            "Depuis le registre public, sans compte : demander pourquoi une décision, signaler un problème. La "
            "réponse se lit avec un code, montré une seule fois. Pour une explication, la collectivité a un "
            "mois."
        ),
    ),
)
