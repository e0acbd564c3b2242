"""Who may do what with the systems of an authority.

Everybody may read: an agent must know which tools are approved. RSSI, DPO and administration decide what is said of a
tool; the référent describes systems too; a direction deploys; whoever watches over a system may stop it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pleinjour.web.organizations import perms
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.organizations.perms import EVERYONE, Person, may, require


class Deed(StrEnum):
    VIEW_SYSTEMS = "view_systems"
    EDIT_SYSTEMS = "edit_systems"
    DESCRIBE_SYSTEMS = "describe_systems"
    MOVE_SYSTEMS = "move_systems"
    DEPLOY_SYSTEMS = "deploy_systems"
    STOP_SYSTEMS = "stop_systems"


# In the order in which a deed is signed by somebody who holds several.
DECIDING_ROLES: Final = (Role.RSSI, Role.DPO, Role.ADMINISTRATOR)
SIGNING_ROLES: Final = (Role.DIRECTION, *DECIDING_ROLES, Role.REFERENT)
DESCRIBING: Final = frozenset({*DECIDING_ROLES, Role.REFERENT})

GRANTS: Final[Mapping[StrEnum, frozenset[Role]]] = {
    Deed.VIEW_SYSTEMS: EVERYONE,
    Deed.EDIT_SYSTEMS: frozenset(DECIDING_ROLES),
    Deed.DESCRIBE_SYSTEMS: DESCRIBING,
    Deed.MOVE_SYSTEMS: DESCRIBING | {Role.DIRECTION},
    Deed.DEPLOY_SYSTEMS: frozenset({Role.DIRECTION, Role.ADMINISTRATOR}),
    Deed.STOP_SYSTEMS: DESCRIBING | {Role.DIRECTION},
}


def may_edit_systems(person: Person, authority: Authority) -> bool:
    return may_do(person, authority, Deed.EDIT_SYSTEMS)


def may_do(person: Person, authority: Authority, deed: Deed) -> bool:
    return may(person, authority, deed, GRANTS)


def require_deed(person: Person, authority: Authority, deed: Deed) -> None:
    """Raises NotAllowed."""
    require(person, authority, deed, GRANTS)


def deciding_role(person: Person, authority: Authority) -> Role:
    """The role that signs what the person says of a tool. Raises NotAllowed when none of theirs may."""
    return perms.signing_role(person, authority, Deed.EDIT_SYSTEMS, DECIDING_ROLES, GRANTS)


def signing_role(person: Person, authority: Authority, deed: Deed) -> Role:
    """The role that signs any other deed. Raises NotAllowed when none of theirs may."""
    return perms.signing_role(person, authority, deed, SIGNING_ROLES, GRANTS)
