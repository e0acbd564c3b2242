"""The JSON API: tokens, refusals that are sentences, edits that overwrite nobody's."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from pleinjour.web.organizations.actions.accounts import change_password
from pleinjour.web.organizations.actions.members import remove_member
from pleinjour.web.organizations.actions.tokens import revoke
from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Membership, Role, Scope, Token
from pleinjour.web.registry.actions.uses import UseDescription, add_use
from pleinjour.web.registry.models import Need, System, SystemVersion
from tests.web.config.addresses import draw_token
from tests.web.organizations.factories import PASSWORD, make_authority, make_unit, member, sign_in
from tests.web.registry.factories import make_system

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Program:
    """What a member's program sends."""

    authority: Authority
    secret: str

    def __call__(self, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
        sent: dict[str, Any] = {} if body is None else {"data": body, "content_type": "application/json"}
        bearer = {"authorization": f"Bearer {self.secret}", **headers}
        address = f"/api/v1/a/{self.authority.slug}/{path}" if path != "authority" else "/api/v1/authority"
        response: HttpResponse = getattr(Client(), method)(address, headers=bearer, **sent)
        return response


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def dpo(authority: Authority) -> Account:
    return member(authority, Role.DPO, Role.DIRECTION)


@pytest.fixture
def program(dpo: Account, authority: Authority) -> Program:
    return Program(authority, draw_token(dpo, authority).secret)


@pytest.fixture
def system(authority: Authority) -> System:
    return make_system(authority)


def _problem(response: HttpResponse) -> tuple[int, str]:
    assert response.headers["Content-Type"] == "application/problem+json"
    problem = response.json()  # type: ignore[attr-defined]
    assert problem["detail"].endswith(".")
    return response.status_code, problem["code"]


def test_a_token_is_shown_once_and_only_its_digest_is_kept(client: Client, authority: Authority, dpo: Account) -> None:
    sign_in(client, dpo, verified=False)
    base, day = f"/a/{authority.slug}/jetons/", datetime.now(UTC).date() + timedelta(days=30)
    form = {"name": "Tableau de bord", "scope": "lecture", "expires_on": day.isoformat()}
    page = client.post(base + "creer/", form).content.decode()
    secret = page.partition("<code>")[2].partition("</code>")[0]
    assert secret.startswith("pleinjour_")
    token = Token.objects.get()
    assert secret not in repr(list(Token.objects.values()))
    assert "jamais" in client.get(base).content.decode()
    assert Program(authority, secret)("get", "authority").json()["scope"] == "lecture"  # type: ignore[attr-defined]
    token.refresh_from_db()
    assert token.last_used_on == authority.day_of(datetime.now(UTC))
    assert secret not in client.get(base).content.decode()
    assert "Tableau" not in "".join(JournalEntry.objects.values_list("detail", flat=True))
    client.post(f"{base}{token.pk}/revoquer/")
    assert Program(authority, secret)("get", "authority").status_code == 401


@pytest.mark.parametrize("days", [0, 367])
def test_a_token_ends_within_a_year(client: Client, authority: Authority, dpo: Account, days: int) -> None:
    sign_in(client, dpo, verified=False)
    day = authority.day_of(datetime.now(UTC)) + timedelta(days=days)
    form = {"name": "Tableau de bord", "scope": "lecture", "expires_on": day.isoformat()}
    page = client.post(f"/a/{authority.slug}/jetons/creer/", form)
    assert "Un jeton dure un an au plus" in unescape(page.content.decode())
    assert not Token.objects.exists()


def test_nobody_revokes_the_token_of_somebody_else(client: Client, authority: Authority, dpo: Account) -> None:
    token = draw_token(dpo, authority).token
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    assert client.post(f"/a/{authority.slug}/jetons/{token.pk}/revoquer/").status_code == 404


def _close(account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)


ENDINGS: dict[str, Callable[[Account, Authority], object]] = {
    "revoked": lambda account, authority: revoke(account, Token.objects.get()),
    "account closed": lambda account, authority: _close(account),
    "password changed": lambda account, authority: change_password(
        account, PASSWORD, "lune-sur-la-place-8", "192.0.2.1", datetime.now(UTC)
    ),
    "member gone": lambda account, authority: remove_member(member(authority, Role.ADMINISTRATOR), authority, account),
    "account erased": lambda account, authority: account.delete(),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_token_ends_with_what_it_stands_on(program: Program, dpo: Account, authority: Authority, ending: str) -> None:
    assert program("get", "systems").status_code == 200
    ENDINGS[ending](dpo, authority)
    assert _problem(program("get", "systems")) == (401, "TokenRefused")


def test_a_token_gains_no_role_that_its_member_gets_later_and_loses_those_that_go(authority: Authority) -> None:
    agent = member(authority, Role.AGENT)
    program = Program(authority, draw_token(agent, authority).secret)
    Membership.objects.create(account=agent, authority=authority, role=Role.DPO)
    assert _problem(program("post", "systems", {"name": "Traduction"})) == (403, "NotAllowed")
    assert b'"roles": ["agent"]' in program("get", "authority").content
    Membership.objects.filter(account=agent, role=Role.AGENT).delete()
    assert program("get", "systems").status_code >= 400


def test_a_token_opens_nothing_after_its_last_day(program: Program) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=92)):
        assert _problem(program("get", "systems")) == (401, "TokenRefused")


def test_guesses_wait_and_the_right_token_does_not(program: Program) -> None:
    guess = Program(program.authority, "pleinjour_faux")
    statuses = [guess("get", "systems").status_code for _attempt in range(41)]
    assert statuses == [401] * 40 + [429]
    assert program("get", "systems").status_code == 200


def test_a_refusal_is_a_sentence_in_the_language_of_the_program(program: Program, system: System) -> None:
    asked = {"name": system.name}
    assert "déjà dans votre liste" in program("post", "systems", asked).json()["detail"]  # type: ignore[attr-defined]
    english = program("post", "systems", asked, **{"accept-language": "en"}).json()  # type: ignore[attr-defined]
    assert english["code"] == "SystemTaken"
    assert "déjà" not in english["detail"]


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [("get", "rien", None, (404, "NoSuchAddress")), ("delete", "systems", None, (405, "MethodRefused")),
     ("post", "systems", "{", (400, "Unreadable")), ("post", "systems", b"\xff", (400, "Unreadable")),
     ("post", "systems", {"nom": "Traducteur"}, (422, "Unfit")),
     ("post", "systems", {"name": "Traduc\0teur"}, (422, "Unfit")),
     ("post", "systems", {"name": 12}, (422, "Unfit")),
     ("post", "systems", {"name": "  "}, (409, "SystemUnnamed")),
     ("get", "systems/99999999999999999999999", None, (404, "ObjectNotVisible")),
     ("get", "journal?since=0001-01-01", None, (422, "Unfit"))],
)  # fmt: skip
def test_what_cannot_be_done_is_said(
    program: Program, method: str, path: str, body: object, expected: tuple[int, str]
) -> None:
    assert _problem(program(method, path, body)) == expected


def test_systems_are_searched_page_by_page(program: Program, authority: Authority) -> None:
    for name in ("Accueil", "Agenda", "Assistant", "Traducteur"):
        make_system(authority, name)
    found = program("get", "systems?search=A&page_size=2").json()  # type: ignore[attr-defined]
    assert ([one["name"] for one in found["items"]], found["count"]) == (["Accueil", "Agenda"], 3)
    last = program("get", "systems?search=A&page_size=2&page=2").json()  # type: ignore[attr-defined]
    assert [one["name"] for one in last["items"]] == ["Assistant"]
    assert program("get", "systems?page=9").json()["items"] == []  # type: ignore[attr-defined]
    assert program("get", "systems?stage=deploye").json()["count"] == 0  # type: ignore[attr-defined]


def test_a_description_is_changed_by_who_has_read_the_last_one(program: Program, system: System) -> None:
    path, said = f"systems/{system.pk}", {"name": system.name, "purpose": "Traduire les courriers."}
    tag = program("get", path, **{"accept-encoding": "gzip"}).headers["ETag"]
    assert _problem(program("put", path, said)) == (428, "VersionNeeded")
    changed = program("put", path, said, **{"if-match": tag})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)  # type: ignore[attr-defined]
    assert _problem(program("put", path, {**said, "purpose": "Autre."}, **{"if-match": tag})) == (412, "VersionPassed")
    assert changed.headers["ETag"] == program("get", path).headers["ETag"] == '"2"'
    assert tag in {'"1"', 'W/"1"'}
    kept = program("get", f"{path}/versions").json()  # type: ignore[attr-defined]
    assert [one["description"]["purpose"] for one in kept] == ["Traduire les courriers.", ""]


def test_a_change_of_substance_is_explained(program: Program, system: System) -> None:
    said = {"name": system.name, "models_used": "Autre modèle", "is_substantial": True}
    refused = program("put", f"systems/{system.pk}", said, **{"if-match": '"1"'})
    assert _problem(refused) == (409, "ReasonNeeded")


@pytest.mark.django_db(transaction=True)
def test_of_two_programs_that_change_a_system_at_once_one_wins_and_the_other_is_told() -> None:
    authority = make_authority()
    system, secret = make_system(authority), draw_token(member(authority, Role.DPO), authority).secret
    together = Barrier(2)

    def change(purpose: str) -> int:
        try:
            together.wait(10)
            said = {"name": system.name, "purpose": purpose}
            return Program(authority, secret)("put", f"systems/{system.pk}", said, **{"if-match": '"1"'}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(change, ("Traduire.", "Résumer."))) == [200, 412]
    assert SystemVersion.objects.filter(system=system).count() == 2


def test_a_use_is_added_changed_and_ended(program: Program, system: System, dpo: Account) -> None:
    unit = make_unit(program.authority)
    added = program("post", f"systems/{system.pk}/uses", {"purpose": "Trier", "unit_id": unit.pk})
    use = added.json()  # type: ignore[attr-defined]
    path = f"uses/{use['id']}"
    tag = program("get", path).headers["ETag"]
    changed = program("put", path, {"purpose": "Trier les courriers", "part": "aide"}, **{"if-match": tag})
    assert changed.json()["unit_id"] is None  # type: ignore[attr-defined]
    assert _problem(program("put", path, {"purpose": "Autre"}, **{"if-match": tag})) == (412, "VersionPassed")
    elsewhere = {"purpose": "Trier", "unit_id": make_unit(make_authority()).pk}
    assert _problem(program("post", f"systems/{system.pk}/uses", elsewhere)) == (409, "UnitUnknown")
    assert program("post", f"{path}/end", {"ended_on": "2026-03-02"}).status_code == 200
    assert _problem(program("post", f"{path}/end", {"ended_on": "2026-03-02"})) == (409, "AlreadyOver")


def test_a_deployment_is_refused_with_what_is_missing(program: Program, system: System) -> None:
    move = {"after": "en_etude", "seen": "signale", "reason": "À étudier."}
    assert program("post", f"systems/{system.pk}/passages", move).status_code == 201
    refused = program("post", f"systems/{system.pk}/passages", {**move, "after": "deploye", "seen": "en_etude"})
    assert _problem(refused) == (409, "NotDeployable")
    assert refused.json()["missing"] == list(Need.values)  # type: ignore[attr-defined]
    assert program("get", f"systems/{system.pk}/conditions").json()["missing"] == list(Need.values)  # type: ignore[attr-defined]
    assert _problem(program("post", f"systems/{system.pk}/passages", move)) == (412, "SystemMoved")


def test_the_journal_is_read_about_one_system(program: Program, system: System, authority: Authority) -> None:
    other = make_system(authority)
    entries = program("get", f"journal?subject=system:{other.pk}").json()  # type: ignore[attr-defined]
    assert [entry["target"] for entry in entries["items"]] == [f"system:{other.pk}"]
    assert program("get", "journal?action=token.drawn&since=2026-01-01").json()["count"] == 1  # type: ignore[attr-defined]


def test_the_page_and_the_description_are_open_and_ask_nothing_from_anybody(client: Client) -> None:
    page = unescape(client.get("/api/").content.decode())
    described = client.get("/api/v1/openapi.json").json()
    assert all(path in page for path in described["paths"])
    assert "https://" not in page.replace("https://127.0.0.1", "")
    assert described["components"]["securitySchemes"] == {"Jeton": {"type": "http", "scheme": "bearer"}}


def test_a_token_acts_in_its_authority_only(dpo: Account, authority: Authority) -> None:
    """Whoever belongs to two authorities draws a token for each."""
    other = make_authority()
    dpo.memberships.create(authority=other, role=Role.DPO)
    secret = draw_token(dpo, authority, Scope.READ).secret
    assert Program(authority, secret)("get", "systems").status_code == 200
    assert _problem(Program(other, secret)("get", "systems")) == (404, "ObjectNotVisible")


def test_a_use_is_not_taken_for_another(dpo: Account, system: System, program: Program) -> None:
    use = add_use(dpo, system, UseDescription("Trier"), datetime.now(UTC).date())
    assert [one["id"] for one in program("get", f"systems/{system.pk}/uses").json()] == [use.pk]  # type: ignore[attr-defined]
