"""Statements written once for the process: Django takes ten times longer to write one than a database to answer it."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


class Prepared(Generic[Row]):
    """A QuerySet of whole rows, asked again and again with other values. For pages that many people ask for.

    `write` gives it with values that stand for others, exact ones alone: `ask` takes theirs in the order in which the
    statement has them. What it annotates comes as the database gives it: figures and texts alone are safe.
    """

    def __init__(self, write: Callable[[], QuerySet[Row]]) -> None:
        self._write = write

    def ask(self, *values: str | int) -> Iterator[Row]:
        """The rows for these values. Raises ValueError when the statement wants fewer or more."""
        model, statement, count = self._written
        if len(values) != count:
            raise ValueError(f"{count} values are wanted, not {len(values)}")
        return iter(model._default_manager.raw(statement, values))  # noqa: SLF001

    def find(self, *values: str | int) -> Row | None:
        """The first row for these values."""
        return next(self.ask(*values), None)

    @cached_property
    def _written(self) -> tuple[type[Row], str, int]:
        rows = self._write()
        statement, values = rows.query.sql_with_params()
        return rows.model, statement, len(values)
