"""`pleinjour journal`: whatever was done to a journal outside the house, the first broken link is told."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from typing import Final

import pytest
from django.db import transaction

from pleinjour.cli import journals
from pleinjour.web.organizations.journal import append, canonical, hash_of, stamp
from pleinjour.web.organizations.journal_export import FIELDS
from pleinjour.web.organizations.journal_guard import JOURNAL
from pleinjour.web.organizations.models import Authority, JournalEntry
from tests.cli.runs import Result, Runner
from tests.web.guards import without
from tests.web.organizations.factories import make_authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch) -> Authority:
    """A journal of five entries, in the database of the tests."""
    monkeypatch.setattr(journals, "require_database", lambda environ: None)
    authority = make_authority(slug="clairval")
    with transaction.atomic():
        for number in range(5):
            append(
                authority, None, "unit.added", target=f"unit:{number}", reason="=1+1", detail={"name": "Médiathèque"}
            )
    return authority


def _forge(sequence: int, previous: str) -> None:
    """An entry that Pleinjour did not write, with the hash that its content calls for."""
    first = JournalEntry.objects.get(sequence=1)
    entry = JournalEntry(
        authority_id=first.authority_id, sequence=sequence, at=first.at, action="faux", previous_hash=previous
    )
    entry.hash = hash_of(entry)
    entry.save()


def _swap(first: int, second: int) -> None:
    rows = JournalEntry.objects
    for before, after in ((first, 99), (second, first), (99, second)):
        rows.filter(sequence=before).update(sequence=after)


def _rewrite(sequence: int) -> None:
    entry = JournalEntry.objects.get(sequence=sequence)
    entry.reason = "autre"
    JournalEntry.objects.filter(sequence=sequence).update(reason="autre", hash=hash_of(entry))


TAMPERINGS: Final[Mapping[str, tuple[Callable[[], object], int, str]]] = {
    "changed": (lambda: JournalEntry.objects.filter(sequence=3).update(reason="autre"), 3, "modifiée"),
    "deleted": (lambda: JournalEntry.objects.filter(sequence=3).delete(), 3, "absente"),
    "deleted at the beginning": (lambda: JournalEntry.objects.filter(sequence=1).delete(), 1, "absente"),
    "reordered": (lambda: _swap(2, 3), 2, "ne suit pas la précédente"),
    "rewritten with its hash": (lambda: _rewrite(2), 3, "ne suit pas la précédente"),
    "appended beside": (lambda: _forge(6, "0" * 64), 6, "ne suit pas la précédente"),
    "appended further": (lambda: _forge(9, JournalEntry.objects.get(sequence=5).hash), 6, "absente"),
    "put before the first": (lambda: _forge(0, ""), 1, "absente"),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_the_first_broken_link_is_told_with_its_place(authority: Authority, pleinjour: Runner, tampering: str) -> None:
    tamper, sequence, fault = TAMPERINGS[tampering]
    with without(JOURNAL):
        tamper()
    result = pleinjour("journal", "verify")
    assert (result.code, result.out) == (1, f"clairval : rompu. Entrée {sequence} : {fault}.\n")
    assert "Prévenez votre RSSI" in result.err


def _anchor_in(result: Result) -> str:
    return result.out.split()[-1]


@pytest.mark.parametrize("tamper", [lambda: JournalEntry.objects.filter(sequence=5).delete(), lambda: _rewrite(5)])
def test_an_end_that_is_cut_or_rewritten_is_seen_by_what_was_kept_elsewhere(
    authority: Authority, pleinjour: Runner, tamper: Callable[[], object]
) -> None:
    whole = pleinjour("journal", "verify")
    assert (whole.code, whole.out.partition(".")[0]) == (0, "clairval : entier, 5 entrées")
    assert pleinjour("journal", "verify", "--anchor", _anchor_in(whole)).code == 0
    with without(JOURNAL):
        tamper()
    assert pleinjour("journal", "verify").code == 0
    cut = pleinjour("journal", "verify", "--anchor", _anchor_in(whole), "--json")
    assert (cut.code, cut.content[0]["breaks"]) == (1, [{"sequence": 5, "fault": "cut"}])


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--authority", "clairvaux"), "Aucune collectivité"), (("--anchor", "5:abc"), "NOM:RANG:EMPREINTE"),
     (("--anchor", f"clairvaux:1:{'0' * 64}"), "NOM:RANG:EMPREINTE")],
)  # fmt: skip
def test_a_journal_that_is_not_there_is_told(
    authority: Authority, pleinjour: Runner, words: tuple[str, ...], said: str
) -> None:
    result = pleinjour("journal", "verify", *words)
    assert result.code == 1
    assert said in result.err


def test_anybody_computes_the_chain_again_from_the_export(authority: Authority, pleinjour: Runner) -> None:
    previous = ""
    for line in pleinjour("journal", "export", "--authority", "clairval").out.splitlines():
        *content, digest = _in_order(json.loads(line))
        assert content[-1] == previous
        previous = hashlib.sha256(canonical(content).encode()).hexdigest()
        assert previous == digest
    assert previous == JournalEntry.objects.get(sequence=5).hash


def _in_order(entry: dict[str, int | str]) -> list[int | str]:
    assert set(entry) == set(FIELDS)
    return [entry[name] for name in FIELDS]


def test_the_chain_of_every_authority_leaves_in_csv_without_formulas(authority: Authority, pleinjour: Runner) -> None:
    other = make_authority(slug="aval")
    append(other, None, "unit.added")
    rows = list(csv.DictReader(io.StringIO(pleinjour("journal", "export", "--csv").out)))
    assert [row["authority"] for row in rows] == [str(other.pk), *[str(authority.pk)] * 5]
    assert {row["reason"] for row in rows[1:]} == {"'=1+1"}
    assert rows[1]["at"] == stamp(JournalEntry.objects.get(authority=authority, sequence=1).at)
