"""The OpenAPI document: Ninja's, and the refusals that every call may meet."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from pleinjour.web.organizations.api.problems import MEDIA_TYPE, Problem

_ALWAYS: Final = (400, 401, 403, 404, 422, 429)
_WHEN_WRITING: Final = (409, 412, 413)
_WHEN_EDITING: Final = (428,)
_ETAG: Final = {"ETag": {"schema": {"type": "string"}, "required": True}}


class Document(OpenAPISchema):
    """What a program can know of the API."""

    def __init__(self, api: NinjaAPI, prefix: str) -> None:
        super().__init__(api, prefix)
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        self["components"]["schemas"].update(problem.pop("$defs", {}), Problem=problem)
        for operations in self["paths"].values():
            for method, operation in operations.items():
                edits = "If-Match" in {parameter["name"] for parameter in operation["parameters"]}
                operation["responses"].update(_refusals(method, edits=edits))
                if edits and "get" in operations:
                    for reading in (operation, operations["get"]):
                        reading["responses"][200]["headers"] = _ETAG


def _refusals(method: str, *, edits: bool) -> Mapping[int, Mapping[str, Any]]:
    statuses = [*_ALWAYS, *(_WHEN_WRITING if method != "get" else ()), *(_WHEN_EDITING if edits else ())]
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in sorted(statuses)}
