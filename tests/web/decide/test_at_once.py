"""Two people at the same moment, each with a connection of their own: one answer is kept, and the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from pleinjour.web.decide.actions.supervision import Verification, answer_review
from pleinjour.web.decide.errors import ReviewDone
from pleinjour.web.decide.models import ReviewAnswer, SupervisedCase, Verified
from pleinjour.web.organizations.models import Account, Role
from tests.web.decide.in_operation import bring, opened, plan
from tests.web.organizations.factories import make_authority, member
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_answers_at_the_same_moment_one_is_kept() -> None:
    system = make_system(make_authority())
    case = opened(bring(plan(system))[0])
    people = [member(system.authority, Role.REFERENT) for _ in range(2)]
    start = Barrier(2)

    def answer(person: Account) -> bool:
        try:
            own = SupervisedCase.objects.select_related("plan__system__authority").get(pk=case.pk)
            start.wait()
            answer_review(person, own, Verification(Verified.CORRECTED, "Délai faux."), NOW)
        except ReviewDone:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(answer, people)) == [False, True]
    assert ReviewAnswer.objects.count() == 1
