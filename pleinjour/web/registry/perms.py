"""Who may do what with the systems of an authority.

Everybody may read: an agent must know which tools are approved. RSSI, DPO and administration decide; each decision
says under which of these roles it was made.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.organizations.perms import EVERYONE, Person, may, require, roles_of


class Deed(StrEnum):
    VIEW_SYSTEMS = "view_systems"
    EDIT_SYSTEMS = "edit_systems"


# In the order in which a decision is signed by somebody who holds several.
DECIDING_ROLES: Final = (Role.RSSI, Role.DPO, Role.ADMINISTRATOR)

GRANTS: Final[Mapping[StrEnum, frozenset[Role]]] = {
    Deed.VIEW_SYSTEMS: EVERYONE,
    Deed.EDIT_SYSTEMS: frozenset(DECIDING_ROLES),
}


def may_edit_systems(person: Person, authority: Authority) -> bool:
    return may(person, authority, Deed.EDIT_SYSTEMS, GRANTS)


def require_deed(person: Person, authority: Authority, deed: Deed) -> None:
    """Raises NotAllowed."""
    require(person, authority, deed, GRANTS)


def deciding_role(person: Person, authority: Authority) -> Role:
    """The role that signs the person's decisions. Raises NotAllowed when none of theirs may decide."""
    require_deed(person, authority, Deed.EDIT_SYSTEMS)
    held = roles_of(person, authority)
    return next(role for role in DECIDING_ROLES if role in held)
