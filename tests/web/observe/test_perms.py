"""Every role, every deed, in one's own authority and in another's."""

import itertools

import pytest

from pleinjour.web.observe.perms import GRANTS, Deed, may, require
from pleinjour.web.organizations.errors import NotAllowed
from pleinjour.web.organizations.models import Role
from tests.web.organizations.factories import make_authority, member

pytestmark = pytest.mark.django_db
STEERING = {Role.ADMINISTRATOR, Role.RSSI, Role.REFERENT}
ALLOWED = {
    Deed.VIEW_FIGURES: set(Role),
    Deed.VIEW_INTAKES: STEERING | {Role.DPO},
    Deed.TAKE_LOGS: STEERING,
    Deed.PUBLISH_MONTH: STEERING,
}


@pytest.mark.parametrize(("role", "deed"), list(itertools.product(Role, Deed)))
def test_a_role_does_what_it_is_given_and_nothing_elsewhere(role: Role, deed: Deed) -> None:
    own, other = make_authority(), make_authority()
    person = member(own, role)
    assert may(person, own, deed) == (role in ALLOWED[deed])
    assert not may(person, other, deed)


def test_every_deed_is_given_to_somebody() -> None:
    assert set(GRANTS) == set(Deed)


def test_what_is_not_given_is_refused() -> None:
    authority = make_authority()
    with pytest.raises(NotAllowed):
        require(member(authority, Role.AGENT), authority, Deed.TAKE_LOGS)
