"""Who may do what in an authority. Deny by default: a deed that no role is given is nobody's.

docs/dpo-rssi/roles-et-droits.md says the same in words.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Final

from django.contrib.auth.models import AnonymousUser

from pleinjour.web.organizations.errors import NotAllowed
from pleinjour.web.organizations.models import Account, Authority, Membership, Role

Person = Account | AnonymousUser
"""Who asks: somebody signed in, or a visitor."""


class Deed(StrEnum):
    VIEW_AUTHORITY = "view_authority"
    EDIT_AUTHORITY = "edit_authority"
    HOST_AUTHORITY = "host_authority"
    VIEW_MEMBERS = "view_members"
    EDIT_MEMBERS = "edit_members"
    VIEW_UNITS = "view_units"
    EDIT_UNITS = "edit_units"
    VIEW_JOURNAL = "view_journal"
    USE_API = "use_api"


EVERYONE: Final = frozenset(Role)
ADMINISTRATION: Final = frozenset({Role.ADMINISTRATOR})
GUARDIANS: Final = frozenset({Role.ADMINISTRATOR, Role.DPO, Role.RSSI})

GRANTS: Final[Mapping[StrEnum, frozenset[Role]]] = {
    Deed.VIEW_AUTHORITY: EVERYONE,
    Deed.EDIT_AUTHORITY: ADMINISTRATION,
    Deed.HOST_AUTHORITY: ADMINISTRATION,
    Deed.VIEW_MEMBERS: GUARDIANS,
    Deed.EDIT_MEMBERS: ADMINISTRATION,
    Deed.VIEW_UNITS: GUARDIANS | {Role.REFERENT},
    Deed.EDIT_UNITS: frozenset({Role.ADMINISTRATOR, Role.RSSI}),
    Deed.VIEW_JOURNAL: GUARDIANS,
    # A token does what its member may do, and nothing more.
    Deed.USE_API: EVERYONE,
}


_Remembered = dict[tuple[int, int], frozenset[Role]]
_remembered: ContextVar[_Remembered | None] = ContextVar("remembered roles", default=None)


@contextmanager
def remember_roles() -> Iterator[None]:
    """Ask for the roles of a person in an authority once, while nothing is written: a page asks many questions."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def roles_of(person: Person, authority: Authority) -> frozenset[Role]:
    """The roles this person acts with in this authority; none for a visitor or a closed account."""
    if not isinstance(person, Account) or not person.is_active:
        return frozenset()
    held = _held(person, authority)
    return held if person.within is None else held & person.within


def _held(person: Account, authority: Authority) -> frozenset[Role]:
    known = _remembered.get()
    if known is None:
        return _ask_roles(person, authority)
    key = person.pk, authority.pk
    if key not in known:
        known[key] = _ask_roles(person, authority)
    return known[key]


def _ask_roles(person: Account, authority: Authority) -> frozenset[Role]:
    held = Membership.objects.filter(account=person, authority=authority).values_list("role", flat=True)
    return frozenset(Role(role) for role in held)


def may(
    person: Person, authority: Authority, deed: StrEnum, grants: Mapping[StrEnum, frozenset[Role]] = GRANTS
) -> bool:
    """Whether one of the person's roles is given this deed. Rooms above bring their own `grants`."""
    return bool(roles_of(person, authority) & grants.get(deed, frozenset()))


def require(
    person: Person, authority: Authority, deed: StrEnum, grants: Mapping[StrEnum, frozenset[Role]] = GRANTS
) -> None:
    """Raises NotAllowed unless the person may do it."""
    if not may(person, authority, deed, grants):
        raise NotAllowed


def signing_role(
    person: Person,
    authority: Authority,
    deed: StrEnum,
    order: Sequence[Role],
    grants: Mapping[StrEnum, frozenset[Role]],
) -> Role:
    """The role that signs a deed: the first in `order` that the person holds and that is given the deed.

    Raises NotAllowed when there is none.
    """
    able = roles_of(person, authority) & grants.get(deed, frozenset())
    for role in order:
        if role in able:
            return role
    raise NotAllowed
