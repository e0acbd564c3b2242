"""Supervision in operation: cases drawn by lot, reviews answered once and timed, figures that name nobody."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from pytest_django.fixtures import Settings

from pleinjour.engines.supervision import commit, is_drawn
from pleinjour.engines.tables import TableRefused
from pleinjour.web.decide.actions.supervision import (
    Case,
    Terms,
    Verification,
    answer_review,
    bring_cases,
    open_review,
    seed_of,
    write_plan,
)
from pleinjour.web.decide.errors import (
    CaseRefused,
    CasesUnreadable,
    PlanReplaced,
    ReasonNeeded,
    ReviewDone,
    ReviewNotOpened,
    SeedLost,
    SystemStopped,
    TooManyCases,
    VerdictNotGiven,
)
from pleinjour.web.decide.models import ReviewAnswer, ReviewOpening, SupervisedCase, SupervisionPlan, Verified
from pleinjour.web.decide.oversight import get_plan_record
from pleinjour.web.decide.supervision_forms import read_cases
from pleinjour.web.decide.waiting import reviews_that_wait
from pleinjour.web.organizations.errors import NotAllowed
from pleinjour.web.organizations.models import JournalEntry, Role
from pleinjour.web.organizations.spreadsheet import write_ods
from pleinjour.web.registry.errors import UnitUnknown, WrongDates
from pleinjour.web.registry.models import Stage, System, Use
from tests.web.decide.in_operation import CASE, bring, opened, plan, reviewed
from tests.web.guards import ATTEMPTS, expect_refusal
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.registry.factories import NOW, make_system, name_supervisor

pytestmark = pytest.mark.django_db


@pytest.fixture
def system() -> System:
    return make_system(make_authority())


def _read(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def test_whoever_knows_the_seed_at_the_end_verifies_every_draw(client: Client, system: System) -> None:
    first = plan(system, Terms(30, 7, True, True, "Le ton."))
    cases = bring(first, 40)
    referent = member(system.authority, Role.REFERENT)
    sign_in(client, referent, verified=False)
    address = f"/a/{system.authority.slug}/decider/supervision/{first.pk}/"
    seed = seed_of(first)
    assert seed.hex() not in _read(client, address)
    assert JournalEntry.objects.filter(detail__contains=first.commitment).count() == 1
    plan(system)
    assert seed.hex() in _read(client, address)
    assert commit(seed) == first.commitment
    assert [case.is_drawn for case in cases] == [is_drawn(seed, case.number, 30) for case in cases]
    assert 0 < sum(case.is_drawn for case in cases) < 40


def test_a_plan_draws_no_more_when_the_secret_of_the_server_has_changed(system: System, settings: Settings) -> None:
    old = plan(system)
    settings.SECRET_KEY = "another secret, of another server"
    with pytest.raises(SeedLost):
        bring(old)
    assert bring(plan(system))[0].is_drawn


@pytest.mark.parametrize(
    "reference",
    ["Camille Canari", "camille", "canari7@mairie.example", "", "=1+1", "x" * 41, "1850578006084", "06.12.34.56.78",
     "33612345678", "DOS\n1"],
)  # fmt: skip
def test_a_reference_that_might_name_somebody_is_refused(system: System, reference: str) -> None:
    referent, kept = member(system.authority, Role.REFERENT), plan(system)
    with pytest.raises(CaseRefused):
        bring_cases(referent, kept, [CASE, Case(reference, CASE.decided_on)], NOW)
    assert not SupervisedCase.objects.exists()


def test_a_case_is_brought_once(system: System) -> None:
    referent, kept = member(system.authority, Role.REFERENT), plan(system)
    with pytest.raises(CaseRefused):
        bring_cases(referent, kept, [CASE, CASE], NOW)
    bring_cases(referent, kept, [CASE], NOW)
    with pytest.raises(CaseRefused):
        bring_cases(referent, kept, [CASE], NOW)
    with pytest.raises(WrongDates):
        bring_cases(referent, kept, [Case("DOS-9", date(2026, 3, 3))], NOW)
    again = plan(system)
    with pytest.raises(PlanReplaced):
        bring(kept)
    with pytest.raises(CaseRefused):
        bring_cases(referent, again, [CASE], NOW)
    System.objects.filter(pk=system.pk).update(stage=Stage.SUSPENDED)
    with pytest.raises(SystemStopped):
        bring(again)


def test_drawn_cases_wait_for_the_referent_until_somebody_supervises(system: System) -> None:
    System.objects.filter(pk=system.pk).update(stage=Stage.TRIAL)
    bring(plan(system))
    referent = member(system.authority, Role.REFERENT)
    assert len(list(reviews_that_wait(referent, system.authority, NOW))) == 1
    supervisor = name_supervisor(system)
    assert list(reviews_that_wait(referent, system.authority, NOW)) == []
    assert len(list(reviews_that_wait(supervisor, system.authority, NOW))) == 1


def test_a_plan_is_for_a_use_of_its_system(system: System) -> None:
    other = Use.objects.create(authority=system.authority, system=make_system(system.authority), purpose="Traduire")
    with pytest.raises(UnitUnknown):
        write_plan(member(system.authority, Role.DPO), system, Terms(10, 7, True, True, "Tout.", other), NOW)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "DOS-1;2026-03-02\n\n DOS-2 ; 01/03/2026 \n",
            [Case("DOS-1", date(2026, 3, 2)), Case("DOS-2", date(2026, 3, 1))],
        ),
        ("DOS-1;2026-03-02\rDOS-2;2026-03-01\r", [Case("DOS-1", date(2026, 3, 2)), Case("DOS-2", date(2026, 3, 1))]),
        ("DOS-1,2026-03-02", [Case("DOS-1", date(2026, 3, 2))]),
        ("", []),
    ],
)
def test_cases_are_read_one_a_line(text: str, found: list[Case]) -> None:
    assert read_cases(text.encode()) == found


def test_cases_are_read_from_a_spreadsheet() -> None:
    content = write_ods({"Cas": [("DOS-1", "2026-03-02"), ("DOS-2", "01/03/2026")]})
    assert read_cases(content) == [Case("DOS-1", date(2026, 3, 2)), Case("DOS-2", date(2026, 3, 1))]


@pytest.mark.parametrize(
    ("text", "line"),
    [("DOS-1;2026-03-02\nDOS-2\n\nDOS 3", "2, 4"), ("DOS-1;hier", "1"), ("a;b;c", "1")],
)  # fmt: skip
def test_a_line_that_is_no_case_is_named(text: str, line: str) -> None:
    with pytest.raises(CasesUnreadable, match=f"ligne {line} "):
        read_cases(text.encode())


def test_a_file_that_holds_no_list_of_cases_is_refused() -> None:
    for content in (b"D\0;2026-03-02", b"D" * 140_000 + b";2026-03-02"):
        with pytest.raises(TableRefused):
            read_cases(content)
    with pytest.raises(TooManyCases):
        read_cases("\n".join(f"D{n};2026-03-02" for n in range(1001)).encode())


def test_a_review_is_opened_before_it_is_answered_and_its_time_runs_from_the_first_opening(system: System) -> None:
    (case,) = bring(plan(system))
    supervisor = name_supervisor(system)
    with pytest.raises(ReviewNotOpened):
        answer_review(supervisor, case, Verification(Verified.AGREED), NOW)
    first = open_review(supervisor, case, NOW)
    assert open_review(supervisor, case, NOW + timedelta(hours=1)) == first
    with pytest.raises(ReasonNeeded):
        answer_review(supervisor, case, Verification(Verified.CORRECTED, " "), NOW)
    answer_review(supervisor, case, Verification(Verified.CORRECTED, "Délai faux."), NOW + timedelta(seconds=90))
    record = get_plan_record(supervisor, system.authority, case.plan_id, NOW + timedelta(days=1))
    assert (record.reading.median_seconds, record.reading.changed, record.waiting) == (90, 1, ())


def test_of_two_people_who_answer_a_review_one_wins_and_the_other_is_told(client: Client, system: System) -> None:
    case = opened(bring(plan(system))[0])
    sign_in(client, member(system.authority, Role.REFERENT), verified=False)
    address = f"/a/{system.authority.slug}/decider/relectures/{case.pk}/"
    assert "Enregistrer la réponse" in _read(client, address)
    answer_review(name_supervisor(system), case, Verification(Verified.AGREED), NOW)
    late = client.post(address, {"verdict": "ecarte", "reason": "Hors sujet."})
    assert late.status_code == 422
    assert "Quelqu’un a déjà répondu" in unescape(late.content.decode())
    assert "Hors sujet." in unescape(late.content.decode())
    assert ReviewAnswer.objects.get().verdict == Verified.AGREED


def test_only_a_drawn_case_is_reviewed_and_only_as_the_plan_says(system: System) -> None:
    kept = plan(system, Terms(1, 7, False, False, "Le ton."))
    passed = next(case for case in bring(kept, 30) if not case.is_drawn)
    referent = member(system.authority, Role.REFERENT)
    with pytest.raises(ReviewDone):
        open_review(referent, passed, NOW)
    with pytest.raises(VerdictNotGiven):
        answer_review(referent, passed, Verification(Verified.OVERRIDDEN, "Non."), NOW)


def test_a_supervisor_reviews_their_own_system_and_no_other(system: System) -> None:
    supervisor = name_supervisor(system)
    (elsewhere,) = bring(plan(make_system(system.authority)))
    with pytest.raises(NotAllowed):
        open_review(supervisor, elsewhere, NOW)
    (own,) = bring(plan(system))
    assert open_review(supervisor, own, NOW).case == own
    supervisor.memberships.all().delete()
    with pytest.raises(NotAllowed):
        answer_review(supervisor, own, Verification(Verified.AGREED), NOW)


def test_the_page_of_a_supervisor_leads_from_cases_to_an_answer(client: Client, system: System) -> None:
    System.objects.filter(pk=system.pk).update(stage=Stage.TRIAL)
    kept, supervisor = plan(system), name_supervisor(system)
    sign_in(client, supervisor, verified=False)
    base = f"/a/{system.authority.slug}/decider/"
    assert "Écrire un plan" not in _read(client, f"{base}{system.pk}/supervision/")
    assert "/arreter/" in _read(client, f"{base}{system.pk}/supervision/")
    file = SimpleUploadedFile("cas.csv", "\ufeffDOS-1;2026-03-02\nDOS-2;2026-03-02\n".encode())
    assert client.post(f"{base}supervision/{kept.pk}/cas/", {"file": file}).status_code == 302
    assert client.post(f"{base}supervision/{kept.pk}/cas/", {"lines": "DOS-1;2026-03-02"}).status_code == 422
    case = SupervisedCase.objects.get(reference="DOS-1")
    address = f"{base}relectures/{case.pk}/"
    assert "Commencer la relecture" in _read(client, address)
    assert not ReviewOpening.objects.exists()
    assert client.post(address).headers["Location"] == address
    assert client.post(address, {"verdict": "confirme"}).status_code == 302
    page = _read(client, f"{base}supervision/{kept.pk}/")
    assert "DOS-2" in page
    assert "0\u202f%, entre 0\u202f% et 79\u202f%" in page
    assert client.get(address).status_code == 200
    assert client.post(address, {"verdict": "confirme"}).status_code == 422


def test_what_is_worth_a_look_is_said_as_help(client: Client, system: System) -> None:
    kept = plan(system)
    for case in bring(kept, 75):
        reviewed(case, at=NOW + timedelta(seconds=5))
    sign_in(client, member(system.authority, Role.DPO), verified=False)
    with time_machine.travel(NOW, tick=False):
        page = _read(client, f"/a/{system.authority.slug}/decider/supervision/{kept.pk}/")
    assert "presque jamais changés" in page
    assert "Prévoyez plus de temps" in page
    assert "pas sur une personne" in page


def test_the_journal_does_not_say_what_somebody_answered(system: System) -> None:
    reviewed(bring(plan(system))[0], Verified.OVERRIDDEN)
    entry = JournalEntry.objects.get(action="review.answered")
    assert Verified.OVERRIDDEN not in entry.detail + entry.reason


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize(
    ("model", "make"),
    [
        (SupervisionPlan, plan),
        (SupervisedCase, lambda system: bring(plan(system))),
        (ReviewOpening, lambda system: opened(bring(plan(system))[0])),
        (ReviewAnswer, lambda system: reviewed(bring(plan(system))[0])),
    ],
)
def test_no_draw_and_no_answer_is_ever_changed(
    system: System, attempt: str, model: type[Model], make: Callable[[System], object]
) -> None:
    make(system)
    expect_refusal(attempt, model._default_manager.all())
