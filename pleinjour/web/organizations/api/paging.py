"""Lists are told page by page."""

from collections.abc import Iterable
from typing import Annotated, Generic, TypeVar

from django.db.models import Model, QuerySet
from ninja import Schema
from pydantic import Field

from pleinjour.web.organizations.api.fields import Sent

Item = TypeVar("Item", bound=Schema)
Row = TypeVar("Row", bound=Model)
Value = TypeVar("Value")


class Page(Schema, Generic[Item]):
    """A page of a list: `count` is that of the whole list."""

    items: list[Item]
    count: int
    page: int
    page_size: int


class Paging(Sent):
    """Which page, and how long."""

    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    page_size: Annotated[int, Field(ge=1, le=200)] = 50


def page_of(rows: "QuerySet[Row, Value]", paging: Paging) -> Iterable[Value]:
    """The rows of one page; none beyond the last."""
    start = (paging.page - 1) * paging.page_size
    return rows[start : start + paging.page_size]
