"""An error speaks the reader's language, down to the parts that fill its sentence."""

from typing import ClassVar

from pleinjour.base.errors import PleinjourError
from pleinjour.base.sentences import Phrase, french

ENGLISH = {
    "Le fichier {name} ne se lit pas : {why}.": "The file {name} cannot be read: {why}.",
    "il y a plus de {most} {what}": "there are more than {most} {what}",
    "unités": "units",
}


class Unread(PleinjourError):
    sentence: ClassVar[str] = "Le fichier {name} ne se lit pas : {why}."


def translate(message: str) -> str:
    return ENGLISH.get(message, message)


def test_an_error_is_french_where_nobody_asks() -> None:
    assert str(Unread(name="a.csv", why="vide")) == "Le fichier a.csv ne se lit pas : vide."
    assert str(Unread(name="a.csv", why=Phrase("vide"))) == "Le fichier a.csv ne se lit pas : vide."


def test_a_phrase_inside_a_sentence_is_translated_with_it() -> None:
    error = Unread(name="a.csv", why=Phrase("il y a plus de {most} {what}", most=64, what=Phrase(french("unités"))))
    assert error.explain(translate) == "The file a.csv cannot be read: there are more than 64 units."


def test_a_value_is_never_translated_nor_taken_for_a_template() -> None:
    error = Unread(name="unités", why=Phrase("il y a plus de {most} {what}", most=2, what="{name}"))
    assert error.explain(translate) == "The file unités cannot be read: there are more than 2 {name}."
