"""A keeper of the catalogue is told what to look at, with its place."""

from datetime import date
from pathlib import Path

import pytest

from pleinjour.refdata.services import FOLDER, Remark, check_catalogue
from tests.refdata.services.conftest import ASSISTANTS, Change

TODAY = date(2026, 3, 1)


def remarks(folder: Path, *, today: date = TODAY, days: int = 365) -> list[Remark]:
    return check_catalogue(folder, today, days)


def errors(folder: Path) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.file, one.entry, str(one.sentence)) for one in remarks(folder) if one.level == "error"]


def test_the_catalogue_that_ships_has_no_error() -> None:
    assert errors(FOLDER) == []


def test_a_sound_folder_has_no_error(folder: Path) -> None:
    assert errors(folder) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("id: writer", "id: helper", "l’identifiant « helper » est déjà pris par « helper » (assistants.yaml)"),
        ("name: Plume", "name: AÏDE !", "le nom « aide » est déjà pris par « helper » (assistants.yaml)"),
        ("api.helper.example", "helper.example", "le domaine « helper.example » est déjà pris par « helper »"),
    ],
)
def test_what_is_taken_twice_is_an_error(folder: Path, change: Change, old: str, new: str, sentence: str) -> None:
    change("entries/writing.yaml", old, new)
    [(kind, file, _entry, said)] = errors(folder)
    assert (kind, file) == ("duplicate", "writing.yaml")
    assert sentence in said


def test_every_duplicate_is_said_at_once(folder: Path, change: Change) -> None:
    change("entries/writing.yaml", "name: Plume", "name: Aide")
    change("entries/writing.yaml", "[api.helper.example", "[helper.example, chat.example.com, api.helper.example")
    assert len(errors(folder)) == 3


def test_a_shared_name_that_a_service_claims_is_an_error(folder: Path, change: Change) -> None:
    change("entries/writing.yaml", "api.helper.example", "example.net")
    [(kind, file, entry, said)] = errors(folder)
    assert (kind, file, entry) == ("shared", "writing.yaml", "writer")
    assert "« example.net » sert à bien d’autres choses (un hébergeur)" in said


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("entries/writing.yaml", "country: inconnu", "country: UK", ("writing.yaml", "writer")),
        ("entries/writing.yaml", "- id", "- id: [", ("writing.yaml", "ligne 2")),
        ("shared_apexes.yaml", "example.com", "Example.com", ("shared_apexes.yaml", "-")),
        ("edition.yaml", "edition", "month", ("edition.yaml", "-")),
    ],
)
def test_what_the_loader_refuses_is_an_error(
    folder: Path, change: Change, file: str, old: str, new: str, place: tuple[str, str]
) -> None:
    change(file, old, new)
    [(kind, *where, _said)] = errors(folder)
    assert (kind, *where) == ("broken", *place)


def warnings(folder: Path, kind: str, *, today: date = TODAY, days: int = 365) -> list[tuple[str, str, str]]:
    found = remarks(folder, today=today, days=days)
    assert {one.level for one in found} <= {"warning"}
    return [(one.file, one.entry, str(one.sentence)) for one in found if one.kind == kind]


def test_a_name_under_that_of_another_provider_is_a_warning(folder: Path, change: Change) -> None:
    [(file, entry, said)] = warnings(folder, "overlap")
    assert (file, entry) == ("writing.yaml", "writer")
    assert "« api.helper.example » dépend d’un domaine de « Aide »" in said
    change("entries/writing.yaml", "Autre éditeur", "Un éditeur")
    assert warnings(folder, "overlap") == []


def test_a_row_is_stale_after_so_many_days(folder: Path) -> None:
    assert warnings(folder, "stale", today=date(2026, 1, 13), days=10) == []
    [(file, entry, said)] = warnings(folder, "stale", today=date(2026, 1, 14), days=10)
    assert (file, entry) == ("assistants.yaml", "helper"), "its answers are a day older than the row"
    assert "2026-01-03" in said
    assert len(warnings(folder, "stale", today=date(2026, 1, 15), days=10)) == 2


def test_rows_of_which_nothing_is_known_are_said_once_for_each_file(folder: Path) -> None:
    assert warnings(folder, "unknown") == [("writing.yaml", "-", "1 services dont rien n’est connu : writer")]


def test_errors_of_one_file_do_not_hide_those_of_another(folder: Path, change: Change) -> None:
    (folder / "entries/assistants.yaml").write_text(ASSISTANTS + "- id: [")
    change("entries/writing.yaml", "api.helper.example", "example.net")
    assert [kind for kind, *_ in errors(folder)] == ["shared"]
