"""The loader refuses whatever breaks its rules, and names the place."""

from pathlib import Path

import pytest

from pleinjour.refdata.errors import ReferenceDataError
from pleinjour.refdata.services import read_catalogue
from tests.refdata.services.conftest import SOURCES, Change, service_in


def _refusal(folder: Path) -> str:
    with pytest.raises(ReferenceDataError) as caught:
        read_catalogue(folder)
    return str(caught.value)


def test_a_sound_folder_is_read_whole(folder: Path) -> None:
    catalogue = read_catalogue(folder)
    helper = catalogue.services["helper"]
    assert list(catalogue.services) == ["helper", "writer"]
    assert catalogue.category_of == {"helper": "assistants", "writer": "writing"}
    assert helper.trains_on_inputs.value is True
    assert helper.hosting_eu.value is False
    assert helper.hosting_eu.source is catalogue.sources[0]
    assert helper.french_public_offer.value is None
    assert helper.terms == "https://helper.example/terms"
    assert catalogue.services["writer"].terms is None


def test_domains_are_served_in_ascii_and_kept_in_unicode(folder: Path) -> None:
    catalogue = read_catalogue(folder)
    assert catalogue.domains["xn--lan-9la.example"] == "writer"
    assert catalogue.services["writer"].domains[1] == "élan.example"


def test_the_longest_domain_wins_and_an_excluded_one_is_not_counted(folder: Path) -> None:
    catalogue = read_catalogue(folder)
    found = [service_in(catalogue, host) for host in ("a.helper.example", "v1.api.helper.example")]
    assert found == ["helper", "writer"]
    assert service_in(catalogue, "eu.status.helper.example") is None
    assert catalogue.domains["status.helper.example"] is None


def test_background_traffic_is_no_use_and_is_listed_with_its_source(folder: Path) -> None:
    catalogue = read_catalogue(folder)
    [background] = catalogue.services["helper"].background_domains
    assert (background.domain, background.reason) == ("beat.helper.example", "battement de l’extension")
    assert background.source is catalogue.sources[0]
    assert service_in(catalogue, "v1.beat.helper.example") is None
    assert catalogue.domains["beat.helper.example"] is None


def test_editions_are_in_the_order_of_time(folder: Path) -> None:
    ranks = []
    for edition in ("2025-12", "2026-01", "2026-01.2", "2026-01.10", "2026-02", "2026-11"):
        (folder / "edition.yaml").write_text(f"edition: {edition!r}")
        catalogue = read_catalogue(folder)
        assert catalogue.edition == edition
        ranks.append(catalogue.rank)
    assert ranks == sorted(set(ranks))


def test_a_category_may_fill_several_files(folder: Path) -> None:
    writing = (folder / "entries/writing.yaml").read_text()
    (folder / "entries/writing.yaml").rename(folder / "entries/writing.n-z.yaml")
    more = writing.replace("writer", "corrector").replace("Plume", "Gomme").replace("élan", "gomme")
    (folder / "entries/writing.a-m.yaml").write_text(more.replace("api.helper", "api.gomme"))
    catalogue = read_catalogue(folder)
    assert list(catalogue.services) == ["helper", "corrector", "writer"]
    assert {catalogue.category_of[name] for name in ("corrector", "writer")} == {"writing"}


def test_a_name_that_only_ends_alike_is_no_match(folder: Path) -> None:
    assert service_in(read_catalogue(folder), "nothelper.example") is None


def test_the_version_changes_with_the_data(folder: Path, change: Change) -> None:
    before = read_catalogue(folder).version
    change("entries/writing.yaml", "Plume", "Stylo")
    assert read_catalogue(folder).version != before


def test_the_catalogue_cannot_be_changed_by_its_readers(folder: Path) -> None:
    domains = read_catalogue(folder).domains
    with pytest.raises(TypeError):
        domains["other.example"] = "helper"  # type: ignore[index]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("name: Aide", "nome: Aide", "champ inconnu : nome"),
        ("name: Aide", "name: 12", "« name » doit être un texte"),
        ("name: Aide", "name: '  '", "« name » doit être un texte"),
        ("country: FR", "country: UK", "« UK » n’est pas un code de pays"),
        ("country: FR", "country: NO", "« country » doit être un texte (entre guillemets"),
        ("[helper.example, chat.example.com]", "helper.example", "« domains » doit être une liste"),
        ("[helper.example, chat.example.com]", "[helper.example, 7]", "« domains » doit être une liste"),
        ("[helper.example, chat.example.com]", "[]", "au moins un domaine"),
        ("chat.example.com", "Chat.example.com", "doit s’écrire en minuscules"),
        ("chat.example.com", "chat..example", "n’est pas un nom de domaine"),
        ("chat.example.com", "localhost", "n’est pas un nom de domaine"),
        ("chat.example.com", "-chat.example", "n’est pas un nom de domaine"),
        ("chat.example.com", "https://chat.example", "n’est pas un nom de domaine"),
        ("chat.example.com", "é..example", "n’est pas un nom de domaine"),
        ("chat.example.com", "straße.example", "a des lettres que cette écriture ne garde pas"),
        ("chat.example.com", "xn--lan-9la.org", "en toutes lettres, sans « xn-- »"),
        ("chat.example.com", "helper.example", "« helper.example » figure déjà dans le catalogue"),
        ("chat.example.com", "example.com", "sert à bien d’autres choses (un moteur de recherche)"),
        ("chat.example.com", "example.net", "sert à bien d’autres choses (un hébergeur)"),
        ("status.helper.example", "status.example.org", "ne dépend d’aucun domaine compté"),
        ("status.helper.example", "helper.example", "ne dépend d’aucun domaine compté"),
        ("beat.helper.example", "beat.example.org", "« beat.example.org » est exclu ou de fond, mais ne dépend"),
        ("beat.helper.example", "helper.example", "ne dépend d’aucun domaine compté"),
        ("beat.helper.example", "status.helper.example", "figure déjà dans le catalogue"),
        ("beat.helper.example", "Beat.helper.example", "doit s’écrire en minuscules"),
        ("{domain: beat.helper.example", "{host: beat.helper.example", "champ inconnu : host"),
        ("reason: battement de l’extension, ", "", "« reason » doit être un texte"),
        ("l’extension, source: list", "l’extension, source: none", "source inconnue : none"),
        ("l’extension, source: list, read_on: 2026-01-03", "l’extension, source: list", "« read_on » doit être"),
        (
            "- {domain: beat.helper.example",
            "{domain: beat.helper.example",
            "« background_domains » doit être une liste",
        ),
        ("value: oui", "value: yes", "« value » doit être un texte"),
        ("value: oui", "value: peut-être", "« value » vaut oui ou non"),
        ("{value: oui, source: list, read_on: 2026-01-03}", "oui", "il faut des champs"),
        ("value: oui, source: list,", "value: oui,", "« source » doit être un texte"),
        ("value: oui, source: list", "value: oui, source: none", "source inconnue : none"),
        ("value: oui, source: list, read_on: 2026-01-03", "value: oui, source: list", "« read_on » doit être une date"),
        ("value: oui, source", "value: oui, note: x, source", "champ inconnu : note"),
        ("https://helper", "http://helper", "« terms » doit être une adresse en https://"),
        ("sources: [list]", "sources: []", "il faut au moins une source"),
        ("sources: [list]", "sources: [rumour]", "source inconnue : rumour"),
        ("read_on: 2026-01-04", "read_on: janvier 2026", "« read_on » doit être une date"),
        ("read_on: 2026-01-04", "read_on: 2026-01-04 10:00:00", "« read_on » doit être une date"),
    ],
)
def test_a_bad_entry_is_refused_with_its_place(folder: Path, change: Change, old: str, new: str, reason: str) -> None:
    change("entries/assistants.yaml", old, new)
    refusal = _refusal(folder)
    assert reason in refusal
    assert "fichier assistants.yaml, entrée « helper" in refusal


@pytest.mark.parametrize("bad", ["Helper", "help er", "aidé", "''", "'_'"])
def test_an_id_is_plain_lower_case(folder: Path, change: Change, bad: str) -> None:
    change("entries/assistants.yaml", "id: helper", f"id: {bad}")
    assert "« id »" in _refusal(folder)


def test_an_id_is_taken_once_over_all_files(folder: Path, change: Change) -> None:
    change("entries/writing.yaml", "id: writer", "id: helper")
    assert "fichier writing.yaml, entrée « helper » : cet identifiant est déjà pris" in _refusal(folder)


def test_a_domain_is_taken_once_over_all_files(folder: Path, change: Change) -> None:
    change("entries/writing.yaml", "api.helper.example", "helper.example")
    assert "entrée « writer » : le domaine « helper.example » figure déjà" in _refusal(folder)


def test_an_entry_without_a_name_is_called_by_its_rank(folder: Path, change: Change) -> None:
    change("entries/assistants.yaml", "id: helper\n  name", "name")
    assert "entrée « n° 1 »" in _refusal(folder)


def test_a_field_that_is_missing_is_refused(folder: Path, change: Change) -> None:
    change("entries/writing.yaml", "  hosting_eu: inconnu\n", "")
    assert "entrée « writer, hosting_eu »" in _refusal(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("SOURCES.yaml", "licence: MIT", "license: MIT", "fichier SOURCES.yaml, entrée « list » : champ inconnu"),
        ("SOURCES.yaml", "licence: MIT", "licence: MIT\n  sha256: abc", "« sha256 » doit avoir 64 chiffres"),
        ("SOURCES.yaml", "https://", "ftp://", "« link » doit être une adresse en https://"),
        ("categories.yaml", "  label_en: Writing\n", "", "fichier categories.yaml, entrée « writing »"),
        ("categories.yaml", "label_fr: Rédaction", "label: Rédaction", "champ inconnu : label"),
        ("edition.yaml", "2026-01", "2026-13", "« edition » s’écrit 2026-12"),
        ("edition.yaml", "2026-01", "2026-1", "« edition » s’écrit 2026-12"),
        ("edition.yaml", "2026-01", "2026-01.0", "« edition » s’écrit 2026-12"),
        ("edition.yaml", "2026-01", "2026-01-02", "« edition » doit être un texte"),
        ("edition.yaml", "edition:", "month:", "champ inconnu : month"),
        ("shared_apexes.yaml", "example.com: un", "Example.com: un", "« Example.com » doit s’écrire en minuscules"),
        ("shared_apexes.yaml", "un hébergeur", "", "« host.example.net » doit être un texte"),
    ],
)
def test_the_other_files_are_read_as_strictly(
    folder: Path, change: Change, file: str, old: str, new: str, expected: str
) -> None:
    change(file, old, new)
    assert expected in _refusal(folder)


def test_a_source_that_backs_nothing_is_refused(folder: Path) -> None:
    more = SOURCES + SOURCES.replace("list:", "idle:")
    (folder / "SOURCES.yaml").write_text(more)
    assert "entrée « idle » : aucune entrée ne cite cette source" in _refusal(folder)


@pytest.mark.parametrize("name", ["cooking.yaml", "cooking.writing.yaml", "writing", "writing.yml", "writing.txt"])
def test_a_file_of_no_category_is_refused(folder: Path, name: str) -> None:
    (folder / "entries" / name).write_text("[]")
    assert f"« {name} » n’est le fichier d’aucune catégorie" in _refusal(folder)


def test_a_category_without_its_file_is_refused(folder: Path) -> None:
    (folder / "entries/writing.yaml").unlink()
    assert "entrée « writing » : aucun fichier d’entrées pour cette catégorie" in _refusal(folder)


def test_a_file_that_is_missing_is_refused(folder: Path) -> None:
    (folder / "edition.yaml").unlink()
    assert "fichier edition.yaml, entrée « - » : fichier illisible" in _refusal(folder)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("- id: [", "YAML mal formé"),
        ("- id: a\n  id: b", "entrée « ligne 2 » : YAML mal formé"),
        ("id: a", "il faut une liste d’entrées"),
        ("- helper", "entrée « n° 1 » : il faut des champs"),
        ("- !!python/object/apply:os.getcwd []", "YAML mal formé"),
        ("- read_on: 2026-99-99", "YAML mal formé"),
        ("- name: !!bool a", "YAML mal formé"),
    ],
)
def test_a_file_of_another_shape_is_refused(folder: Path, content: str, expected: str) -> None:
    (folder / "entries/assistants.yaml").write_text(content)
    assert expected in _refusal(folder)


def test_a_mapping_file_must_hold_a_mapping(folder: Path) -> None:
    (folder / "categories.yaml").write_text("- assistants")
    assert "fichier categories.yaml, entrée « - » : il faut des champs" in _refusal(folder)
