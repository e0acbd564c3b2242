"""Who may do what with studies and opinions. Everybody reads them: they are the reasons of what is decided.

Each expert gives their own opinion; the administration may give it by delegation, and says of whom. Whoever is named
for the human supervision of a system reviews its results and reads its incidents, whatever their role.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from pleinjour.web.decide.models import Ending, Expert
from pleinjour.web.organizations import perms
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.organizations.perms import EVERYONE, Person, may, require, roles_of
from pleinjour.web.registry.actions.life import supervises
from pleinjour.web.registry.models import System


class Deed(StrEnum):
    VIEW_STUDIES = "view_studies"
    WRITE_STUDY = "write_study"
    ESTABLISH_FACTS = "establish_facts"
    GIVE_DPO_OPINION = "give_dpo_opinion"
    GIVE_RSSI_OPINION = "give_rssi_opinion"
    ACCEPT_RESERVATION = "accept_reservation"
    RECORD_TRAINING = "record_training"
    DECLARE_USE = "declare_use"
    ANSWER_DECLARATIONS = "answer_declarations"
    REQUEST_TOOL = "request_tool"
    HANDLE_REQUESTS = "handle_requests"
    ANSWER_REQUESTS = "answer_requests"
    VIEW_SUPERVISION = "view_supervision"
    PLAN_SUPERVISION = "plan_supervision"
    BRING_CASES = "bring_cases"
    ANSWER_REVIEW = "answer_review"
    DECLARE_INCIDENT = "declare_incident"
    VIEW_INCIDENTS = "view_incidents"
    FOLLOW_INCIDENT = "follow_incident"


STEERING: Final = frozenset({Role.ADMINISTRATOR, Role.REFERENT, Role.DPO, Role.RSSI, Role.DIRECTION})

GRANTS: Final[Mapping[StrEnum, frozenset[Role]]] = {
    Deed.VIEW_STUDIES: EVERYONE,
    Deed.WRITE_STUDY: STEERING,
    Deed.ESTABLISH_FACTS: STEERING,
    Deed.GIVE_DPO_OPINION: frozenset({Role.DPO, Role.ADMINISTRATOR}),
    Deed.GIVE_RSSI_OPINION: frozenset({Role.RSSI, Role.ADMINISTRATOR}),
    Deed.ACCEPT_RESERVATION: frozenset({Role.DIRECTION, Role.ADMINISTRATOR}),
    Deed.RECORD_TRAINING: STEERING,
    Deed.DECLARE_USE: EVERYONE,
    # Neither the direction nor the RSSI: who declares is helped, and not read by those who judge.
    Deed.ANSWER_DECLARATIONS: frozenset({Role.REFERENT, Role.DPO, Role.ADMINISTRATOR}),
    Deed.REQUEST_TOOL: EVERYONE,
    Deed.HANDLE_REQUESTS: STEERING,
    Deed.ANSWER_REQUESTS: frozenset({Role.DIRECTION, Role.ADMINISTRATOR}),
    Deed.VIEW_SUPERVISION: STEERING,
    Deed.PLAN_SUPERVISION: STEERING,
    Deed.BRING_CASES: STEERING,
    Deed.ANSWER_REVIEW: frozenset({Role.REFERENT}),
    Deed.DECLARE_INCIDENT: EVERYONE,
    Deed.VIEW_INCIDENTS: STEERING,
    Deed.FOLLOW_INCIDENT: STEERING,
}
OPINION_OF: Final = {Expert.DPO: Deed.GIVE_DPO_OPINION, Expert.RSSI: Deed.GIVE_RSSI_OPINION}

# In the order in which a deed is signed by somebody who holds several.
_SIGNING: Final = (Role.DPO, Role.RSSI, Role.DIRECTION, Role.REFERENT, Role.ADMINISTRATOR, Role.ELU, Role.AGENT)


def deed_of(ending: Ending, expert: Expert) -> Deed:
    """The deed by which a reservation of the expert ends so."""
    return OPINION_OF[expert] if ending == Ending.LIFTED else Deed.ACCEPT_RESERVATION


def may_do(person: Person, authority: Authority, deed: Deed) -> bool:
    return may(person, authority, deed, GRANTS)


def require_deed(person: Person, authority: Authority, deed: Deed) -> None:
    """Raises NotAllowed."""
    require(person, authority, deed, GRANTS)


def signing_role(person: Person, authority: Authority, deed: Deed) -> Role:
    """The role that signs the deed. Raises NotAllowed when none of the person's is given it."""
    return perms.signing_role(person, authority, deed, _SIGNING, GRANTS)


def may_do_on(person: Person, system: System, deed: Deed) -> bool:
    """Whether the person may do it on this system: by a role, or because they supervise it."""
    return may_do(person, system.authority, deed) or (isinstance(person, Account) and supervises(person, system))


def acting_role(person: Account, system: System, deed: Deed) -> Role:
    """The role that signs a deed that the supervisor of the system does too. Raises NotAllowed."""
    if supervises(person, system) and not may_do(person, system.authority, deed):
        return min(roles_of(person, system.authority))
    return signing_role(person, system.authority, deed)
