import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pleinjour.engines.search import excerpt, fold, parse_query, sort_key, terms, words_of

STOP_WORDS = frozenset({"de", "la", "l", "les", "il", "des"})


def found(typed: str, title: str, body: str = "") -> bool:
    return parse_query(typed, STOP_WORDS).matches(words_of(title, body, STOP_WORDS))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("ecoles ", "l’École du centre"),
        ("L'ECOLE ", "Les écoles"),
        ("coeur ", "Le cœur de ville"),
        ("Œuvre ", "les oeuvres"),
        ("déployer ", "un outil déployé"),
        ("deploye ", "un outil déployé"),
        ("deliberations ", "la délibération publiée"),
        ("e\u0301cole ", "école"),
        ("Ελλάδα ", "ελλαδα"),
        ("2026 ", "marché 2026-14"),
    ],
)
def test_a_word_is_found_whatever_its_accents_its_capitals_and_its_ending(typed: str, text: str) -> None:
    assert found(typed, text)
    assert found(typed, "Autre", text)
    assert not found(typed, "Autre", "Rien de cela.")


def test_every_word_must_be_there_but_grammatical_ones() -> None:
    assert found("le tri de la poste ", "Tri", "la poste") is False  # "le" is none of this list
    assert found("tri de la poste ", "Tri", "poste")
    assert not found("tri colis ", "Tri", "poste")


@pytest.mark.parametrize(("typed", "is_found"), [("biblio", True), ("biblio ", False), ("g", True), ("génér", True)])
def test_the_word_that_is_being_typed_is_the_beginning_of_one(typed: str, is_found: bool) -> None:
    assert found(typed, "Bibliothèque", "La génération de résumés.") is is_found


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ('"tri de la poste"', True),
        ("« tri de la poste »", True),
        ('"tri la poste"', False),
        ('"tris de la poste"', False),
        ('"poste il"', False),
        ('rangée "de la"', True),
        ('"tri', True),
    ],
)
def test_between_quotation_marks_words_stand_as_they_are_written(typed: str, is_found: bool) -> None:
    assert found(typed, "Le tri de la poste", "Il aide. La poste est rangée.") is is_found


@pytest.mark.parametrize("typed", ["", "  ", "!?", "de la ", '""'])
def test_a_query_without_a_word_asks_for_nothing(typed: str) -> None:
    assert not parse_query(typed, STOP_WORDS)


def test_the_title_is_asked_alone() -> None:
    query = parse_query("poste", STOP_WORDS).in_title()
    assert query.matches(words_of("La Poste", "", STOP_WORDS))
    assert not query.matches(words_of("Courrier", "La Poste", STOP_WORDS))


def test_an_excerpt_shows_what_was_found_between_whole_words() -> None:
    text = "Avant. " * 40 + "Il oriente les écoles déployées. " + "Après. " * 40
    pieces = excerpt(text, parse_query("école", STOP_WORDS))
    assert [piece.text for piece in pieces if piece.is_found] == ["écoles"]
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    assert pieces[-2].text.endswith("Après.")
    assert sum(len(piece.text) for piece in pieces) <= 204


def test_nothing_found_gives_no_excerpt() -> None:
    assert excerpt("Il oriente.", parse_query("école", STOP_WORDS)) == ()


def test_terms_leave_grammatical_words_out() -> None:
    assert [stems[0] for stems in terms("Les écoles de l’État", STOP_WORDS)] == ["ecol", "etat"]


def test_lists_are_ordered_without_accents() -> None:
    assert sorted(["Zèbre", "École", "ecran"], key=sort_key) == ["École", "ecran", "Zèbre"]


TEXTS = st.text(st.sampled_from("aàéeœlL'’ \"«.-_12αßĳ\u0301\u200b\x00"), max_size=40) | st.text(max_size=40)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_a_line_is_plain_words_and_a_text_is_found_by_each_of_its_own(title: str, body: str) -> None:
    line = words_of(title, body, STOP_WORDS)
    assert re.fullmatch(r"[a-z][a-z0-9]*( [a-z][a-z0-9]*)*", line)
    for word in re.split(r"[\"«»“”\s]+", body):
        assert parse_query(word, STOP_WORDS).matches(line)
        assert parse_query(f'"{word}"', STOP_WORDS).matches(line)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_an_excerpt_is_made_of_the_text(text: str, typed: str) -> None:
    said = "".join(piece.text for piece in excerpt(text, parse_query(typed, STOP_WORDS), 10))
    whole = fold_all(text)
    assert fold_all(said.removeprefix("… ").removesuffix(" …")) in whole


def fold_all(text: str) -> str:
    return "".join(fold(letter) for letter in " ".join(text.split()))
