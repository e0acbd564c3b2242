"""A text from elsewhere enters a sentence without the power to rewrite it."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pleinjour.base.sentences import continue_sentence, escape_unseen, fill, french, visible


@given(st.text())
def test_a_field_keeps_its_length_and_loses_what_is_obeyed_without_being_seen(text: str) -> None:
    shown = str(visible(text))
    assert len(shown) == len(text)
    assert not any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for letter in shown)


@given(st.text())
def test_json_that_is_escaped_says_the_same_and_holds_nothing_that_is_obeyed_without_being_seen(text: str) -> None:
    shown = escape_unseen(json.dumps(text, ensure_ascii=False))
    assert json.loads(shown) == text
    assert shown == visible(shown)


def test_what_people_write_goes_through_as_it_is() -> None:
    assert fill("« {name} »", {"name": "L’été\u202f: 20\u00a0% de 🌞"}, french) == "« L’été\u202f: 20\u00a0% de 🌞 »"


def test_an_escape_of_terminals_is_disarmed() -> None:
    assert fill("{name} {n}", {"name": "\x1b[31m\n\u202e", "n": 3}, french) == "\ufffd[31m\ufffd\ufffd 3"


def test_a_sentence_goes_on_after_a_colon_without_capital_nor_dot() -> None:
    assert continue_sentence(" Trier le courrier. ") == "trier le courrier"
    assert continue_sentence("RGPD : tenir le registre") == "RGPD : tenir le registre"
    assert continue_sentence("") == ""
