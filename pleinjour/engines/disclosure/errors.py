"""What disclosure control refuses.

DisclosureError
├── ThresholdTooLow   a threshold that hides nobody
├── RoundingTooFine   a rounding base that is not a whole number of at least 1
├── SecretTooShort    a secret that could be guessed
└── UnsoundTable      a table whose margins are missing, doubled, or do not add up
"""

from pleinjour.base.errors import PleinjourError


class DisclosureError(PleinjourError):
    """A threshold or a table that can't protect anyone."""


class ThresholdTooLow(DisclosureError):
    sentence = (
        "Le seuil demandé ({threshold}) est trop bas pour protéger les agents. Choisissez au moins {least} personnes."
    )


class RoundingTooFine(DisclosureError):
    sentence = "L’arrondi demandé ({rounding}) n’est pas possible. Choisissez un nombre entier, 1 ou plus."


class SecretTooShort(DisclosureError):
    sentence = "Le secret qui protège les chiffres est trop court. Il lui faut au moins {least} octets."


class UnsoundTable(DisclosureError):
    sentence = (
        "Les chiffres du mois {month} ne s’additionnent pas : rien ne peut être montré sans risque. "
        "Relancez la lecture des journaux."
    )
