"""The API answers as its description says, whatever a program sends: schemathesis draws the calls.

`make bench-api` draws many more; its figures stand in bench/RESULTS.md.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from pleinjour.web.home.api.assembly import api
from tests.web.config.addresses import Town, build_town, draw_token

pytestmark = pytest.mark.django_db

CALLS: Final = int(os.environ.get("PLEINJOUR_API_CALLS", "4"))
"""How many calls are drawn for each operation."""
TALLY: Final = os.environ.get("PLEINJOUR_API_TALLY", "")
"""Where the bench counts the calls that were made."""
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    allow_header_conformance,
    negative_data_rejection,
]
OPERATIONS: Final = sorted(
    (method.upper(), path) for path, operations in api.get_openapi_schema()["paths"].items() for method in operations
)


def _drawing(town: Town) -> "Callable[[Case[Any]], None]":
    """Make one call with what was drawn, in most cases on objects that are there."""
    secret = draw_token(town.administrator, town.authority).secret

    def call(case: "Case[Any]") -> None:
        case.path_parameters = {
            name: town.parameters.get(name, value) if len(str(value)) % 4 else value
            for name, value in (case.path_parameters or {}).items()
        }
        if TALLY:
            with Path(TALLY).open("ab") as tally:
                tally.write(b".")
        case.call_and_validate(
            headers={"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}, checks=CHECKS
        )

    return call


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The server closes its connections between requests; here they are all in the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_follows_the_description(method: str, path: str) -> None:
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    call = _drawing(build_town())
    drawn = described[path][method].as_strategy()
    draw = settings(
        max_examples=CALLS,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    draw(given(drawn)(call))()
