"""A GET writes nothing: a statement that changes the database fails while a GET or a HEAD is answered."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

from django.db import connections
from django.http import HttpRequest, HttpResponse

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
READING = re.compile(
    r"\s*(SELECT|WITH|EXPLAIN|PRAGMA|SHOW|SET|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|DECLARE"
    r"|FETCH|CLOSE)\b",
    re.IGNORECASE,
)
WRITING_INSIDE = re.compile(r"\b(INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\S+\s+SET)\b", re.IGNORECASE)
# A session that no longer holds (password changed elsewhere, second factor removed) is cleared when met.
CLEARED_ON_A_GET = re.compile(r'\s*(DELETE\s+FROM|UPDATE)\s+"?django_session"?\s', re.IGNORECASE)

Execute = Callable[[str, object, bool, dict[str, object]], object]


class WriteOnGet(RuntimeError):
    """A programming error: a page that is only looked at tried to write."""


def refuse_writes(execute: Execute, sql: str, params: object, many: bool, context: dict[str, object]) -> object:
    """A Django execute wrapper. Raises WriteOnGet with the statement's first words, never its values."""
    if not is_reading(sql):
        raise WriteOnGet(" ".join(sql.split()[:3]))
    return execute(sql, params, many, context)


def is_reading(sql: str) -> bool:
    if CLEARED_ON_A_GET.match(sql):
        return True
    if not READING.match(sql):
        return False
    return not (sql.lstrip()[:4].upper() == "WITH" and WRITING_INSIDE.search(sql))


class ReadOnlyGetMiddleware:
    """Guards every database connection while a safe method is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        with ExitStack() as guarded:
            for connection in connections.all():
                guarded.enter_context(connection.execute_wrapper(refuse_writes))
            return self.get_response(request)
