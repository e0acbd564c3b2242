"""Whoever was overtaken is told, sees what stands now, keeps what they typed, and the next sending is kept.

Where the deed was chosen on what is no more (a stage, the study of an opinion), the choice is made again first.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

import pytest
from django.forms import BaseForm
from django.test import Client
from django.utils import timezone

from pleinjour.web.decide.actions import declarations, requests
from pleinjour.web.decide.actions.studies import save_draft
from pleinjour.web.decide.models import Step, StudyDraft
from pleinjour.web.organizations.errors import Overtaken
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.publish.actions.desk import save_answer
from pleinjour.web.registry.actions.description import Change, Description, describe_system
from pleinjour.web.registry.actions.life import Move, move_system
from pleinjour.web.registry.models import Stage, System
from tests.web.decide.factories import LIGHT, answer, finish
from tests.web.decide.telling import ASKED, TOLD
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.publish.factories import answered, describe, write
from tests.web.registry.factories import make_system

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TYPED = "Ce que la seconde personne a écrit."
STANDS = "Ce que la première a enregistré."


@dataclass(frozen=True)
class Scene:
    """Two people of an authority on one thing: `other` is the faster one."""

    authority: Authority
    system: System
    person: Account
    other: Account


@dataclass(frozen=True)
class Case:
    """A page, what the person fills in, what the other does meanwhile; `again`: what is then chosen again."""

    address: str
    typed: dict[str, str]
    overtake: Callable[[], object]
    again: str = ""
    shows: str = ""


def _lens(scene: Scene) -> Case:
    answer(scene.system)

    def overtake() -> None:
        draft = StudyDraft.objects.get()
        save_draft(scene.other, scene.system, {"rights_words": [STANDS]}, draft.edits, timezone.now())

    return Case(f"decider/{scene.system.pk}/etude/droits/", {"rights_words": TYPED}, overtake, shows=STANDS)


def _end_of_study(scene: Scene) -> Case:
    answer(scene.system)

    def overtake() -> None:
        save_draft(scene.other, scene.system, LIGHT, StudyDraft.objects.get().edits, timezone.now())

    return Case(f"decider/{scene.system.pk}/etude/terminer/", {}, overtake)


def _request(page: str, typed: dict[str, str]) -> Callable[[Scene], Case]:
    def prepare(scene: Scene) -> Case:
        now = timezone.now()
        asked = requests.ask_for_tool(scene.person, scene.authority, ASKED, now)
        later = requests.Advance(Step.STUDIED, Role.DPO, now.date() + timedelta(days=9), STANDS)
        overtake = lambda: requests.move_request(scene.other, asked, later, 0, now)  # noqa: E731
        return Case(f"decider/demandes/{asked.pk}/{page}/", typed, overtake)

    return prepare


def _answer_to_declaration(scene: Scene) -> Case:
    declared = declarations.declare_use(scene.person, scene.authority, TOLD, timezone.now())
    overtake = lambda: declarations.answer_declaration(scene.other, declared, STANDS, 0, timezone.now())  # noqa: E731
    page = f"decider/declarations/avec-nom/{declared.pk}/repondre/"
    return Case(page, {"answer": TYPED}, overtake, shows=STANDS)


def _correction(scene: Scene) -> Case:
    declared = declarations.declare_use(scene.person, scene.authority, TOLD, timezone.now())
    overtake = lambda: declarations.answer_declaration(scene.other, declared, STANDS, 0, timezone.now())  # noqa: E731
    return Case(f"decider/declarations/{declared.pk}/corriger/", {"support": TYPED}, overtake)


def _desk(page: str, typed: dict[str, str]) -> Callable[[Scene], Case]:
    def prepare(scene: Scene) -> Case:
        asked = answered(scene.authority, scene.system)
        words = {**asked.answer, "part": STANDS}
        return Case(f"publier/demandes/{asked.pk}/{page}/", typed, lambda: save_answer(scene.other, asked, words, 0))

    return prepare


def _sheet(scene: Scene) -> Case:
    overtake = lambda: write(scene.system, summary=STANDS)  # noqa: E731
    return Case(f"publier/{scene.system.pk}/ecrire/", {"summary": TYPED}, overtake, shows=STANDS)


def _publication(scene: Scene) -> Case:
    describe(scene.system)
    write(scene.system)
    overtake = lambda: write(scene.system, summary=STANDS)  # noqa: E731
    return Case(f"publier/{scene.system.pk}/apercu/", {}, overtake, shows=STANDS)


def _description(scene: Scene) -> Case:
    system = scene.system
    wanted = Description(system.name, purpose=STANDS)
    overtake = lambda: describe_system(scene.other, system, wanted, Change(1), timezone.now())  # noqa: E731
    return Case(f"systemes/{system.pk}/decrire/", {"purpose": TYPED}, overtake, shows=STANDS)


def _stage(scene: Scene) -> Case:
    system = scene.system
    move = Move(Stage.STUDIED, STANDS, Stage(system.stage))
    overtake = lambda: move_system(scene.other, system, move, timezone.now())  # noqa: E731
    page = f"systemes/{system.pk}/etape/"
    return Case(page, {"after": Stage.RETIRED, "reason": TYPED}, overtake, again="after")


def _opinion(scene: Scene) -> Case:
    finish(scene.system)
    page = f"decider/{scene.system.pk}/avis/donner/"
    typed = {"expert": "dpo", "verdict": "favorable", "reasons": TYPED}
    return Case(page, typed, lambda: finish(scene.system), again="verdict")


MOVE = {"step": Step.OPINIONS, "holder": Role.RSSI, "note": TYPED}
REPLY = {"outcome": "refusee", "reasons": TYPED}
CASES = {
    "a lens": _lens,
    "the end of a study": _end_of_study,
    "a step of a request": _request("avancer", MOVE),
    "the answer to a request": _request("repondre", REPLY),
    "the answer to a declaration": _answer_to_declaration,
    "a declaration corrected": _correction,
    "an answer of the desk": _desk("repondre", {"part": TYPED}),
    "an answer of the desk sent": _desk("envoyer", {}),
    "a sheet": _sheet,
    "its publication": _publication,
    "a description": _description,
    "a stage": _stage,
    "an opinion": _opinion,
}


@pytest.fixture
def scene() -> Scene:
    authority = make_authority()
    everything = [role for role in Role if role != Role.ADMINISTRATOR]
    person, other = member(authority, *everything), member(authority, *everything)
    return Scene(authority, make_system(authority), person, other)


@pytest.mark.parametrize("prepare", CASES.values(), ids=CASES.keys())
def test_whoever_is_overtaken_is_told_and_passes_once_they_have_read(
    client: Client, scene: Scene, prepare: Callable[[Scene], Case]
) -> None:
    case = prepare(scene)
    address = f"/a/{scene.authority.slug}/{case.address}"
    sign_in(client, scene.person, verified=False)
    sent = {**_values(client.get(address).context["form"]), **case.typed}
    case.overtake()
    late = client.post(address, sent)
    assert late.status_code == 422
    page = unescape(late.content.decode())
    assert re.search("pendant ce temps|depuis votre aperçu", page), late.context["form"].errors
    assert all(text in page for text in (case.shows, case.typed.get("reason", "")))
    again = _values(late.context["form"])
    assert {name: again[name] for name in case.typed if name != case.again} == {
        name: str(value) for name, value in case.typed.items() if name != case.again
    }
    if case.again:
        assert client.post(address, again).status_code == 422  # what was chosen then does not pass by itself
        again[case.again] = case.typed[case.again]
    assert client.post(address, again).status_code == 302


def test_each_thing_that_others_change_has_its_error() -> None:
    """Those that no form sends again: a plan replaced, a trial made anew, a use and an object of the API."""
    assert {error.__name__ for error in Overtaken.__subclasses__()} == {
        "StudyChanged", "StudyMoved", "DeclarationChanged", "RequestChanged", "PlanReplaced", "SystemChanged",
        "SystemMoved", "UseChanged", "RegisterChanged", "SheetDraftChanged", "SheetMoved", "AnswerChanged",
        "VersionPassed",
    }  # fmt: skip


def _values(form: BaseForm) -> dict[str, object]:
    """What the page would send, were it sent as it is shown."""
    shown = {bound.name: bound.value() for bound in form}
    return {name: value for name, value in shown.items() if value or (value == 0 and value is not False)}
