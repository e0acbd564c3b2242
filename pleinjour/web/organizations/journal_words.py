"""What the journal's actions and details are called on a page. Each room adds its own words at start."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from pleinjour.web.organizations.models import Authority

_words: dict[str, Promise] = {
    "authority.opened": _("Collectivité ouverte"),
    "authority.hosted": _("Collectivité hébergée"),
    "authority.changed": _("Réglages modifiés"),
    "member.invited": _("Personne invitée"),
    "member.invitation_withdrawn": _("Invitation retirée"),
    "member.joined": _("Invitation acceptée"),
    "member.roles_changed": _("Rôles modifiés"),
    "member.removed": _("Membre retiré"),
    "member.erased": _("Compte effacé"),
    "member.access_link_drawn": _("Lien d’accès préparé"),
    "member.second_factor_removed": _("Second facteur retiré à un membre"),
    "account.password_changed": _("Mot de passe modifié"),
    "account.second_factor_set_up": _("Second facteur mis en place"),
    "account.second_factor_removed": _("Second facteur retiré"),
    "account.recovery_codes_renewed": _("Codes de secours renouvelés"),
    "token.drawn": _("Jeton créé"),
    "token.revoked": _("Jeton révoqué"),
    "unit.added": _("Service ajouté"),
    "unit.renamed": _("Service renommé"),
    "unit.removed": _("Service retiré"),
    "unit.rule_added": _("Règle ajoutée"),
    "unit.rule_removed": _("Règle retirée"),
    "unit.imported": _("Règles importées"),
}
_labels: dict[str, Promise] = {
    "name": _("nom"),
    "kind": _("type"),
    "value": _("valeur"),
    "role": _("rôle"),
    "roles": _("rôles"),
    "before": _("avant"),
    "fields": _("champs"),
    "scope": _("droits"),
    "expires_on": _("dernier jour"),
    "rules": _("règles"),
    "units": _("services"),
}
_codes: dict[str, Promise | str] = {}
Subjects = Callable[["Authority"], Iterable[tuple[str, str]]]
"""What the entries of an authority are about: each `target` with its name."""
_subjects: dict[str, Subjects] = {}
# What people wrote is shown as they wrote it, even when it is also a code.
AS_WRITTEN: Final = frozenset({"name", "value"})


def add_words(
    actions: Mapping[str, Promise] | None = None,
    labels: Mapping[str, Promise] | None = None,
    codes: Mapping[str, Promise | str] | None = None,
) -> None:
    """Name what one room writes: actions, keys of the details, codes that stand as values.

    Called from the room's `AppConfig.ready`.
    """
    _words.update(actions or {})
    _labels.update(labels or {})
    _codes.update(codes or {})


def add_subjects(room: str, subjects: Subjects) -> None:
    """Let the journal be read about one thing of a room. Called from its `AppConfig.ready`."""
    _subjects[room] = subjects


def subjects_of(authority: "Authority") -> list[tuple[str, str]]:
    """Every thing of the authority that has entries of its own."""
    return [subject for subjects in _subjects.values() for subject in subjects(authority)]


def codes_of(model: type[Model], field: str) -> dict[str, Promise | str]:
    """The words of the choices of a field, by code."""
    choices = model._meta.get_field(field).flatchoices  # type: ignore[union-attr]
    return {str(code): word for code, word in choices}


def name_action(action: str) -> str:
    """The action in the reader's language; its bare name when no room has given it a word."""
    return str(_words.get(action, action))


def say_details(detail: Mapping[str, str | int | list[str]]) -> list[str]:
    """The details of an entry in the reader's language: "rôle\u00a0: Agent"."""
    return [f"{_labels.get(key, key)}{_(' :')} {_say(key, value)}" for key, value in detail.items() if value != ""]


def _say(key: str, value: str | int | list[str]) -> str:
    if isinstance(value, list):
        return ", ".join(_say(key, one) for one in value) or str(_("aucun"))
    return str(value) if key in AS_WRITTEN else str(_codes.get(str(value), value))


def known_actions() -> list[tuple[str, str]]:
    """Every action with its word, in the order of the words."""
    return sorted(((action, str(word)) for action, word in _words.items()), key=lambda pair: pair[1])
