"""The resources of every room, under /api/v1/."""

from http import HTTPStatus
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation

from pleinjour.web.decide.api import router as decide
from pleinjour.web.home.api.document import Document
from pleinjour.web.organizations.api.places import Jeton
from pleinjour.web.organizations.api.problems import Fault, refuse, refuse_status
from pleinjour.web.organizations.api.resources import router as organizations
from pleinjour.web.organizations.errors import ActionError
from pleinjour.web.registry.api import router as registry
from pleinjour.web.registry.api_uses import router as uses


class API(NinjaAPI):
    """Ninja's, with a description that says how calls are refused."""

    def get_openapi_schema(self, **_options: object) -> Document:
        return Document(self, "api/v1/")

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the call, by which clients are generated: it does not change."""
        return operation.view_func.__name__


api: Final = API(
    title="Pleinjour",
    version="1",
    description="Le registre des systèmes d’IA d’une collectivité, pour les programmes de ses membres.",
    docs_url=None,
    urls_namespace="api",
    auth=Jeton(),
)
for _router in (organizations, registry, uses, decide):
    api.add_router("", _router)


@api.exception_handler(ActionError)
def _refuse(request: HttpRequest, error: ActionError) -> HttpResponse:
    return refuse(error)


@api.exception_handler(ValidationError)
def _refuse_fields(request: HttpRequest, error: ValidationError) -> HttpResponse:
    # Where, and what kind: the words of the library are English, and may quote what was sent.
    faults = [Fault(at=[str(place) for place in one["loc"]], code=str(one["type"])) for one in error.errors]
    return refuse_status(HTTPStatus.UNPROCESSABLE_ENTITY, faults)


@api.exception_handler(HttpError)
def _refuse_call(request: HttpRequest, error: HttpError) -> HttpResponse:
    return refuse_status(error.status_code)


@api.exception_handler(Http404)
def _refuse_address(request: HttpRequest, error: Http404) -> HttpResponse:
    return refuse_status(HTTPStatus.NOT_FOUND)


def addresses() -> tuple[list[URLPattern], str, str]:
    """For `path()`. Whoever calls shows a token: the middleware of sessions lets the call pass."""
    patterns, app, namespace = api.urls
    ours = [pattern for pattern in patterns if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
    for pattern in ours:
        login_not_required(pattern.callback)
    return ours, app, namespace
