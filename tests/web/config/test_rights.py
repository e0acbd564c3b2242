"""One table: who may open each page of an authority, and do each deed. Nothing that is not in it passes."""

from collections.abc import Mapping
from typing import Final

import pytest
from django.db import transaction
from django.test import Client

from pleinjour.web.organizations.models import Account, Role
from pleinjour.web.ui.papers.pdf import may_write_pdf
from tests.web.config.addresses import Town, every_pattern, fill, is_of_an_authority, is_of_the_api
from tests.web.organizations.factories import make_authority, member, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ALL: Final = frozenset(Role)
ADMINISTRATION: Final = frozenset({Role.ADMINISTRATOR})
GUARDIANS: Final = frozenset({Role.ADMINISTRATOR, Role.DPO, Role.RSSI})
NETWORK: Final = frozenset({Role.ADMINISTRATOR, Role.RSSI})
STEERING: Final = NETWORK | {Role.REFERENT}

READING: Final = frozenset({Role.REFERENT, Role.DPO, Role.ADMINISTRATOR})
SPEAKING: Final = frozenset({Role.ADMINISTRATOR, Role.DPO, Role.DIRECTION})
AGREEING: Final = STEERING | {Role.DPO, Role.DIRECTION}

PAGES: Final[Mapping[str, frozenset[Role]]] = {
    "home:authority": ALL,
    "home:board": ALL,
    "organizations:authority": ADMINISTRATION,
    "organizations:members": GUARDIANS,
    "organizations:member": GUARDIANS,
    "organizations:invite": ADMINISTRATION,
    "organizations:roles": ADMINISTRATION,
    "organizations:member-remove": ADMINISTRATION,
    "organizations:member-erase": ADMINISTRATION,
    "organizations:member-access": ADMINISTRATION,
    "organizations:member-second-factor": ADMINISTRATION,
    "organizations:invitation-withdraw": ADMINISTRATION,
    "organizations:tokens": ALL,
    "organizations:token-draw": ALL,
    "organizations:token-revoke": frozenset(),  # its own member, whatever the role: tests.web.home.test_api
    "organizations:units": GUARDIANS | {Role.REFERENT},
    "organizations:units-export": GUARDIANS | {Role.REFERENT},
    "organizations:unit": GUARDIANS | {Role.REFERENT},
    "organizations:unit-add": NETWORK,
    "organizations:units-import": NETWORK,
    "organizations:unit-rename": NETWORK,
    "organizations:unit-remove": NETWORK,
    "organizations:rule-add": NETWORK,
    "organizations:rule-remove": NETWORK,
    "organizations:journal": GUARDIANS,
    "organizations:journal-verification": GUARDIANS,
    "organizations:journal-export": GUARDIANS,
    "registry:systems": ALL,
    "registry:system": ALL,
    **{f"registry:{page}": ALL for page in ("export", "export-ods", "export-json", "file")},
    "registry:evidence": ALL,
    **{
        f"registry:{page}": GUARDIANS | {Role.REFERENT}
        for page in ("add", "describe", "add-use", "change-use", "end-use", "add-evidence", "remove-evidence")
    },
    **{
        f"registry:import{page}": GUARDIANS | {Role.REFERENT}
        for page in ("", "-csv", "-ods", "-json", "-trial", "-lines")
    },
    **{
        f"registry:{page}": GUARDIANS | {Role.REFERENT, Role.DIRECTION}
        for page in ("move", "stop", "name-person", "relieve-person")
    },
    "registry:decide": GUARDIANS,
    **{f"decide:{page}": ALL for page in ("study", "opinions", "duties")},
    **{
        f"decide:{page}": STEERING | {Role.DPO, Role.DIRECTION}
        for page in ("study-lens", "study-finish", "training", "fact")
    },
    **{f"decide:study-{form}": ALL for form in ("paper", "pdf", "odt")},
    **{f"decide:{page}": ALL for page in ("calendar", "calendar-export", "incident-declare", "incidents")},
    **{
        f"decide:{page}": AGREEING
        for page in (
            *("supervision", "plan", "plan-write", "cases"),
            *("incident", "incident-follow", "incident-close", "incident-note"),
            *("system-incidents", "breaches", "breaches-ods"),
        )
    },
    "decide:review": frozenset({Role.REFERENT}),
    "decide:opinion-give": GUARDIANS,
    "decide:reservation-end": frozenset({Role.ADMINISTRATOR, Role.DPO, Role.DIRECTION}),  # a reservation of the DPO
    **{f"decide:{page}": ALL for page in ("declare", "declarations")},
    **{
        f"decide:{page}": READING
        for page in ("declared", "declaration", "declaration-answer", "declaration-close", "declaration-report")
    },
    # A declaration or a request of somebody else: its author alone corrects and withdraws it.
    **{f"decide:{page}": frozenset() for page in ("correct", "withdraw", "request-withdraw")},
    **{f"decide:{page}": ALL for page in ("request-ask", "requests")},
    **{f"decide:{page}": AGREEING for page in ("request", "request-move")},
    "decide:request-link": GUARDIANS | {Role.REFERENT},
    "decide:request-answer": frozenset({Role.DIRECTION, Role.ADMINISTRATOR}),
    **{f"publish:{page}": ALL for page in ("sheets", "sheet")},
    **{f"publish:{page}": STEERING | {Role.DPO, Role.DIRECTION} for page in ("write", "preview")},
    "publish:withdraw": SPEAKING,
    **{f"publish:{page}": ALL for page in ("notices", "notice", "notice-pdf", "notice-odt")},
    "publish:requests": READING,
    **{f"publish:request{end}": READING for end in ("", "-answer", "-send", "-system", "-incident", "-close")},
    **{f"publish:request-letter{end}": READING for end in ("", "-pdf", "-odt")},
    "observe:index": ALL,
    "observe:method": ALL,
    "observe:hidden": ALL,
    "observe:month": ALL,
    "observe:services": ALL,
    "observe:units": ALL,
    "observe:needs": ALL,
    "observe:need": ALL,
    "observe:patterns": ALL,
    "observe:workshop": ALL,
    "observe:alerts": STEERING | {Role.DPO, Role.DIRECTION},
    "observe:alert-dismiss": STEERING | {Role.DIRECTION},
    "observe:alert-restore": STEERING | {Role.DIRECTION},
    "observe:editions": ALL,
    "observe:csv": ALL,
    "observe:ods": ALL,
    **{f"observe:report{end}": ALL for end in ("", "-pdf", "-odt")},
    **{f"observe:opendata{end}": ALL for end in ("", "-csv", "-schema", "-package")},
    "observe:papers": ALL,
    "observe:papers-answer": frozenset({Role.ADMINISTRATOR, Role.DPO}),
    **{f"observe:{paper}{end}": ALL for paper in ("notice", "cst") for end in ("", "-pdf", "-odt")},
    **{f"observe:{paper}{end}": AGREEING for paper in ("registre", "aipd") for end in ("", "-pdf", "-odt")},
    "observe:logs": STEERING | {Role.DPO},
    "observe:received": STEERING | {Role.DPO},
    "observe:forget": STEERING,
    "observe:forget-month": STEERING,
    "observe:drop": STEERING | {Role.DPO},
    "observe:drop-settings": NETWORK,
    "observe:readers": STEERING | {Role.DPO},
    "observe:reader": STEERING,
    "observe:reader-add": STEERING,
    "observe:reader-delete": STEERING,
    "observe:publish": STEERING,
}
# The index leads to the last published month.
OPENED: Final = {"observe:index": 302} | {
    # Where no PDF can be made, its page says why.
    page: 302
    for page in PAGES
    if page.endswith("-pdf") and not may_write_pdf()
}
# Where fewer people may act than look.
FORMS: Final[Mapping[str, frozenset[Role]]] = {**PAGES, "observe:logs": STEERING, "publish:preview": SPEAKING}
ADDRESSES: Final = dict(every_pattern())
REFUSED: Final = 403
HIDDEN: Final = 404
# What is one member's own does not exist for the others.
PERSONAL: Final = {"organizations:token-revoke"}


def _signed_in(account: Account) -> Client:
    client = Client()
    sign_in(client, account)
    return client


def refused(page: str) -> int:
    return HIDDEN if page in PERSONAL else REFUSED


def test_the_table_knows_every_page_of_an_authority() -> None:
    # Programs have a table of their own: test_api_rights.
    names = {name for name, parameters in ADDRESSES.items() if is_of_an_authority(parameters)}
    pages = {name for name in names if not is_of_the_api(name)}
    assert pages == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_role_opens_the_pages_that_the_table_gives_it(town: Town, page: str) -> None:
    address, answers = fill(page, ADDRESSES[page], town), {}
    for role in Role:
        answers[role] = _signed_in(member(town.authority, role)).get(address).status_code
    assert answers == {role: OPENED.get(page, 200) if role in PAGES[page] else refused(page) for role in Role}


@pytest.mark.parametrize("page", PAGES)
def test_a_role_sends_the_forms_that_the_table_gives_it(town: Town, page: str) -> None:
    address = fill(page, ADDRESSES[page], town)
    for role in Role:
        with transaction.atomic():
            status = _signed_in(member(town.authority, role)).post(address).status_code
            # What a role has removed is there again for the next.
            transaction.set_rollback(True)
        assert status in ({200, 302, 405, 422} if role in FORMS[page] else {refused(page), 405}), role


@pytest.mark.parametrize("page", PAGES)
def test_no_role_opens_a_page_of_another_authority(town: Town, page: str) -> None:
    address, other = fill(page, ADDRESSES[page], town), make_authority()
    for role in Role:
        client = _signed_in(member(other, role))
        assert client.get(address).status_code == HIDDEN, role
        assert client.post(address).status_code in {HIDDEN, 405}, role


def names_an_object(page: str) -> bool:
    return any(parameter.endswith("_id") for parameter in ADDRESSES[page])


@pytest.mark.parametrize("page", [page for page in PAGES if names_an_object(page)])
def test_an_object_of_another_authority_is_not_found_under_ones_own_address(
    client: Client, town: Town, other_town: Town, page: str
) -> None:
    sign_in(client, town.administrator)
    mixed = Town(town.authority, town.administrator, {**other_town.parameters, "slug": town.authority.slug})
    address = fill(page, ADDRESSES[page], mixed)
    assert client.get(address).status_code == HIDDEN
    assert client.post(address).status_code in {HIDDEN, 405}
