"""What a unit's rule may be: never something that points at one person.

A range of addresses must hold at least eight (IPv4 /29; IPv6 /64, which is what one local network has). The end of an
identifier must be the part that people share, a realm: `@voirie.exemple.fr`. After a point, a dash or a bar may stand a
name as well as a service: `.dupont`, `\\jdupont`.
"""

import ipaddress
from typing import Final

from django.utils.translation import gettext as _

from pleinjour.base.sentences import visible
from pleinjour.base.tallies import UNKNOWN_UNIT
from pleinjour.web.organizations.errors import RuleRefused

LONGEST_PREFIX: Final = {4: 29, 6: 64}
_REALM_SIGNS: Final = ".-_"
SHORTEST_SUFFIX: Final = 3
LONGEST_VALUE: Final = 120
LONGEST_NAME: Final = 100


def clean_rule(kind: str, value: str) -> str:
    """`value` in its one canonical writing. Raises RuleRefused with the reason."""
    value = value.strip()
    if not value or len(value) > LONGEST_VALUE:
        raise RuleRefused(value=value[:LONGEST_VALUE], reason=_("elle est vide ou trop longue"))
    if kind == "cidr":
        return _clean_range(value)
    if kind == "user_suffix":
        return _clean_suffix(value)
    if kind == "user":
        raise RuleRefused(value="…", reason=_("elle désigne une personne, et Pleinjour n’en garde aucune"))
    raise RuleRefused(value=value, reason=_("sa sorte doit être « cidr » ou « user_suffix »"))


def is_unit_name(name: str) -> bool:
    """Whether a unit may be called so: a name that is seen as it is, and that no spreadsheet cuts in two."""
    is_kept = name.casefold() == UNKNOWN_UNIT
    return bool(name) and len(name) <= LONGEST_NAME and ";" not in name and visible(name) == name and not is_kept


def is_group(kind: str, value: str) -> bool:
    """Whether a rule that was kept is still one that may be: an older version took some that may point at somebody."""
    try:
        return bool(clean_rule(kind, value))
    except RuleRefused:
        return False


def _clean_range(value: str) -> str:
    try:
        network = ipaddress.ip_network(value, strict=False)
    except ValueError:
        reason = _("ce n’est pas une plage d’adresses, comme 10.20.0.0/16")
        raise RuleRefused(value=value, reason=reason) from None
    longest = LONGEST_PREFIX[network.version]
    if network.prefixlen > longest:
        reason = _("elle est si étroite qu’elle pourrait désigner une personne. Allez au plus à /{longest}")
        raise RuleRefused(value=value, reason=reason.format(longest=longest))
    return str(network)


def _clean_suffix(value: str) -> str:
    folded = value.lower()
    if not folded.startswith("@") or "@" in folded[1:]:
        reason = _("elle pourrait désigner une personne. Commencez par @, comme @voirie.exemple.fr")
        raise RuleRefused(value="…", reason=reason)
    if len(folded) < SHORTEST_SUFFIX or any(character.isspace() for character in folded):
        raise RuleRefused(value=value, reason=_("elle est trop courte, ou contient une espace"))
    if not all(character.isalnum() or character in _REALM_SIGNS for character in folded[1:]):
        # A spreadsheet that opens the exported rules must find no formula in them.
        raise RuleRefused(value=value, reason=_("elle ne peut contenir que des lettres, des chiffres et . - _ après @"))
    return folded
