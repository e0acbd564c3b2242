from datetime import UTC, date, datetime

import pytest

from pleinjour.engines.studies import WORST
from pleinjour.web.decide.actions.studies import finish_study, save_draft
from pleinjour.web.decide.errors import StudyChanged, StudyUnfinished, UnknownAnswer
from pleinjour.web.decide.models import Study, StudyDraft
from pleinjour.web.organizations.models import Account, Authority, Role
from pleinjour.web.registry.conditions import missing_needs
from pleinjour.web.registry.models import Need, System
from tests.web.decide.factories import UNKNOWN_ALL, answer, finish
from tests.web.guards import ATTEMPTS, expect_refusal
from tests.web.organizations.factories import make_authority, member
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db


@pytest.fixture
def system() -> System:
    return make_system(make_authority())


@pytest.fixture
def referent(system: System) -> Account:
    return member(system.authority, Role.REFERENT)


def test_a_draft_keeps_what_was_answered_before(system: System, referent: Account) -> None:
    save_draft(referent, system, {"reused_for_training": ["no"]}, 0, NOW)
    draft = save_draft(referent, system, {"people_concerned": ["staff", "residents"]}, 1, NOW)
    assert draft.answers == {"reused_for_training": ["no"], "people_concerned": ["staff", "residents"]}


def test_of_two_people_who_save_a_draft_the_second_is_told(system: System, referent: Account) -> None:
    save_draft(referent, system, {"reused_for_training": ["no"]}, 0, NOW)
    with pytest.raises(StudyChanged):
        save_draft(referent, system, {"reused_for_training": ["yes"]}, 0, NOW)
    assert StudyDraft.objects.get().answers == {"reused_for_training": ["no"]}


@pytest.mark.parametrize(
    "answers",
    [{"nothing": ["no"]}, {"reused_for_training": ["maybe"]}, {"reused_for_training": ["no", "yes"]},
     {"rights_words": ["x" * 4001]}, {"rights_words": ["a", "b"]}, {"people_concerned": ["nobody", "staff"]}],
)  # fmt: skip
def test_what_is_not_offered_is_no_answer(system: System, referent: Account, answers: dict[str, list[str]]) -> None:
    with pytest.raises(UnknownAnswer):
        save_draft(referent, system, answers, 0, NOW)
    assert not StudyDraft.objects.exists()


def test_a_study_ends_when_all_that_is_asked_is_answered(system: System, referent: Account) -> None:
    with pytest.raises(StudyUnfinished):
        finish_study(referent, system, NOW)
    save_draft(referent, system, {**UNKNOWN_ALL, "people_concerned": [], "rights_words": ["  "]}, 0, NOW)
    with pytest.raises(StudyUnfinished, match="sans réponse : 2"):
        finish_study(referent, system, NOW)
    assert not Study.objects.exists()
    save_draft(referent, system, {"people_concerned": [WORST], "rights_words": ["Rien de neuf."]}, 1, NOW)
    study = finish_study(referent, system, NOW)
    assert (study.level, study.basis, Need.STUDY in missing_needs(system)) == (4, 1, False)
    assert study.due_on == date(2026, 6, 2)


def test_a_study_is_to_be_read_again_on_the_last_day_of_a_shorter_month(system: System, referent: Account) -> None:
    answer(system)
    study = finish_study(referent, system, datetime(2025, 11, 30, 9, tzinfo=UTC))
    assert study.due_on == date(2026, 2, 28)


def test_a_second_study_begins_from_the_first(system: System) -> None:
    first, second = finish(system), finish(system)
    assert second.answers == first.answers
    assert Study.objects.count() == 2


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_finished_study_is_never_changed(system: System, attempt: str) -> None:
    finish(system)
    expect_refusal(attempt, Study.objects.all())


def test_authorities_do_not_share_a_draft(system: System) -> None:
    other: Authority = make_authority()
    answer(system)
    answer(make_system(other))
    assert {draft.authority_id for draft in StudyDraft.objects.all()} == {system.authority_id, other.pk}
