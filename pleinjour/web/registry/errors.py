"""Deeds of the register that are refused.

ActionError
├── UnknownService      a service that the catalogue does not hold
├── SystemTaken         a system that the authority already has
├── SystemUnnamed       neither a service nor a name
└── DecisionRefused     a decision dated after today, or before the one in force
"""

from pleinjour.web.organizations.errors import ActionError


class UnknownService(ActionError):
    sentence = "Ce service n’est pas dans le catalogue. Choisissez-en un autre, ou donnez un nom."


class SystemTaken(ActionError):
    sentence = "« {name} » est déjà dans votre liste."


class SystemUnnamed(ActionError):
    sentence = "Choisissez un service du catalogue, ou donnez un nom à votre système."


class DecisionRefused(ActionError):
    sentence = "La date doit être entre celle de la décision en vigueur et aujourd’hui."
