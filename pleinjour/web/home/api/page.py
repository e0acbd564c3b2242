"""The page that explains the API, drawn from its description: nothing is asked from anybody else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from pleinjour.web.home.api.assembly import api
from pleinjour.web.home.api.description import Description, Operation, Schema


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a call, or a field of what it sends or receives."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One thing that a program can ask. `answers`: the statuses that may come back."""

    anchor: str
    method: str
    path: str
    title: str
    parameters: tuple[Field, ...]
    sent: tuple[Field, ...]
    received: tuple[Field, ...]
    answers: tuple[int, ...]


@login_not_required
@require_safe
def explain_api(request: HttpRequest) -> HttpResponse:
    described = Description.model_validate(api.get_openapi_schema())
    fields = {"calls": list(_calls(described)), "site": settings.PLEINJOUR_PUBLIC_URL.rstrip("/")}
    return render(request, "home/api.html", fields)


def _calls(described: Description) -> Iterator[Call]:
    schemas = described.components.schemas
    for path, operations in described.paths.items():
        for method, operation in operations.items():
            yield _call(path, method, operation, schemas)


def _call(path: str, method: str, operation: Operation, schemas: Mapping[str, Schema]) -> Call:
    return Call(
        anchor=operation.operation_id,
        method=method.upper(),
        path=path,
        title=gettext(operation.summary),
        parameters=tuple(Field(one.name, _kind(one.schema_, schemas), one.required) for one in operation.parameters),
        sent=_fields(operation.sent, schemas),
        received=_fields(operation.received, schemas),
        answers=tuple(operation.responses),
    )


def _fields(schema: Schema, schemas: Mapping[str, Schema]) -> tuple[Field, ...]:
    """The fields of an object, or of the objects of a list."""
    schema = schema.follow(schemas)
    if schema.items:
        return _fields(schema.items, schemas)
    return tuple(
        Field(name, _kind(one, schemas), name in schema.required) for name, one in schema.properties.items()
    )  # fmt: skip


def _kind(schema: Schema, schemas: Mapping[str, Schema]) -> str:
    """What a field holds, as a program says it: `string`, `date`, `a | b`."""
    schema = schema.follow(schemas)
    if schema.enum:
        return " | ".join(schema.enum)
    if schema.any_of:
        return " | ".join(_kind(one, schemas) for one in schema.any_of)
    if schema.items:
        return f"[{_kind(schema.items, schemas)}]"
    return schema.format or schema.type or "object"
