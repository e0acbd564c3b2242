"""Refusals as `application/problem+json` (RFC 9457). A call that comes too late (412, 428) is refused in its place."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext
from ninja import Schema

from pleinjour.base.sentences import french
from pleinjour.web.organizations.errors import (
    ActionError,
    NotAllowed,
    ObjectNotVisible,
    Overtaken,
    ScopeTooNarrow,
    TokenRefused,
    TooManyAttempts,
)

MEDIA_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a call reached no deed."""

    code: str
    sentence: str


_FAILED: Final = Refusal("Failed", french("La réponse n’a pas pu être préparée. Recommencez dans quelques minutes."))
_REFUSALS: Final[Mapping[int, Refusal]] = {
    400: Refusal("Unreadable", french("La demande ne se lit pas. Envoyez du JSON, en UTF-8.")),
    404: Refusal("NoSuchAddress", french("Cette adresse n’existe pas. Relisez la page de l’API.")),
    405: Refusal("MethodRefused", french("Cette adresse ne répond pas à cette méthode. Relisez la page de l’API.")),
    413: Refusal("TooLong", french("La demande est trop longue.")),
    422: Refusal("Unfit", french("La demande ne suit pas ce que décrit la page de l’API.")),
}


class VersionNeeded(ActionError):
    sentence = "Dites quelle version vous modifiez : renvoyez dans « If-Match » l’« ETag » reçu en la lisant."


class VersionPassed(Overtaken):
    sentence = "Quelqu’un a modifié cet objet pendant ce temps. Relisez-le, puis recommencez."


_STATUSES: Final[Mapping[type[ActionError], HTTPStatus]] = {
    TokenRefused: HTTPStatus.UNAUTHORIZED,
    ScopeTooNarrow: HTTPStatus.FORBIDDEN,
    NotAllowed: HTTPStatus.FORBIDDEN,
    ObjectNotVisible: HTTPStatus.NOT_FOUND,
    VersionNeeded: HTTPStatus.PRECONDITION_REQUIRED,
    Overtaken: HTTPStatus.PRECONDITION_FAILED,
    TooManyAttempts: HTTPStatus.TOO_MANY_REQUESTS,
}


class Fault(Schema):
    """A field that does not follow the description: where it stands, and the code of what is wrong."""

    at: list[str | int]
    code: str


class Problem(Schema):
    """Why a call was refused. `detail` is a sentence for a person; `code` is for a program, and does not change."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    missing: list[str]
    errors: list[Fault]


def refuse(error: ActionError, missing: tuple[str, ...] = ()) -> HttpResponse:
    """The answer to a deed that is refused: 409 where nothing else was said of its kind."""
    known = (status for kind, status in _STATUSES.items() if isinstance(error, kind))
    code = type(error).__name__
    return _answer(next(known, HTTPStatus.CONFLICT), code, error.explain(gettext), missing=list(missing))


def refuse_status(status: int, faults: list[Fault] | None = None) -> HttpResponse:
    """The answer to a call that reached no deed."""
    refusal = _REFUSALS.get(status, _FAILED if status >= 500 else _REFUSALS[400])
    return _answer(HTTPStatus(status), refusal.code, gettext(refusal.sentence), faults=faults)


def _answer(
    status: HTTPStatus, code: str, detail: str, *, missing: list[str] | None = None, faults: list[Fault] | None = None
) -> HttpResponse:
    problem = Problem(
        type="about:blank",
        title=status.phrase,
        status=status,
        code=code,
        detail=detail,
        missing=missing or [],
        errors=faults or [],
    )
    content = json.dumps(problem.model_dump(), ensure_ascii=False)
    response = HttpResponse(content, status=status, content_type=MEDIA_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
