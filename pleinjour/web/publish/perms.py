"""Who may do what with public sheets and at the desk. Whoever steers writes sheets; the authority's word is given by
fewer, and what citizens write is read by those who answer them.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pleinjour.web.organizations import perms
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.organizations.perms import EVERYONE, Person, may, require


class Deed(StrEnum):
    VIEW_SHEETS = "view_sheets"
    WRITE_SHEET = "write_sheet"
    PUBLISH_SHEET = "publish_sheet"
    ANSWER_REQUESTS = "answer_requests"


# In the order in which a deed is signed by somebody who holds several.
_SIGNING: Final = (Role.DIRECTION, Role.DPO, Role.REFERENT, Role.RSSI, Role.ADMINISTRATOR)

GRANTS: Final[Mapping[StrEnum, frozenset[Role]]] = {
    Deed.VIEW_SHEETS: EVERYONE,
    Deed.WRITE_SHEET: frozenset(_SIGNING),
    Deed.PUBLISH_SHEET: frozenset({Role.DIRECTION, Role.DPO, Role.ADMINISTRATOR}),
    Deed.ANSWER_REQUESTS: frozenset({Role.DPO, Role.REFERENT, Role.ADMINISTRATOR}),
}


def may_do(person: Person, authority: Authority, deed: Deed) -> bool:
    return may(person, authority, deed, GRANTS)


def require_deed(person: Person, authority: Authority, deed: Deed) -> None:
    """Raises NotAllowed."""
    require(person, authority, deed, GRANTS)


def signing_role(person: Person, authority: Authority, deed: Deed) -> Role:
    """The role that signs the deed. Raises NotAllowed when none of the person's is given it."""
    return perms.signing_role(person, authority, deed, _SIGNING, GRANTS)
