"""An unnamed declaration: nothing joins it to its author. The whole database is searched, its files and its order.

Each time, one session declares without a name, and another only opens the same pages: what they leave is compared.
"""

import io
import logging
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest
from django.db import connection
from django.test import Client

from pleinjour.web.config.logs import JSONFormatter
from pleinjour.web.decide.actions import declarations as actions
from pleinjour.web.decide.declaring.mixing import monday_after
from pleinjour.web.decide.models import UnnamedDeclaration
from pleinjour.web.decide.tasks import part_from_their_moment
from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Role
from tests.web.decide.telling import TOLD, declare_without_a_name, typed
from tests.web.observe.kept import database_bytes
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.registry.factories import NOW

pytestmark = pytest.mark.django_db(transaction=True)

TABLE: Final = "decide_unnameddeclaration"
WORD: Final = "serinusdesiles"
# What the table holds, and nothing else: a new column has to be weighed here.
COLUMNS: Final = {
    "id", "authority_id", "system_id", "service", "tool", "need", "content", "frequency", "support", "progress",
    "answer", "answered_on", "answered_by_role", "edits", "shown_from", "receipt_digest",
}  # fmt: skip
Row = dict[str, object]


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def agent(authority: Authority) -> Account:
    return member(authority, Role.AGENT)


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """Everything that is logged, at its most talkative."""
    stream, root = io.StringIO(), logging.getLogger()
    listener, level = logging.StreamHandler(stream), root.level
    listener.setFormatter(JSONFormatter())
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(listener)
    root.setLevel(level)


def every_row() -> dict[str, list[Row]]:
    """The rows of every table, with the numbers that the database gives to rows by itself."""
    return {table: _rows_of(table) for table in connection.introspection.table_names()}


def _rows_of(table: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT *, {_numbers_of(table)} FROM "{table}"')  # noqa: S608 - a table of ours
        assert cursor.description
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _numbers_of(table: str) -> str:
    """What tells the order of writing: row numbers of SQLite, where the table has some; transactions of PostgreSQL."""
    if connection.vendor == "postgresql":
        return "xmin::text AS hidden, cmin::text AS hidden_too"
    with connection.cursor() as cursor:
        cursor.execute("SELECT wr FROM pragma_table_list WHERE name = %s", [table])
        (without_numbers,) = cursor.fetchone()
    return "NULL AS hidden" if without_numbers else "rowid AS hidden"


def _open_pages(client: Client, authority: Authority) -> None:
    for page in ("", "decider/declarer/", "decider/declarations/"):
        assert client.get(f"/a/{authority.slug}/{page}").status_code == 200


def _declare(client: Client, authority: Authority) -> str:
    address = f"/a/{authority.slug}/decider/declarer/"
    wrong = client.post(address, typed(naming="unnamed", tool="", support=WORD))
    sent = typed(naming="unnamed", tool=WORD, support=WORD)
    review = client.post(address, sent)
    code = str(review.context["code"])
    kept = client.post(address, {**sent, "step": "send", "code": code})
    assert [answer.status_code for answer in (wrong, review, kept)] == [200, 200, 200]
    assert code in kept.content.decode()
    return code


def _signed_in(account: Account) -> Client:
    client = Client()
    sign_in(client, account, verified=False)
    return client


def test_an_unnamed_declaration_leaves_one_row_that_nothing_joins_to_its_author(
    authority: Authority, agent: Account, said: io.StringIO
) -> None:
    control, declaring = _signed_in(member(authority, Role.AGENT)), _signed_in(agent)
    start = every_row()
    _open_pages(control, authority)
    assert every_row() == start
    before_logs = said.getvalue()
    _open_pages(declaring, authority)
    _declare(declaring, authority)
    _open_pages(declaring, authority)
    after = every_row()
    (row,) = after.pop(TABLE)
    start.pop(TABLE)
    if connection.vendor == "postgresql":
        _forget_the_lock_of_the_authority(start, after)
    assert after == start
    assert said.getvalue()[len(before_logs) :] == ""
    _assert_row_is_bare(row, agent, declaring, after)


def _forget_the_lock_of_the_authority(*states: dict[str, list[Row]]) -> None:
    """The counter of locks on a row of the authority (not on anybody's) may differ."""
    for state in states:
        for row in state["organizations_authority"]:
            row.pop("hidden_too", None)


def _assert_row_is_bare(row: Row, agent: Account, client: Client, others: dict[str, list[Row]]) -> None:
    assert set(row) - {"hidden", "hidden_too"} == COLUMNS
    text = " ".join(str(value) for value in row.values())
    session = client.cookies["sessionid"].value
    for trace in (agent.email, agent.display_name, str(agent.journal_key), agent.journal_key.hex, session):
        assert trace not in text
    # The only date is a Monday to come; no other value is a date, an hour or a moment.
    dated = {name for name, value in row.items() if re.search(r"\d{4}-\d\d|\d\d:\d\d", str(value))}
    assert dated == {"shown_from"}
    shown_from = date.fromisoformat(str(row["shown_from"]))
    assert shown_from.isoweekday() == 1
    # What is drawn for it stands in no other row.
    for name in ("id", "receipt_digest"):
        assert not any(row[name] in line.values() for rows in others.values() for line in rows)


def test_what_the_database_holds_keeps_the_declaration_apart_from_its_author(
    authority: Authority, agent: Account
) -> None:
    code = _declare(_signed_in(agent), authority)
    content = database_bytes()
    assert WORD.encode() in content
    assert code.encode() not in content
    assert code.replace("-", "").encode() not in content
    if connection.vendor == "sqlite":
        _assert_files_hold_it_apart(agent)


def _assert_files_hold_it_apart(agent: Account) -> None:
    """On the pages of the file that hold it stands nothing of the author; what was written in order is emptied."""
    path = Path(str(connection.settings_dict["NAME"]))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_size")
        (size,) = cursor.fetchone()
    whole = path.read_bytes()
    pages = [whole[start : start + size] for start in range(0, len(whole), size)]
    holding = [page for page in pages if WORD.encode() in page]
    assert holding
    for trace in (agent.email, agent.journal_key.hex, str(agent.journal_key)):
        assert not any(trace.encode() in page for page in holding)
    assert path.with_name(f"{path.name}-wal").read_bytes() == b""


def test_neither_place_nor_number_tells_which_came_last(authority: Authority, agent: Account) -> None:
    for _rank in range(12):
        declare_without_a_name(agent, authority)
    rows = _rows_of(TABLE)
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == 12
    if connection.vendor == "sqlite":
        assert [row["id"] for row in sorted(rows, key=lambda row: int(str(row["hidden"])))] == sorted(ids)  # type: ignore[type-var]
    else:
        assert len({(row["hidden"], row["hidden_too"]) for row in rows}) == 1
        assert ids == sorted(ids)  # type: ignore[type-var]


def test_the_next_pass_parts_a_declaration_from_the_moment_it_came_at(authority: Authority, agent: Account) -> None:
    declare_without_a_name(agent, authority)
    before = _rows_of(TABLE)
    assert list(part_from_their_moment(NOW)) == []
    (then,), (now,) = before, _rows_of(TABLE)
    assert (then["hidden"] == now["hidden"]) == (connection.vendor == "sqlite")
    assert {name: now[name] for name in COLUMNS} == {name: then[name] for name in COLUMNS}


def test_an_answer_and_a_withdrawal_join_nobody_either(authority: Authority, agent: Account) -> None:
    referent = member(authority, Role.REFERENT)
    declaration, code = declare_without_a_name(agent, authority)
    _other, _code = declare_without_a_name(member(authority, Role.AGENT), authority)
    actions.answer_declaration(referent, declaration, "Voici un outil.", 0, NOW)
    assert UnnamedDeclaration.objects.get(pk=declaration.pk).answer == "Voici un outil."
    actions.withdraw_unnamed(code)
    entries = JournalEntry.objects.filter(authority=authority)
    assert {entry.actor for entry in entries} == {str(referent.journal_key)}
    assert UnnamedDeclaration.objects.count() == 1


def test_the_seven_days_of_a_week_leave_the_same_date() -> None:
    monday = date(2026, 11, 23)
    assert {monday_after(monday + timedelta(days=day)) for day in range(7)} == {date(2026, 11, 30)}


def test_named_or_not_a_server_in_front_sees_the_same_requests_and_answers(
    authority: Authority, agent: Account
) -> None:
    client, address = _signed_in(agent), f"/a/{authority.slug}/decider/declarer/"
    seen = []
    for naming in ("named", "unnamed"):
        review = client.post(address, typed(naming=naming))
        sent = client.post(address, {**typed(naming=naming), "step": "send", "code": str(review.context["code"])})
        seen.append(
            [(one.request["PATH_INFO"], one.request["QUERY_STRING"], one.status_code) for one in (review, sent)]
        )
    assert seen[0] == seen[1]
    assert TOLD.tool not in str(seen)
