"""The catalogues follow the code, and keep what people have translated."""

from pathlib import Path

import pytest

import translations
from compile_translations import compile_all
from pleinjour.base.sentences import typeset

CODE = '_("Bonjour")\n_("Bonsoir {name}")\nngettext("%(n)s usage", "%(n)s usages", n)\n'


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small working copy with three sentences, and its catalogues."""
    (tmp_path / "pleinjour").mkdir()
    (tmp_path / "pleinjour" / "a.py").write_text(CODE)
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    translations.update()
    return tmp_path


def english() -> Path:
    return translations.path_of("en")


def translate(french: str, text: str) -> None:
    path = english()
    path.write_text(path.read_text().replace(f'msgid "{french}"\nmsgstr ""', f'msgid "{french}"\nmsgstr "{text}"'))


def test_the_french_catalogue_repeats_the_sentences(house: Path) -> None:
    text = translations.path_of("fr").read_text()
    assert 'msgid "Bonjour"\nmsgstr "Bonjour"' in text
    assert 'msgstr[0] "%(n)s usage"\nmsgstr[1] "%(n)s usages"' in text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("« {name} » manque : voyez ici.", "«\u202f{name}\u202f» manque\u00a0: voyez ici."),
        ("Vraiment ? Oui ! Non ; si.", "Vraiment\u202f? Oui\u202f! Non\u202f; si."),
        ("Plus de %(share)s %% ici", "Plus de %(share)s\u202f%% ici"),
        ("Adresse http://127.0.0.1:8000/?a=b", "Adresse http://127.0.0.1:8000/?a=b"),
        ("%(count)s personnes", "%(count)s personnes"),
    ],
)
def test_french_is_read_with_its_no_break_spaces(typed: str, read: str) -> None:
    assert typeset(typed) == read


def test_an_update_keeps_translations_and_drops_what_nobody_says(house: Path) -> None:
    translate("Bonjour", "Good morning")
    (house / "pleinjour" / "a.py").write_text('_("Bonjour")\n_("Bonne nuit")\n')
    translations.update()
    text = english().read_text()
    assert 'msgstr "Good morning"' in text
    assert "Bonne nuit" in text
    assert "Bonsoir" not in text


def test_the_same_code_gives_the_same_files(house: Path) -> None:
    before = english().read_bytes()
    translations.update()
    assert english().read_bytes() == before


def test_the_check_names_what_is_not_translated(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.check() == 1
    assert "not translated: 'Bonjour'" in capsys.readouterr().out


def test_the_check_names_other_placeholders(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate("Bonsoir {name}", "Good evening {nom}")
    assert translations.check() == 1
    assert "other placeholders: 'Bonsoir {name}'" in capsys.readouterr().out


def test_the_check_names_a_catalogue_behind_the_code(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "pleinjour" / "a.py").write_text('_("Nouvelle phrase")')
    assert translations.check() == 1
    assert "is behind the code" in capsys.readouterr().out


def test_the_check_passes_when_all_is_translated(house: Path) -> None:
    (house / "pleinjour" / "a.py").write_text('_("Bonjour")')
    translations.update()
    translate("Bonjour", "Good morning")
    assert translations.check() == 0


def test_catalogues_are_compiled_beside_their_source(house: Path) -> None:
    compile_all(house)
    assert english().with_suffix(".mo").stat().st_size > 0
