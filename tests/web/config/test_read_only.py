import pytest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from pleinjour.web.config.read_only import ReadOnlyGetMiddleware, WriteOnGet, is_reading
from pleinjour.web.organizations.models import Authority
from tests.web.organizations.factories import make_authority


def _writing_view(request: HttpRequest) -> HttpResponse:
    Authority.objects.update(name="autre")
    return HttpResponse()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_safe_method_that_writes_fails(rf: RequestFactory, method: str) -> None:
    authority = make_authority()
    with pytest.raises(WriteOnGet), transaction.atomic():
        ReadOnlyGetMiddleware(_writing_view)(getattr(rf, method)("/"))
    authority.refresh_from_db()
    assert authority.name != "autre"


@pytest.mark.django_db
def test_a_post_may_write(rf: RequestFactory) -> None:
    authority = make_authority()
    ReadOnlyGetMiddleware(_writing_view)(rf.post("/"))
    authority.refresh_from_db()
    assert authority.name == "autre"


@pytest.mark.django_db
def test_the_guard_goes_with_its_request(rf: RequestFactory) -> None:
    ReadOnlyGetMiddleware(lambda request: HttpResponse())(rf.get("/"))
    make_authority()
    assert not connection.execute_wrappers


@pytest.mark.parametrize(
    "sql",
    ["SELECT 1", " select 1", "PRAGMA foreign_keys", 'DELETE FROM "django_session" WHERE 1', "SAVEPOINT s1",
     "WITH a AS (SELECT 1) SELECT * FROM a"],
)  # fmt: skip
def test_reading_is_recognised(sql: str) -> None:
    assert is_reading(sql)


@pytest.mark.parametrize(
    "sql",
    ["INSERT INTO t VALUES (1)", "update t set a=1", "DELETE FROM t", "DROP TABLE t", "TRUNCATE t", "CREATE TABLE t",
     "REPLACE INTO t VALUES (1)", "WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a", "VACUUM",
     'INSERT INTO "django_session" VALUES (1)', 'DELETE FROM "django_session_archive"'],
)  # fmt: skip
def test_anything_else_is_writing(sql: str) -> None:
    assert not is_reading(sql)
