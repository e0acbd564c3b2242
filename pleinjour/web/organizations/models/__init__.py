"""The nouns of an authority. Every row but accounts and attempts belongs to one authority."""

from pleinjour.web.organizations.models.account import Account
from pleinjour.web.organizations.models.attempt import Attempt
from pleinjour.web.organizations.models.authority import Authority, Kind
from pleinjour.web.organizations.models.invitation import Invitation
from pleinjour.web.organizations.models.journal import JournalEntry
from pleinjour.web.organizations.models.membership import Membership, Role
from pleinjour.web.organizations.models.token import Scope, Token
from pleinjour.web.organizations.models.unit import RuleKind, Unit, UnitRule

__all__ = [
    "Account",
    "Attempt",
    "Authority",
    "Invitation",
    "JournalEntry",
    "Kind",
    "Membership",
    "Role",
    "RuleKind",
    "Scope",
    "Token",
    "Unit",
    "UnitRule",
]
