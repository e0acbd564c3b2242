"""Every deed that is done by somebody: who may do it, in their authority and in another."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from io import BytesIO
from pkgutil import iter_modules
from types import ModuleType
from typing import Final

import pytest

from pleinjour.base.figures import Month
from pleinjour.engines.traffic import summarise
from pleinjour.refdata.supervision import load_supervision
from pleinjour.web.decide.actions import (
    declarations,
    facts,
    incidents,
    opinions,
    requests,
    studies,
    supervision,
    training,
)
from pleinjour.web.decide.actions.facts import Established
from pleinjour.web.decide.actions.opinions import End, Said
from pleinjour.web.decide.actions.requests import Advance, Reply
from pleinjour.web.decide.actions.supervision import Verification
from pleinjour.web.decide.actions.training import Held
from pleinjour.web.decide.models import Declaration, Ending, Expert, Outcome, Step, ToolRequest, Verdict, Verified
from pleinjour.web.observe.actions import alerts, dropping, intake, papers, publication, readers
from pleinjour.web.observe.actions.months import RunKey
from pleinjour.web.observe.actions.papers import Answers
from pleinjour.web.observe.log_reading import make_reading
from pleinjour.web.observe.pages.readers import EXAMPLE
from pleinjour.web.organizations.actions import accounts, authorities, erasure, members, second_factor, tokens, units
from pleinjour.web.organizations.actions.authorities import Profile
from pleinjour.web.organizations.actions.tokens import Wanted
from pleinjour.web.organizations.errors import NotAllowed
from pleinjour.web.organizations.journal import verify_journal
from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Kind, Role, Scope
from pleinjour.web.organizations.siren import with_key
from pleinjour.web.publish.actions import desk, sheets
from pleinjour.web.publish.actions.sheets import Previewed
from pleinjour.web.publish.desk.asked import Closed
from pleinjour.web.publish.models import Closing, SentBy
from pleinjour.web.publish.preparing import prepare
from pleinjour.web.registry.actions import description, evidence, life, people, uses
from pleinjour.web.registry.actions import tools as systems
from pleinjour.web.registry.actions.description import Change, described
from pleinjour.web.registry.actions.evidence import Piece
from pleinjour.web.registry.actions.life import Move
from pleinjour.web.registry.actions.people import Charge
from pleinjour.web.registry.actions.tools import Ruling, add_system
from pleinjour.web.registry.actions.uses import UseDescription
from pleinjour.web.registry.exchange import actions as exchange
from pleinjour.web.registry.models import Duty, Evidence, PersonInCharge, Stage, State, System, Use
from tests.architecture.working_copy import PACKAGE
from tests.web.config.addresses import MONTH, keep_a_reader, open_a_month, publish_a_month, raise_an_alert
from tests.web.decide.factories import answer, finish, say
from tests.web.decide.in_operation import CASE, DECLARATION, TERMS, bring, declare, opened, plan
from tests.web.decide.telling import ASKED, TOLD
from tests.web.observe.logs import squid_log
from tests.web.organizations.factories import make_authority, make_rule, make_unit, member
from tests.web.publish.factories import answered, ask, describe, publish, write

pytestmark = pytest.mark.django_db

NOW: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
EVERYONE: Final = frozenset(Role)
ADMINISTRATION: Final = frozenset({Role.ADMINISTRATOR})
NETWORK: Final = frozenset({Role.ADMINISTRATOR, Role.RSSI})
GUARDIANS: Final = frozenset({Role.ADMINISTRATOR, Role.DPO, Role.RSSI})
STEERING: Final = NETWORK | {Role.REFERENT}
DESCRIBING: Final = GUARDIANS | {Role.REFERENT}
STUDYING: Final = DESCRIBING | {Role.DIRECTION}
FTE: Final = Established("authority.agents_fte", 40, NOW.date(), "Service des ressources humaines")
PUBLISHING: Final = frozenset({Role.DIRECTION, Role.DPO, Role.ADMINISTRATOR})
HELD: Final = Held(NOW.date(), "Usages, limites, biais, droit.")
SPAM: Final = Closed(Closing.UNRELATED, "Ce message ne parle d’aucun système.")
READING: Final = frozenset({Role.REFERENT, Role.DPO, Role.ADMINISTRATOR})
MOVING: Final = DESCRIBING | {Role.DIRECTION}
ROOMS: Final = sorted(path.name for path in (PACKAGE / "web").iterdir() if (path / "actions").is_dir())


def _modules() -> Iterator[ModuleType]:
    """Every module of deeds, of every room that has some: nobody has to think of this table."""
    for room in ROOMS:
        package = import_module(f"pleinjour.web.{room}.actions")
        yield from (import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__))
        for path in sorted((PACKAGE / "web" / room).glob("*/actions.py")):
            yield import_module(f"pleinjour.web.{room}.{path.parent.name}.actions")


# Asks for the right before a byte is read, and does nothing yet.
ONLY_ASKS: Final = {"find_run_key", "preview_import", "try_import"}
# Each does it with what is their own: tests.web.home.test_api.
PERSONAL: Final = {"revoke"}
JANUARY: Final = Month(2026, 1)
PROFILE: Final = Profile(name="Clairval-Centre", siren=with_key("21999999"), kind=Kind.COMMUNE)
CHARGE: Final = Charge(Duty.OWNER, "Responsable de l’accueil")
USE: Final = UseDescription("Traduire les courriers")
PIECE: Final = Piece("Contrat", "Hébergé en France", NOW.date(), link="https://example.org/")
TOKEN: Final = Wanted("Tableau de bord", Scope.READ, NOW.date() + timedelta(days=30))
CLOCK: Final = load_supervision().clocks[0]
FOLLOWED: Final = incidents.Step(incidents.Known("moderee"), "Retiré.")
FILE: Final = "Système\nParking\n".encode()
RULING: Final = Ruling(State.APPROVED, "Hébergé en France.", date(2026, 3, 1))


@dataclass(frozen=True, slots=True)
class Place:
    """An authority on which the deeds are tried, and a member of it."""

    authority: Authority
    colleague: Account
    system: System


def _confirm_import(actor: Account, place: Place) -> None:
    trial = exchange.try_import(member(place.authority, Role.DPO), place.authority, FILE, NOW)
    exchange.confirm_import(actor, trial, NOW)


def _act_on_rule(actor: Account, place: Place) -> None:
    units.remove_rule(actor, make_rule(make_unit(place.authority)))


def _forget_run(actor: Account, place: Place) -> None:
    open_a_month(place.authority)
    intake.forget_run(actor, place.authority)


def _forget_month(actor: Account, place: Place) -> None:
    open_a_month(place.authority)
    intake.forget_month(actor, place.authority, Month.parse(MONTH))


def _dismiss_alert(actor: Account, place: Place) -> None:
    alerts.dismiss_alert(actor, raise_an_alert(publish_a_month(place.authority)), NOW)


def _restore_alert(actor: Account, place: Place) -> None:
    alert = raise_an_alert(publish_a_month(place.authority))
    alerts.dismiss_alert(member(place.authority, Role.DIRECTION), alert, NOW)
    alerts.restore_alert(actor, alert)


def _publish_month(actor: Account, place: Place) -> None:
    bearer = member(place.authority, Role.RSSI)
    key = intake.find_run_key(bearer, place.authority)
    log = BytesIO(squid_log(JANUARY.first_day, range(12)))
    summary = summarise(log, make_reading(place.authority, NOW.date()), key=key.secret)
    intake.keep_summaries(bearer, place.authority, key, [summary], NOW)
    publication.publish_month(actor, place.authority, JANUARY, NOW)


def _describe_system(actor: Account, place: Place) -> None:
    said = replace(described(place.system), purpose="Traduire.")
    description.describe_system(actor, place.system, said, Change(seen=1), NOW)


def _stop_system(actor: Account, place: Place) -> None:
    System.objects.filter(pk=place.system.pk).update(stage=Stage.TRIAL)
    life.stop_system(actor, place.system, "Trop d’erreurs.", NOW)


def _name_somebody(place: Place) -> PersonInCharge:
    return people.name_person(member(place.authority, Role.DPO), place.system, CHARGE, NOW)


def _add_use(place: Place) -> Use:
    return uses.add_use(member(place.authority, Role.DPO), place.system, USE, NOW.date())


def _add_evidence(place: Place) -> Evidence:
    return evidence.add_evidence(member(place.authority, Role.DPO), place.system, PIECE, NOW)


def _finish_study(actor: Account, place: Place) -> None:
    answer(place.system)
    studies.finish_study(actor, place.system, NOW)


def _give_opinion(actor: Account, place: Place) -> None:
    said = Said(Expert.DPO, Verdict.FAVOURABLE, "Oui.", (), "DPO mutualisé")
    opinions.give_opinion(actor, finish(place.system), said, NOW)


def _end_reservation(actor: Account, place: Place) -> None:
    finish(place.system)
    reservation = say(place.system, Expert.DPO, Verdict.RESERVED, ("Un avenant",)).reservations.get()
    opinions.end_reservation(actor, reservation, End(Ending.ACCEPTED, "Le contrat le dit.", "Direction"), NOW)


def _declared(place: Place, author: Account | None = None) -> Declaration:
    """A use of the place's system, already declared."""
    author = author or place.colleague
    row: Declaration = Declaration.objects.create(
        authority=place.authority, author=author, declared_at=NOW, tool=place.system.name, need="translate"
    )
    return row


def _write_sheet(actor: Account, place: Place) -> None:
    sheets.save_draft(actor, place.system, prepare(place.system).words, 0, NOW)


def _publish_sheet(actor: Account, place: Place) -> None:
    write(describe(place.system))
    sheets.publish_sheet(actor, place.system, Previewed(prepare(place.system).digest()), NOW)


def _withdraw_sheet(actor: Account, place: Place) -> None:
    publish(place.system)
    sheets.withdraw_sheet(actor, place.system, "À relire.", NOW)


def _asked(place: Place, author: Account | None = None) -> ToolRequest:
    """A request for the place's system, already made."""
    row: ToolRequest = ToolRequest.objects.create(
        authority=place.authority, author=author or place.colleague, tool=place.system.name, content="internal",
        holder=Role.REFERENT, due_on=NOW.date(),
    )  # fmt: skip
    return row


def _withdraw(actor: Account, place: Place) -> None:
    invited = members.invite_first_administrator(place.authority, "invite@clairval.example", NOW)
    members.withdraw_invitation(actor, invited.invitation)


DEEDS: Final[Mapping[str, tuple[frozenset[Role], Callable[[Account, Place], object]]]] = {
    "change_authority": (ADMINISTRATION, lambda a, p: authorities.change_authority(a, p.authority, PROFILE)),
    "host_authority": (ADMINISTRATION, lambda a, p: authorities.host_authority(a, p.authority, PROFILE)),
    "invite": (ADMINISTRATION, lambda a, p: members.invite(a, p.authority, "x@y.example", Role.AGENT, NOW)),
    "withdraw_invitation": (ADMINISTRATION, _withdraw),
    "set_roles": (ADMINISTRATION, lambda a, p: members.set_roles(a, p.authority, p.colleague, [Role.DPO])),
    "remove_member": (ADMINISTRATION, lambda a, p: members.remove_member(a, p.authority, p.colleague)),
    "draw": (EVERYONE, lambda a, p: tokens.draw(a, p.authority, TOKEN, NOW)),
    "erase_member": (ADMINISTRATION, lambda a, p: erasure.erase_member(a, p.authority, p.colleague, NOW)),
    "draw_access_link": (ADMINISTRATION, lambda a, p: accounts.draw_access_link(a, p.authority, p.colleague)),
    "free_from_second_factor": (
        ADMINISTRATION,
        lambda a, p: second_factor.free_from_second_factor(a, p.authority, p.colleague),
    ),
    "add_unit": (NETWORK, lambda a, p: units.add_unit(a, p.authority, "Voirie")),
    "rename_unit": (NETWORK, lambda a, p: units.rename_unit(a, make_unit(p.authority), "Voirie")),
    "remove_unit": (NETWORK, lambda a, p: units.remove_unit(a, make_unit(p.authority))),
    "add_rule": (NETWORK, lambda a, p: units.add_rule(a, make_unit(p.authority), "cidr", "10.0.0.0/8")),
    "remove_rule": (NETWORK, _act_on_rule),
    "import_units": (NETWORK, lambda a, p: units.import_units(a, p.authority, "unit,kind,value\n")),
    "add_system": (DESCRIBING, lambda a, p: add_system(a, p.authority, name="Assistant")),
    "keep_summaries": (STEERING, lambda a, p: intake.keep_summaries(a, p.authority, RunKey(bytes(32), None), [], NOW)),
    "forget_run": (STEERING, _forget_run),
    "forget_month": (STEERING, _forget_month),
    "set_drop_folder": (
        NETWORK,
        lambda a, p: dropping.set_drop_folder(a, p.authority, format_name="squid", paused=True),
    ),
    "add_reader": (STEERING, lambda a, p: readers.add_reader(a, p.authority, EXAMPLE, NOW)),
    "replace_reader": (STEERING, lambda a, p: readers.replace_reader(a, keep_a_reader(p.authority), EXAMPLE, NOW)),
    "delete_reader": (STEERING, lambda a, p: readers.delete_reader(a, keep_a_reader(p.authority))),
    "publish_month": (STEERING, _publish_month),
    "answer_papers": (
        frozenset({Role.ADMINISTRATOR, Role.DPO}),
        lambda a, p: papers.answer_papers(a, p.authority, Answers(controller="La commune, le maire")),
    ),
    "dismiss_alert": (STEERING | {Role.DIRECTION}, _dismiss_alert),
    "restore_alert": (STEERING | {Role.DIRECTION}, _restore_alert),
    "describe_system": (DESCRIBING, _describe_system),
    "move_system": (
        MOVING,
        lambda a, p: life.move_system(a, p.system, Move(Stage.STUDIED, "À étudier.", Stage.REPORTED), NOW),
    ),
    "stop_system": (MOVING, _stop_system),
    "name_person": (MOVING, lambda a, p: people.name_person(a, p.system, CHARGE, NOW)),
    "relieve_person": (MOVING, lambda a, p: people.relieve_person(a, _name_somebody(p), NOW)),
    "add_use": (DESCRIBING, lambda a, p: uses.add_use(a, p.system, USE, NOW.date())),
    "change_use": (DESCRIBING, lambda a, p: uses.change_use(a, _add_use(p), USE, NOW.date())),
    "end_use": (DESCRIBING, lambda a, p: uses.end_use(a, _add_use(p), NOW.date(), NOW.date())),
    "import_file": (DESCRIBING, lambda a, p: exchange.import_file(a, p.authority, FILE, NOW)),
    "confirm_import": (DESCRIBING, _confirm_import),
    "add_evidence": (DESCRIBING, lambda a, p: evidence.add_evidence(a, p.system, PIECE, NOW)),
    "remove_evidence": (DESCRIBING, lambda a, p: evidence.remove_evidence(a, _add_evidence(p), "Erreur.")),
    "studies.save_draft": (STUDYING, lambda a, p: studies.save_draft(a, p.system, {}, 0, NOW)),
    "finish_study": (STUDYING, _finish_study),
    "give_opinion": (frozenset({Role.DPO, Role.ADMINISTRATOR}), _give_opinion),
    "end_reservation": (frozenset({Role.DIRECTION, Role.ADMINISTRATOR}), _end_reservation),
    "establish_fact": (STUDYING, lambda a, p: facts.establish_fact(a, p.system, FTE, NOW)),
    "sheets.save_draft": (STUDYING, _write_sheet),
    "publish_sheet": (PUBLISHING, _publish_sheet),
    "withdraw_sheet": (PUBLISHING, _withdraw_sheet),
    "save_answer": (READING, lambda a, p: desk.save_answer(a, ask(p.authority), {"part": "Il trie."}, 0)),
    "send_answer": (READING, lambda a, p: desk.send_answer(a, answered(p.authority), SentBy.CODE, 0, NOW)),
    "hand_over": (READING, lambda a, p: desk.hand_over(a, ask(p.authority, p.system), "Une erreur.", NOW)),
    "close_request": (READING, lambda a, p: desk.close_request(a, ask(p.authority), SPAM, 0, NOW)),
    "choose_system": (READING, lambda a, p: desk.choose_system(a, ask(p.authority), p.system)),
    "record_training": (STUDYING, lambda a, p: training.record_training(a, p.system, HELD, NOW)),
    "declare_use": (frozenset(Role), lambda a, p: declarations.declare_use(a, p.authority, TOLD, NOW)),
    "correct_declaration": (
        frozenset(Role),
        lambda a, p: declarations.correct_declaration(a, _declared(p, a), TOLD, 0),
    ),
    "withdraw_declaration": (frozenset(Role), lambda a, p: declarations.withdraw_declaration(a, _declared(p, a))),
    "answer_declaration": (READING, lambda a, p: declarations.answer_declaration(a, _declared(p), "Merci.", 0, NOW)),
    "close_declaration": (READING, lambda a, p: declarations.close_declaration(a, _declared(p))),
    "report_tool": (READING, lambda a, p: declarations.report_tool(a, _declared(p))),
    "ask_for_tool": (frozenset(Role), lambda a, p: requests.ask_for_tool(a, p.authority, ASKED, NOW)),
    "move_request": (
        STUDYING,
        lambda a, p: requests.move_request(a, _asked(p), Advance(Step.STUDIED, Role.DPO, NOW.date()), 0, NOW),
    ),
    "answer_request": (
        frozenset({Role.DIRECTION, Role.ADMINISTRATOR}),
        lambda a, p: requests.answer_request(a, _asked(p), Reply(Outcome.GRANTED, "Oui."), 0, NOW),
    ),
    "withdraw_request": (frozenset(Role), lambda a, p: requests.withdraw_request(a, _asked(p, a), NOW)),
    "link_request": (DESCRIBING, lambda a, p: requests.link_request(a, _asked(p))),
    "write_plan": (STUDYING, lambda a, p: supervision.write_plan(a, p.system, TERMS, NOW)),
    "bring_cases": (STUDYING, lambda a, p: supervision.bring_cases(a, plan(p.system), [CASE], NOW)),
    "open_review": (frozenset({Role.REFERENT}), lambda a, p: supervision.open_review(a, bring(plan(p.system))[0], NOW)),
    "answer_review": (
        frozenset({Role.REFERENT}),
        lambda a, p: supervision.answer_review(a, opened(bring(plan(p.system))[0]), Verification(Verified.AGREED), NOW),
    ),
    "declare_incident": (frozenset(Role), lambda a, p: incidents.declare_incident(a, p.system, DECLARATION, NOW)),
    "note_duty": (
        STUDYING,
        lambda a, p: incidents.note_duty(a, declare(p.system), CLOCK, incidents.Done(NOW.date()), NOW),
    ),
    "follow_incident": (
        STUDYING,
        lambda a, p: incidents.follow_incident(
            a, declare(p.system), incidents.Step(incidents.Known("moderee"), "Retiré."), NOW
        ),
    ),
    "set_state": (GUARDIANS, lambda a, p: systems.set_state(a, p.system, RULING, date(2026, 3, 2))),
}


@pytest.fixture
def place() -> Place:
    authority = make_authority(kind=Kind.OPERATEUR)
    system = add_system(member(authority, Role.ADMINISTRATOR), authority, name="Traducteur")
    return Place(authority, member(authority, Role.AGENT), system)


def test_the_table_knows_every_deed_that_somebody_does() -> None:
    modules = [
        (module.__name__.rpartition(".")[2], name)
        for module in _modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "actor" in inspect.signature(function).parameters
    ]
    names = [name for _module, name in modules]
    # Two rooms may call a deed the same: the table then says whose.
    found = {name if names.count(name) == 1 else f"{module}.{name}" for module, name in modules}
    assert found - ONLY_ASKS - PERSONAL == set(DEEDS)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_role_does_what_the_table_gives_it_and_the_journal_says_so(place: Place, deed: str, role: Role) -> None:
    roles, act = DEEDS[deed]
    actor = member(place.authority, role)
    if role not in roles:
        with pytest.raises(NotAllowed):
            act(actor, place)
        assert not JournalEntry.objects.filter(actor=actor.journal_key).exists()
        return
    act(actor, place)
    # What the public reports and what becomes of it are two lines: the incident, and the request that led to it.
    lines = 2 if deed == "hand_over" else 1
    assert JournalEntry.objects.filter(authority=place.authority, actor=actor.journal_key).count() == lines
    assert verify_journal(place.authority) == []


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_acts_in_an_authority_that_is_not_theirs(place: Place, deed: str) -> None:
    stranger = member(make_authority(kind=Kind.OPERATEUR), *Role)
    with pytest.raises(NotAllowed):
        DEEDS[deed][1](stranger, place)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_closed_account_does_nothing(place: Place, deed: str) -> None:
    former = member(place.authority, *Role)
    former.is_active = False
    former.save()
    with pytest.raises(NotAllowed):
        DEEDS[deed][1](former, place)
