"""The database refuses to change a decision, whoever asks."""

from datetime import date

import pytest

from pleinjour.web.organizations.models import Role
from pleinjour.web.registry.actions.tools import Ruling, add_system, set_state
from pleinjour.web.registry.models import Decision, State
from tests.web.guards import ATTEMPTS, expect_refusal
from tests.web.organizations.factories import make_authority, member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_decision_is_never_changed(attempt: str) -> None:
    authority = make_authority()
    rssi = member(authority, Role.RSSI)
    system = add_system(rssi, authority, name="Traducteur")
    set_state(rssi, system, Ruling(State.APPROVED, "Contrat signé.", TODAY), TODAY)
    expect_refusal(attempt, Decision.objects.filter(system=system))
