"""What the journal's actions are called on a page. Each room adds its own words at start."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_words: dict[str, Promise] = {
    "authority.opened": _("Collectivité ouverte"),
    "authority.hosted": _("Collectivité hébergée"),
    "authority.changed": _("Réglages modifiés"),
    "member.invited": _("Personne invitée"),
    "member.invitation_withdrawn": _("Invitation retirée"),
    "member.joined": _("Invitation acceptée"),
    "member.roles_changed": _("Rôles modifiés"),
    "member.removed": _("Membre retiré"),
    "member.access_link_drawn": _("Lien d’accès préparé"),
    "member.second_factor_removed": _("Second facteur retiré à un membre"),
    "account.password_changed": _("Mot de passe modifié"),
    "account.second_factor_set_up": _("Second facteur mis en place"),
    "account.second_factor_removed": _("Second facteur retiré"),
    "account.recovery_codes_renewed": _("Codes de secours renouvelés"),
    "unit.added": _("Service ajouté"),
    "unit.renamed": _("Service renommé"),
    "unit.removed": _("Service retiré"),
    "unit.rule_added": _("Règle ajoutée"),
    "unit.rule_removed": _("Règle retirée"),
    "unit.imported": _("Règles importées"),
    "journal.exported": _("Journal exporté"),
}


def add_words(words: Mapping[str, Promise]) -> None:
    """Name the actions of one room; called from its `AppConfig.ready`."""
    _words.update(words)


def name_action(action: str) -> str:
    """The action in the reader's language; its bare name when no room has given it a word."""
    return str(_words.get(action, action))


def known_actions() -> list[tuple[str, str]]:
    """Every action with its word, in the order of the words."""
    return sorted(((action, str(word)) for action, word in _words.items()), key=lambda pair: pair[1])
