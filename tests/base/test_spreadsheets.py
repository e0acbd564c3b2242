"""What a spreadsheet would run is stopped wherever a cell may begin, and however long the text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pleinjour.base.spreadsheets import FORMULA_STARTS, neutralise, restore

# The rule as one would write it at first: right, and far too slow on a long text.
NAIVE = re.compile(r"""(?<=[;\t\r\n])(?=[\s"']*[=+\-@])""")
NAIVE_GUARD = re.compile(r"""^'+(?=[=+\-@\t\r])|(?<=[;\t\r\n])'+(?=[\s"']*[=+\-@])""")
texts = st.text(alphabet=";\t\r\n =+-@'\"ax", max_size=12)


@given(texts)
def test_every_start_of_a_formula_gets_its_apostrophe(text: str) -> None:
    assert neutralise(text) == ("'" if text.startswith(FORMULA_STARTS) else "") + NAIVE.sub("'", text)


@given(texts)
def test_every_apostrophe_that_was_put_is_taken_away(text: str) -> None:
    assert restore(text) == NAIVE_GUARD.sub("", text)


@pytest.mark.parametrize(
    "text",
    ["'" * 100_000, ";" + "'" * 100_000, "\n" * 100_000, "=;" * 50_000],
    ids=["quotes", "a cell of quotes", "lines", "formulas"],
)
def test_a_text_made_to_be_slow_is_read_once(text: str) -> None:
    """The naive rule takes minutes here."""
    assert len(restore(text)) <= len(text) <= len(neutralise(text))
