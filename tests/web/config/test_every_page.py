"""Promises that hold for every address of the site, whoever adds one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pleinjour.web.config.read_only import is_reading
from pleinjour.web.config.security_headers import HEADERS
from tests.web.config.addresses import Town, draw_token, every_pattern, fill, is_of_an_authority, is_of_the_api
from tests.web.organizations.factories import sign_in

pytestmark = pytest.mark.django_db

PATTERNS = sorted(every_pattern())
OF_AN_AUTHORITY = [each for each in PATTERNS if is_of_an_authority(each[1]) and not is_of_the_api(each[0])]
OPEN_TO_VISITORS = {
    "decide:follow",
    "api:openapi-json",
    "home:api",
    "home:demonstration",
    "home:index",
    "observe:opened",
    "observe:opened-csv",
    "observe:opened-method",
    "observe:opened-package",
    "observe:opened-schema",
    *(
        f"publish:public{end}"
        for end in ("", "-sheet", "-edition", "-feed", "-files", "-csv", "-json", "-schema", "-package", "-mapped")
    ),
    "publish:public-its-schema",
    "publish:public-ask",
    "publish:public-follow",
    "organizations:sign-in",
    "organizations:sign-in-code",
    "organizations:forgotten-password",
    "organizations:new-password",
    "organizations:join",
    "set_language",
    "ui:accessibility",
    "ui:colours",
    "ui:health",
    "ui:help",
    "ui:legal",
    "ui:robots",
    "ui:security",
    "ui:style",
    "ui:style-error",
    "ui:theme",
}


def test_every_address_of_an_authority_begins_with_its_name(town: Town) -> None:
    for name, parameters in OF_AN_AUTHORITY:
        assert fill(name, parameters, town).startswith(f"/a/{town.authority.slug}/"), name


@pytest.mark.parametrize(("name", "parameters"), PATTERNS)
def test_a_get_writes_nothing(client: Client, town: Town, name: str, parameters: tuple[str, ...]) -> None:
    sign_in(client, town.administrator)
    bearer = {"authorization": f"Bearer {draw_token(town.administrator, town.authority).secret}"}
    # The day on which a token serves is noted once, before the call is answered.
    client.get("/api/v1/authority", headers=bearer)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(fill(name, parameters, town), headers=bearer)
    assert response.status_code < (400 if is_of_the_api(name) and not name.endswith("end_use") else 500)
    if is_of_an_authority(parameters):
        assert any("organizations_authority" in query["sql"] for query in queries)
    written = [
        query["sql"]
        for query in queries
        if not is_reading(query["sql"])
        or ("django_session" in query["sql"] and not query["sql"].lstrip().startswith("SELECT"))
    ]
    assert written == []


@pytest.mark.once
@pytest.mark.parametrize(("name", "parameters"), PATTERNS)
def test_every_answer_carries_the_security_headers(
    client: Client, town: Town, name: str, parameters: tuple[str, ...]
) -> None:
    sign_in(client, town.administrator)
    response = client.get(fill(name, parameters, town))
    assert {header: response.headers[header] for header in HEADERS} == HEADERS
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(("name", "parameters"), PATTERNS)
def test_a_visitor_is_sent_to_sign_in_unless_the_page_is_open(
    client: Client, town: Town, name: str, parameters: tuple[str, ...]
) -> None:
    address = fill(name, parameters, town)
    for response in (client.get(address), client.post(address)):
        if is_of_the_api(name):
            assert (response.status_code == 401) == (name not in OPEN_TO_VISITORS), name
            continue
        is_sent_away = response.status_code == 302 and response.headers["Location"].startswith("/connexion/?next=")
        assert is_sent_away == (name not in OPEN_TO_VISITORS), name


@pytest.mark.once
@pytest.mark.parametrize(("name", "parameters"), PATTERNS)
def test_no_page_holds_a_style_or_a_script_of_its_own(
    client: Client, town: Town, name: str, parameters: tuple[str, ...]
) -> None:
    sign_in(client, town.administrator)
    content = client.get(fill(name, parameters, town)).content.decode(errors="replace")
    assert " style=" not in content
    assert "<style" not in content
    assert " onclick=" not in content
    assert all("src=" in tag.partition(">")[0] for tag in content.split("<script")[1:])
