"""From a tool that somebody names to a system of the register."""

from pleinjour.web.decide.declaring.tools import find_tool
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.registry.actions.tools import add_system
from pleinjour.web.registry.models import System


def enter_in_the_register(actor: Account, authority: Authority, tool: str) -> System:
    """The system of that name, added as "signalé" when it was not there. In the transaction of a deed.

    Raises NotAllowed when it is not there and the person may not add systems.
    """
    found = find_tool(authority, tool)
    if found.system:
        return found.system
    return add_system(actor, authority, service=found.service.id if found.service else "", name=found.name)
