"""One table: who may make each call of the JSON API. A call that is not in it fails."""

from collections.abc import Mapping
from typing import Any, Final

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from pleinjour.web.home.api.assembly import api
from pleinjour.web.organizations.models import Account, Authority, Role, Scope
from tests.web.config.addresses import Town, build_town, draw_token
from tests.web.organizations.factories import make_authority, member

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ALL: Final = frozenset(Role)
GUARDIANS: Final = frozenset({Role.ADMINISTRATOR, Role.DPO, Role.RSSI})
DESCRIBING: Final = GUARDIANS | {Role.REFERENT}
DAY: Final = "2026-03-02"
PASSAGE: Final = {"after": "en_etude", "seen": "signale", "reason": "À étudier."}
SYSTEM: Final = "a/{slug}/systems/{system_id}"

CALLS: Final[Mapping[tuple[str, str], tuple[frozenset[Role], dict[str, str]]]] = {
    ("get", "authority"): (ALL, {}),
    ("get", "a/{slug}/journal"): (GUARDIANS, {}),
    ("get", "a/{slug}/systems"): (ALL, {}),
    ("post", "a/{slug}/systems"): (DESCRIBING, {"name": "Traducteur"}),
    ("get", SYSTEM): (ALL, {}),
    ("put", SYSTEM): (DESCRIBING, {"name": "Assistant du guichet"}),
    **{
        ("get", f"{SYSTEM}/{part}"): (ALL, {})
        for part in ("versions", "conditions", "passages", "people", "evidence", "uses", "studies", "opinions")
    },
    ("post", f"{SYSTEM}/passages"): (DESCRIBING | {Role.DIRECTION}, PASSAGE),
    ("post", f"{SYSTEM}/uses"): (DESCRIBING, {"purpose": "Trier les courriers"}),
    ("get", "a/{slug}/uses/{use_id}"): (ALL, {}),
    ("put", "a/{slug}/uses/{use_id}"): (DESCRIBING, {"purpose": "Trier les courriers"}),
    ("post", "a/{slug}/uses/{use_id}/end"): (DESCRIBING, {"ended_on": DAY}),
}
NAMES_NO_AUTHORITY: Final = {("get", "authority")}


@pytest.fixture
def town() -> Town:
    return build_town()


def _call(secret: str, call: tuple[str, str], town: Town) -> HttpResponse:
    """Make the call as a program does: read first, then say which version is changed."""
    client, (method, path) = Client(), call
    address = "/api/v1/" + path.format(**town.parameters)
    headers = {"authorization": f"Bearer {secret}"}
    if method == "put":
        headers["if-match"] = client.get(address, headers=headers).headers.get("ETag", '"1"')
    sent: dict[str, Any] = {} if method == "get" else {"data": CALLS[call][1], "content_type": "application/json"}
    response: HttpResponse = getattr(client, method)(address, headers=headers, **sent)
    return response


def _secret(account: Account, authority: Authority, scope: Scope = Scope.WRITE) -> str:
    return draw_token(account, authority, scope).secret


def test_the_table_knows_every_call() -> None:
    described = {
        (method, path.removeprefix("/api/v1/"))
        for path, operations in api.get_openapi_schema()["paths"].items()
        for method in operations
    }
    assert described == set(CALLS)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_role_makes_the_calls_that_the_table_gives_it(town: Town, call: tuple[str, str]) -> None:
    for role in Role:
        with transaction.atomic():
            status = _call(_secret(member(town.authority, role), town.authority), call, town).status_code
            transaction.set_rollback(True)
        assert status in ({200, 201} if role in CALLS[call][0] else {403}), role


@pytest.mark.parametrize("call", CALLS.keys() - NAMES_NO_AUTHORITY, ids=" ".join)
def test_no_role_makes_a_call_in_another_authority(town: Town, call: tuple[str, str]) -> None:
    """Whether the token is of that other authority, or was drawn by somebody who is gone."""
    other = make_authority()
    for role in Role:
        assert _call(_secret(member(other, role), other), call, town).status_code == 404, role
    gone = member(town.authority, *Role)
    secret = _secret(gone, town.authority)
    gone.memberships.all().delete()
    assert _call(secret, call, town).status_code == 404


@pytest.mark.parametrize("call", [call for call in CALLS if "_id}" in call[1]], ids=" ".join)
def test_an_object_of_another_authority_is_not_found(town: Town, call: tuple[str, str]) -> None:
    other = build_town()
    mixed = Town(town.authority, town.administrator, {**other.parameters, "slug": town.authority.slug})
    assert _call(_secret(town.administrator, town.authority), call, mixed).status_code == 404


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_token_that_reads_changes_nothing(town: Town, call: tuple[str, str]) -> None:
    status = _call(_secret(town.administrator, town.authority, Scope.READ), call, town).status_code
    assert status == (200 if call[0] == "get" else 403)


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_session_is_no_token(client: Client, town: Town, call: tuple[str, str]) -> None:
    """No cookie opens the API: another site can make nobody's browser act."""
    client.force_login(town.administrator)
    response = getattr(client, call[0])("/api/v1/" + call[1].format(**town.parameters))
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")
