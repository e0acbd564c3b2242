"""The page that explains the API, drawn from its description: nothing is asked from anybody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from pleinjour.web.home.api.assembly import api


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a call, or a field of what it sends or receives."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One thing that a program can ask. `answers`: each status with its phrase."""

    anchor: str
    method: str
    path: str
    title: str
    parameters: tuple[Field, ...]
    sent: tuple[Field, ...]
    received: tuple[Field, ...]
    answers: tuple[tuple[str, str], ...]


@login_not_required
@require_safe
def explain_api(request: HttpRequest) -> HttpResponse:
    fields = {"calls": list(_calls(api.get_openapi_schema())), "site": settings.PLEINJOUR_PUBLIC_URL.rstrip("/")}
    return render(request, "home/api.html", fields)


def _calls(document: dict[str, Any]) -> Iterator[Call]:
    schemas = document["components"]["schemas"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            good = next(one for status, one in operation["responses"].items() if status < 300)
            yield Call(
                anchor=operation["operationId"],
                method=method.upper(),
                path=path,
                title=gettext(operation["summary"]),
                parameters=tuple(
                    Field(one["name"], _kind(one["schema"], schemas), one["required"])
                    for one in operation["parameters"]
                ),
                sent=_fields(body.get("schema", {}), schemas),
                received=_fields(good["content"]["application/json"]["schema"], schemas),
                answers=tuple((str(status), one["description"]) for status, one in operation["responses"].items()),
            )


def _fields(schema: dict[str, Any], schemas: dict[str, Any]) -> tuple[Field, ...]:
    """The fields of an object, or of the objects of a list."""
    schema = _follow(schema, schemas)
    if "items" in schema:
        return _fields(schema["items"], schemas)
    required = schema.get("required", [])
    return tuple(
        Field(name, _kind(one, schemas), name in required) for name, one in schema.get("properties", {}).items()
    )  # fmt: skip


def _kind(schema: dict[str, Any], schemas: dict[str, Any]) -> str:
    """What a field holds, as a program says it: `string`, `date`, `a | b`."""
    schema = _follow(schema, schemas)
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "anyOf" in schema:
        return " | ".join(_kind(one, schemas) for one in schema["anyOf"])
    if "items" in schema:
        return f"[{_kind(schema['items'], schemas)}]"
    return str(schema.get("format") or schema.get("type", "object"))


def _follow(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    return schemas[name] if name else schema
