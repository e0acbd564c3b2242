"""What a unit's rule may be: never something that points at one person.

A range of addresses must hold at least eight (IPv4 /29; IPv6 /64, which is what one local network has). The end of an
identifier must be the part that people share: `@voirie.exemple.fr`, `.voirie`, `-dgs`, `\\CCAS`.
"""

import ipaddress
from typing import Final

from django.utils.translation import gettext as _

from pleinjour.web.organizations.errors import RuleRefused
from pleinjour.web.organizations.models import RuleKind

LONGEST_PREFIX: Final = {4: 29, 6: 64}
SUFFIX_STARTS: Final = "@.-_\\/"
SHORTEST_SUFFIX: Final = 3
LONGEST_VALUE: Final = 120


def clean_rule(kind: str, value: str) -> str:
    """`value` in its one canonical writing. Raises RuleRefused with the reason."""
    value = value.strip()
    if not value or len(value) > LONGEST_VALUE:
        raise RuleRefused(value=value[:LONGEST_VALUE], reason=_("elle est vide ou trop longue"))
    if kind == RuleKind.CIDR:
        return _clean_range(value)
    if kind == RuleKind.USER_SUFFIX:
        return _clean_suffix(value)
    if kind == "user":
        raise RuleRefused(value="…", reason=_("elle désigne une personne, et Pleinjour n’en garde aucune"))
    raise RuleRefused(value=value, reason=_("sa sorte doit être « cidr » ou « user_suffix »"))


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
    names_a_person = "@" in folded[1:] or folded[0] not in SUFFIX_STARTS
    if names_a_person:
        reason = _("elle pourrait désigner une personne. Commencez par @, un point, un tiret ou une barre")
        raise RuleRefused(value="…", reason=reason)
    if len(folded) < SHORTEST_SUFFIX or any(character.isspace() for character in folded):
        raise RuleRefused(value=value, reason=_("elle est trop courte, ou contient une espace"))
    if not all(character.isalnum() or character in SUFFIX_STARTS for character in folded):
        # A spreadsheet that opens the exported rules must find no formula in them.
        raise RuleRefused(value=value, reason=_("elle ne peut contenir que des lettres, des chiffres et @ . - _ \\ /"))
    return folded
