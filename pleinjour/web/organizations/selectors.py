"""The only ways to fetch an object of an authority: each says who asks, and hides what is not theirs."""

import unicodedata
from collections.abc import Collection
from typing import Final

from django.db.models import QuerySet

from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.models import (
    Account,
    Authority,
    Invitation,
    JournalEntry,
    Membership,
    Role,
    Token,
    Unit,
    UnitRule,
)
from pleinjour.web.organizations.perms import Deed, Person, require

CONTACTS: Final = (Role.REFERENT, Role.DPO)


def get_visible_authorities(person: Person) -> QuerySet[Authority]:
    """The authorities where the person holds a role."""
    if not isinstance(person, Account) or not person.is_active:
        return Authority.objects.none()
    return Authority.objects.filter(memberships__account=person).distinct()


def get_visible_authority(person: Person, slug: str) -> Authority:
    """Raises ObjectNotVisible for an authority where the person holds no role, or that does not exist."""
    authority = get_visible_authorities(person).filter(slug=slug).first()
    if authority is None:
        raise ObjectNotVisible
    return authority


def get_visible_units(person: Person, authority: Authority) -> QuerySet[Unit]:
    """The units with their rules. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_UNITS)
    return Unit.objects.filter(authority=authority).prefetch_related("rules")


def get_visible_unit(person: Person, authority: Authority, unit_id: int) -> Unit:
    """Raises NotAllowed, ObjectNotVisible."""
    unit = get_visible_units(person, authority).filter(pk=unit_id).first()
    if unit is None:
        raise ObjectNotVisible
    return unit


def get_visible_rules(person: Person, authority: Authority) -> QuerySet[UnitRule]:
    """The rules with their units, unit after unit. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_UNITS)
    rules = UnitRule.objects.filter(authority=authority).select_related("unit")
    return rules.order_by("unit__name", "kind", "value")


def get_visible_rule(person: Person, authority: Authority, rule_id: int) -> UnitRule:
    """Raises NotAllowed, ObjectNotVisible."""
    rule = get_visible_rules(person, authority).filter(pk=rule_id).first()
    if rule is None:
        raise ObjectNotVisible
    return rule


def get_visible_members(person: Person, authority: Authority) -> QuerySet[Account]:
    """The accounts that hold a role, each once. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_MEMBERS)
    return Account.objects.filter(memberships__authority=authority).distinct().order_by("email")


def get_visible_member(person: Person, authority: Authority, account_id: int) -> Account:
    """Raises NotAllowed, ObjectNotVisible."""
    member = get_visible_members(person, authority).filter(pk=account_id).first()
    if member is None:
        raise ObjectNotVisible
    return member


def get_contacts(person: Person, authority: Authority) -> list[tuple[Role, Account]]:
    """Whom any member may turn to: the référents, then the DPO; the administration while there are none.

    Raises NotAllowed.
    """
    require(person, authority, Deed.VIEW_AUTHORITY)
    held = Membership.objects.filter(
        authority=authority, role__in=(*CONTACTS, Role.ADMINISTRATOR), account__is_active=True
    )
    known = [(Role(one.role), one.account) for one in held.select_related("account").order_by("account__email")]
    designated = [one for wanted in CONTACTS for one in known if one[0] == wanted]
    return designated or known


def get_visible_invitations(person: Person, authority: Authority) -> QuerySet[Invitation]:
    """Raises NotAllowed."""
    require(person, authority, Deed.VIEW_MEMBERS)
    return Invitation.objects.filter(authority=authority)


def get_visible_invitation(person: Person, authority: Authority, invitation_id: int) -> Invitation:
    """Raises NotAllowed, ObjectNotVisible."""
    invitation = get_visible_invitations(person, authority).filter(pk=invitation_id).first()
    if invitation is None:
        raise ObjectNotVisible
    return invitation


def get_visible_journal(person: Person, authority: Authority) -> QuerySet[JournalEntry]:
    """The entries, the last first. Raises NotAllowed."""
    require(person, authority, Deed.VIEW_JOURNAL)
    return JournalEntry.objects.filter(authority=authority).order_by("-sequence")


def get_own_tokens(person: Account, authority: Authority) -> QuerySet[Token]:
    """The tokens that the person has drawn there. Raises NotAllowed."""
    require(person, authority, Deed.USE_API)
    return Token.objects.filter(authority=authority, account=person).select_related("authority")


def get_own_token(person: Account, authority: Authority, token_id: int) -> Token:
    """Raises NotAllowed, ObjectNotVisible."""
    token = get_own_tokens(person, authority).filter(pk=token_id).first()
    if token is None:
        raise ObjectNotVisible
    return token


def get_roles(authority: Authority, account: Account) -> list[Role]:
    """The roles of a member, in the order in which roles are listed."""
    return get_roles_of_many(authority, [account])[account.pk]


def get_roles_of_many(authority: Authority, accounts: Collection[Account]) -> dict[int, list[Role]]:
    """The roles of each member, by account: one question to the database, however many they are."""
    held = Membership.objects.filter(authority=authority, account__in=accounts).values_list("account", "role")
    pairs = set(held)
    return {account.pk: [role for role in Role if (account.pk, role) in pairs] for account in accounts}


def search_authorities(authorities: Collection[Authority], words: str) -> list[Authority]:
    """Those whose name holds `words`, whatever the accents and the capitals; all of them for no word."""
    wanted = _bare(words)
    return [authority for authority in authorities if wanted in _bare(authority.name)]


def _bare(text: str) -> str:
    # SQLite tells É from é, PostgreSQL é from e: names are compared here, the same everywhere.
    letters = unicodedata.normalize("NFD", text.casefold().replace("’", "'").strip())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def get_own_roles(
    account: Account, authorities: Collection[Authority] | None = None
) -> list[tuple[Authority, list[Role]]]:
    """The authorities of the account (these ones, or all), each with the roles held there."""
    if authorities is None:
        authorities = list(get_visible_authorities(account))
    held = set(account.memberships.filter(authority__in=authorities).values_list("authority", "role"))
    return [(authority, [role for role in Role if (authority.pk, role) in held]) for authority in authorities]
