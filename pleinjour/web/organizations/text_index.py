"""Full-text search, the same on both databases: the words are computed by `engines.search`, databases only index them.

A room keeps, beside each row that is searched, a row of its own model of `FoundBy`, in the transaction that writes the
first, and one `TextIndex` on that model's table, installed by a migration.
"""

from dataclasses import dataclass
from typing import Final, TypeVar

from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from pleinjour.engines.search import Query, Wanted, parse_query, sort_key, words_of
from pleinjour.refdata.french import load_stop_words
from pleinjour.web.organizations.append_only import run_statements
from pleinjour.web.organizations.models import Authority
from pleinjour.web.organizations.write_ahead import empty_the_write_ahead_file

Row = TypeVar("Row", bound=models.Model)
LONGEST_KEY: Final = 200


class FoundBy(models.Model):
    """The words by which a row is found; `sort_key` orders lists, the same on every database.

    Its model adds the row: a OneToOneField that is the primary key.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    sort_key = models.CharField(max_length=LONGEST_KEY)
    words = models.TextField()

    class Meta:
        abstract = True


def found_by(title: str, body: str) -> dict[str, str]:
    """The values of `FoundBy` for a row of this title, found by its body too."""
    return {"sort_key": sort_key(title), "words": words_of(title, body, load_stop_words())}


def read_query(text: str) -> Query:
    """What somebody typed."""
    return parse_query(text, load_stop_words())


@dataclass(frozen=True, slots=True)
class TextIndex:
    """The full-text index of a table of `FoundBy`, whose primary key is the column `key`.

    A later migration that rebuilds the table on SQLite drops its triggers: it must install the index again.
    """

    table: str
    key: str

    def install(self, on: BaseDatabaseWrapper) -> None:
        """Index the table, what it holds already included. Raises KeyError for a database Pleinjour does not know."""
        statements = {"sqlite": self._sqlite(), "postgresql": self._postgresql()}
        run_statements(on, statements[on.vendor])

    def remove(self, on: BaseDatabaseWrapper) -> None:
        """Take the index away: a reversed migration does."""
        statements = {
            "sqlite": (
                *(f"DROP TRIGGER IF EXISTS {self.table}_{deed}" for deed in ("insert", "update", "delete")),
                f"DROP TABLE IF EXISTS {self.table}_fts",
            ),
            "postgresql": (f"ALTER TABLE {self.table} DROP COLUMN IF EXISTS vector",),
        }
        run_statements(on, statements[on.vendor])

    def forget_erased(self) -> None:
        """On SQLite, words of rows that are gone stay in the index until it is written anew: here it is."""
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {self.table}_fts ({self.table}_fts) VALUES ('optimize')")  # noqa: S608
            transaction.on_commit(empty_the_write_ahead_file)

    def search(self, rows: QuerySet[Row], query: Query, related: str = "words") -> "QuerySet[Row, int]":
        """The keys of those of `rows` that answer: by their title first, then by its alphabetical order.

        `related` leads from a row to its FoundBy. A query that asks nothing keeps every row. Keys alone: a database
        puts thousands of whole rows in order much slower.
        """
        order = (f"{related}__sort_key", "pk")
        if not query:
            return rows.order_by(*order).values_list("pk", flat=True)
        found = self.answering(rows, query, related)
        in_title = When(**{f"{related}__pk__in": self._keys(query.in_title())}, then=Value(0))
        rank = Case(in_title, default=Value(1), output_field=IntegerField())
        return found.order_by(rank, *order).values_list("pk", flat=True)

    def answering(self, rows: QuerySet[Row], query: Query, related: str = "words") -> QuerySet[Row]:
        """Those of `rows` that answer a query that asks something, in the order of `rows`."""
        return rows.filter(**{f"{related}__pk__in": self._keys(query), f"{related}__isnull": False})

    def keys(self, query: Query) -> frozenset[int]:
        """The keys of every row that answers a query that asks something, whoever's they are."""
        with connection.cursor() as cursor:
            cursor.execute(*self._statement(query))
            return frozenset(key for (key,) in cursor.fetchall())

    def _keys(self, query: Query) -> RawSQL:
        return RawSQL(*self._statement(query))  # noqa: S611

    def _statement(self, query: Query) -> tuple[str, tuple[str]]:
        """Selects the keys of what answers. Only names of ours go into the statement."""
        if connection.vendor == "sqlite":
            sql = f"SELECT rowid FROM {self.table}_fts WHERE {self.table}_fts MATCH %s"  # noqa: S608
            return sql, (_say(query, _FTS5),)
        sql = f"SELECT {self.key} FROM {self.table} WHERE vector @@ %s::tsquery"  # noqa: S608
        return sql, (_say(query, _TSQUERY),)

    def _sqlite(self) -> tuple[str, ...]:
        index, table, key = f"{self.table}_fts", self.table, self.key
        forget = f"INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', OLD.{key}, OLD.words);"  # noqa: S608
        learn = f"INSERT INTO {index} (rowid, words) VALUES (NEW.{key}, NEW.words);"  # noqa: S608
        return (
            f"CREATE VIRTUAL TABLE {index} USING fts5(words, content='{table}', content_rowid='{key}', "
            "tokenize='ascii')",
            f"CREATE TRIGGER {table}_insert AFTER INSERT ON {table} BEGIN {learn} END",
            f"CREATE TRIGGER {table}_delete AFTER DELETE ON {table} BEGIN {forget} END",
            f"CREATE TRIGGER {table}_update AFTER UPDATE ON {table} BEGIN {forget} {learn} END",
            f"INSERT INTO {index} ({index}) VALUES ('rebuild')",  # noqa: S608
        )

    def _postgresql(self) -> tuple[str, ...]:
        return (
            f"ALTER TABLE {self.table} ADD COLUMN vector tsvector "
            "GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
            f"CREATE INDEX {self.table}_vector ON {self.table} USING gin (vector)",
            # As SQLite does: a list has one order.
            f'ALTER TABLE {self.table} ALTER COLUMN sort_key TYPE varchar({LONGEST_KEY}) COLLATE "C"',
        )


@dataclass(frozen=True, slots=True)
class _Syntax:
    """How an index is asked. Entries are ASCII letters and figures: nothing in them needs escaping."""

    words: str
    beginning: str
    neighbours: str
    either: str
    both: str

    def say(self, wanted: Wanted) -> str:
        shape = self.beginning if wanted.is_prefix else self.words
        return shape.format(self.neighbours.join(wanted.entries))


_FTS5: Final = _Syntax('"{}"', '"{}" *', " ", " OR ", " AND ")
_TSQUERY: Final = _Syntax("({})", "({}:*)", " <-> ", " | ", " & ")


def _say(query: Query, syntax: _Syntax) -> str:
    clauses = (syntax.either.join(map(syntax.say, clause)) for clause in query.clauses)
    return syntax.both.join(f"({clause})" for clause in clauses)
