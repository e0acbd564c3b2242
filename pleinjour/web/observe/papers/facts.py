"""The facts that fill the papers, read from the settings and the state of an authority, never typed twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings

import pleinjour
from pleinjour.base.tallies import FAMILIES
from pleinjour.engines.disclosure import LEAST_THRESHOLD
from pleinjour.engines.traffic import METHOD
from pleinjour.refdata.papers import Papers, load_papers
from pleinjour.refdata.services import load_catalogue
from pleinjour.web.observe import perms
from pleinjour.web.observe.actions.papers import Answers
from pleinjour.web.observe.actions.publication import ROUNDING
from pleinjour.web.observe.pages.naming import say_day
from pleinjour.web.observe.papers.answers import get_answers
from pleinjour.web.observe.papers.state import State, get_state
from pleinjour.web.observe.perms import Deed
from pleinjour.web.observe.words import WORDS
from pleinjour.web.organizations import perms as organization_perms
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.organizations.perms import Person
from pleinjour.web.organizations.selectors import get_contacts
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.numbers import format_number
from pleinjour.web.ui.papers.content import Inline, Missing, Part, Terms

_ALL_GRANTS: Final[Mapping[str, frozenset[Role]]] = {
    str(deed): roles for deed, roles in {**organization_perms.GRANTS, **perms.GRANTS}.items()
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What fills `{names}`, whether each condition holds, and the tables that facts bring. In French."""

    values: Mapping[str, Inline]
    conditions: Mapping[str, bool]
    tables: Mapping[str, Terms]


def gather_facts(person: Person, authority: Authority, now: datetime) -> Facts:
    """The facts of this authority at this moment; to be called while French is the language. Raises NotAllowed."""
    answers, state = get_answers(person, authority), get_state(person, authority)
    papers = load_papers()
    values: dict[str, Part | Inline] = {
        **_settings(),
        **_state(authority, state, papers),
        **_people(get_contacts(person, authority), answers, papers),
        **_days(answers, papers),
        "authority": authority.name,
        "siren": authority.siren,
        "operator": authority.parent.name if authority.parent else papers.phrases["operator_none"],
        "cnil": Link("www.cnil.fr", "https://www.cnil.fr/"),
    }
    inlines = {name: value if isinstance(value, tuple) else (value,) for name, value in values.items()}
    tables = {"rights": _rights(papers), "families": _families(state)}
    return Facts(inlines, _conditions(authority, state, papers), tables)


def _settings() -> dict[str, Part]:
    catalogue = load_catalogue()
    return {
        "threshold": str(settings.PLEINJOUR_THRESHOLD),
        "least_threshold": str(LEAST_THRESHOLD),
        "rounding": str(ROUNDING),
        "services": format_number(len(catalogue.services)),
        "catalogue": catalogue.version,
        "method": str(METHOD),
        "version": pleinjour.__version__,
    }


def _state(authority: Authority, state: State, papers: Papers) -> dict[str, Part]:
    units = papers.phrases["units_none" if state.units == 0 else "units_one" if state.units == 1 else "units_many"]
    headcount = authority.headcount
    return {
        "units": units.format(count=format_number(state.units)),
        "headcount": papers.phrases["headcount_unknown" if headcount is None else "headcount_known"].format(
            count=format_number(headcount or 0)
        ),
        "formats": ", ".join(state.formats) or papers.phrases["formats_none"],
        "months": str(state.months),
        "open_months": str(state.open_months),
    }


def _people(contacts: list[tuple[Role, Account]], answers: Answers, papers: Papers) -> dict[str, Part | Inline]:
    bringers, readers = perms.GRANTS[Deed.TAKE_LOGS], perms.GRANTS[Deed.VIEW_FIGURES]
    return {
        "controller": answers.controller or Missing(papers.missing["controller"]),
        "host": answers.host or settings.PLEINJOUR_HOST or Missing(papers.missing["host"]),
        "dpo": answers.dpo_contact or _addresses(contacts, Role.DPO) or Missing(papers.missing["dpo"]),
        "referent": _addresses(contacts, Role.REFERENT) or Missing(papers.missing["referent"]),
        "bringers": name_roles(bringers),
        "readers": _say_readers(readers, answers, papers),
    }


def _say_readers(readers: frozenset[Role], answers: Answers, papers: Papers) -> str:
    if answers.opens_data:
        return papers.phrases["readers_public"]
    return papers.phrases["readers_all"] if readers == frozenset(Role) else name_roles(readers)


def _addresses(contacts: list[tuple[Role, Account]], role: Role) -> Inline:
    """Where to write to those who hold the role; empty when nobody does."""
    emails = [account.email for held, account in contacts if held == role]
    parts: list[Part] = []
    for email in emails:
        parts += [", "] if parts else []
        parts.append(Link(email, f"mailto:{email}"))
    return tuple(parts)


def _days(answers: Answers, papers: Papers) -> dict[str, Part]:
    days = {"cst_on": answers.cst_on, "informed_on": answers.informed_on, "starts_on": answers.starts_on}
    return {name: say_day(day) if day else Missing(papers.missing[name]) for name, day in days.items()}


def _conditions(authority: Authority, state: State, papers: Papers) -> dict[str, bool]:
    headcount, committee = authority.headcount, papers.texts["cst-seuils"].thresholds
    return {
        "units": state.units > 0,
        "logs": bool(state.formats),
        "drop_folder": state.reads_a_folder,
        "hosted": authority.parent is not None,
        "headcount": headcount is not None,
        "small": headcount is not None and headcount < committee["own_committee"],
        "large": headcount is not None and headcount >= committee["health_section"],
    }


def _rights(papers: Papers) -> Terms:
    """Who may do what, from the very tables by which the site decides."""
    deeds = [*papers.rights, *(str(deed) for deed in perms.GRANTS if deed not in papers.rights)]
    return Terms(tuple((papers.rights.get(deed, deed), (_say_roles(_ALL_GRANTS[deed], papers),)) for deed in deeds))


def _say_roles(roles: frozenset[Role], papers: Papers) -> str:
    return papers.phrases["right_everyone"] if roles == frozenset(Role) else name_roles(roles)


def name_roles(roles: Iterable[Role]) -> str:
    """The roles in their order, in the language of now."""
    return ", ".join(str(role.label) for role in Role if role in frozenset(roles))


def _families(state: State) -> Terms:
    """What the logs of the published months see; all there is before any is published."""
    shown = [WORDS[family] for family in state.families or FAMILIES]
    return Terms(tuple((str(one.label), (" ".join(map(str, (one.meaning, *one.limits))),)) for one in shown))
