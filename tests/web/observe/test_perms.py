"""Every role, every deed, in one's own authority and in another's."""

import itertools
from datetime import UTC, datetime

import pytest
from django.test import Client

from pleinjour.base.figures import Month
from pleinjour.web.observe.actions.publication import publish_month
from pleinjour.web.observe.perms import GRANTS, Deed, may, require
from pleinjour.web.observe.selectors import get_all_editions, get_cells, get_editions, get_history, get_margins
from pleinjour.web.organizations.errors import NotAllowed
from pleinjour.web.organizations.models import Authority, Role
from tests.web.observe.browsing import MARCH, bring
from tests.web.observe.logs import squid_log
from tests.web.organizations.factories import make_authority, member

pytestmark = pytest.mark.django_db
STEERING = {Role.ADMINISTRATOR, Role.RSSI, Role.REFERENT}
ALLOWED = {
    Deed.VIEW_FIGURES: set(Role),
    Deed.VIEW_INTAKES: STEERING | {Role.DPO},
    Deed.TAKE_LOGS: STEERING,
    Deed.PUBLISH_MONTH: STEERING,
    Deed.VIEW_PAPERS: STEERING | {Role.DPO, Role.DIRECTION},
    Deed.ANSWER_PAPERS: {Role.ADMINISTRATOR, Role.DPO},
    Deed.SET_DROP_FOLDER: {Role.ADMINISTRATOR, Role.RSSI},
    Deed.VIEW_ALERTS: STEERING | {Role.DPO, Role.DIRECTION},
    Deed.DISMISS_ALERT: STEERING | {Role.DIRECTION},
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


def test_an_edition_is_handed_to_those_of_the_authority_and_opens_nothing_elsewhere(
    steering: Client, authority: Authority
) -> None:
    other = make_authority()
    own, stranger = member(authority, Role.RSSI), member(other, Role.RSSI)
    bring(steering, authority, squid_log(MARCH, range(60)))
    publish_month(own, authority, Month(2026, 3), datetime(2026, 5, 4, 9, tzinfo=UTC))
    (edition,) = get_editions(own, authority)
    with pytest.raises(NotAllowed):
        get_editions(stranger, authority)
    with pytest.raises(NotAllowed):
        get_all_editions(stranger, authority, edition.month)
    assert get_cells(authority, edition)
    assert get_history(authority, [edition], "tunnel")[edition.month]
    assert get_cells(other, edition) == get_margins(other, edition) == []
    assert get_history(other, [edition], "tunnel") == {edition.month: []}
