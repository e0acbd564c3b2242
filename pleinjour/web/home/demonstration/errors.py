"""Why the demonstration is not made.

DemonstrationError
├── NotADemonstration      this Pleinjour is not set up to show one
└── RealAuthoritiesThere   the database serves real authorities
"""

from pleinjour.base.errors import PleinjourError


class DemonstrationError(PleinjourError):
    """The demonstration is not made; nothing has changed."""


class NotADemonstration(DemonstrationError):
    sentence = (
        "Les mots de passe de la démonstration sont connus de tous. "
        "Si cette base ne sert qu’à essayer, relancez avec PLEINJOUR_DEMO=1."
    )


class RealAuthoritiesThere(DemonstrationError):
    sentence = (
        "Cette base sert déjà à de vraies collectivités. "
        "Pour la démonstration, choisissez une autre base avec PLEINJOUR_DATABASE_URL."
    )
