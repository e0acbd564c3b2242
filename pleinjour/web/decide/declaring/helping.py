"""What is answered at once to who declares a use: what is known of the tool, what is allowed, whom to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pleinjour.refdata.declaration import load_declaration
from pleinjour.refdata.needs import load_needs
from pleinjour.refdata.services import Service, load_catalogue
from pleinjour.refdata.services.catalogue import Known
from pleinjour.web.decide.declaring.words import say_need
from pleinjour.web.decide.models import Declared
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.selectors import get_contacts
from pleinjour.web.registry.models import Decision, Duty, PersonInCharge, Stage, State, System
from pleinjour.web.registry.selectors import SystemInForce, get_systems_in_force
from pleinjour.web.registry.signs import sign_of
from pleinjour.web.ui.components import State as Sign
from pleinjour.web.ui.numbers import as_language

_MOST_ALLOWED: Final = 6


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of a tool, with its source; "inconnu" when nobody has checked."""

    term: str
    answer: str
    known: Known


@dataclass(frozen=True, slots=True)
class SystemShown:
    """A system of the authority: what agents are told of it, why, and the function of who answers for it."""

    key: int
    name: str
    sign: Sign
    reason: str
    in_charge: str


@dataclass(frozen=True, slots=True)
class Help:
    """The answer. `tool` None: the authority has said nothing of it. `advice`: on what is put in it."""

    name: str
    is_known: bool
    facts: tuple[Fact, ...]
    tool: SystemShown | None
    allowed: tuple[SystemShown, ...]
    need: str
    advice: str
    training: str
    question: str
    first: str
    contacts: tuple[tuple[str, str, str], ...]


def help_with(person: Account, authority: Authority, declared: Declared) -> Help:
    """What helps with the declared use, now, in the reader's language. Raises NotAllowed."""
    language = as_language(get_language())
    need = load_needs().needs.get(declared.need)
    systems = get_systems_in_force(person, authority)
    service = load_catalogue().services.get(declared.service)
    option = load_declaration().contents.get(declared.content)
    in_charge = _owners(authority)
    return Help(
        name=declared.tool,
        is_known=service is not None,
        facts=_facts(service),
        tool=next((_show(one, in_charge) for one in systems if _is_of(one[0], declared)), None),
        allowed=_allowed(systems, declared, in_charge),
        need=say_need(declared.need),
        advice=option.advice.say(language) if option and option.advice else "",
        training=need.training.say(language) if need else "",
        question=need.ask.say(language) if need else "",
        first=need.first.say(language) if need else "",
        contacts=tuple((str(role.label), str(who), who.email) for role, who in get_contacts(person, authority)),
    )


def _facts(service: Service | None) -> tuple[Fact, ...]:
    """The three questions that matter; each is unknown for a tool that nobody has looked at."""
    nothing = Known()
    told = (
        (_("Peut servir à entraîner des modèles"), service.trains_on_inputs if service else nothing),
        (_("Gardé dans l’Union européenne"), service.hosting_eu if service else nothing),
        (_("Proposé par un organisme public français"), service.french_public_offer if service else nothing),
    )
    return tuple(Fact(term, _say(known), known) for term, known in told)


def _say(known: Known) -> str:
    return {True: _("oui"), False: _("non"), None: _("inconnu")}[known.value]


def _is_of(system: System, declared: Declared) -> bool:
    return system.pk == declared.system_id or bool(declared.service and system.service == declared.service)


def _allowed(
    systems: Iterable[SystemInForce], declared: Declared, in_charge: Mapping[int, str]
) -> tuple[SystemShown, ...]:
    """What agents may use already, what is made for the need first."""
    need = load_needs().needs.get(declared.need)
    close = {*need.categories, *need.also_in} if need else set()
    category_of = load_catalogue().category_of
    able = [one for one in systems if _is_allowed(one[0]) and not _is_of(one[0], declared)]
    able.sort(key=lambda one: category_of.get(one[0].service) not in close)
    return tuple(_show(one, in_charge) for one in able[:_MOST_ALLOWED])


def _is_allowed(system: System) -> bool:
    return system.state == State.APPROVED and system.stage not in (Stage.SUSPENDED, Stage.RETIRED)


def _show(one: tuple[System, Decision | None], in_charge: Mapping[int, str]) -> SystemShown:
    system, decision = one
    reason = decision.reason if decision else ""
    return SystemShown(system.pk, system.name, sign_of(system.state), reason, in_charge.get(system.pk, ""))


def _owners(authority: Authority) -> dict[int, str]:
    """The function of who answers for each system."""
    owners = PersonInCharge.objects.filter(authority=authority, duty=Duty.OWNER, until=None)
    return dict(owners.values_list("system", "function"))
