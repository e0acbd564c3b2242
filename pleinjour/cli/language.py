"""Sentences of the command line in the reader's language: French unless LANGUAGE, LC_ALL or LANG asks for another."""

import gettext
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "locale"


@cache
def _catalogue() -> gettext.NullTranslations:
    return gettext.translation("django", str(_FOLDER), fallback=True)


def translate(message: str) -> str:
    """The translation of a French sentence, or itself."""
    return _catalogue().gettext(message)
