"""French sentences where they are written: below the web nothing translates, so they are marked for those who do."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final, Union

Translate = Callable[[str], str]
"""Maps a French template to the reader's language."""

Field = Union[str, int, "Phrase"]
"""What fills a `{name}` of a template."""


_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Controls, formats, halves of characters and breaks of lines: a terminal or a browser obeys them."""


_NO_LETTERS: Final = frozenset("\ufffe\uffff")
"""What Unicode promises never to be a character, and XML refuses."""


_NARROW: Final = re.compile(r"(?<=«) | (?=[»;!?]|%%|%$)")
"""A narrow no-break space stands inside quotation marks and before ; ! ? %, a whole one before a colon."""


def typeset(text: str) -> str:
    """A French sentence with its no-break spaces: what is typed with plain ones reads well in code."""
    return _NARROW.sub("\u202f", text).replace(" :", "\u00a0:")


def continue_sentence(text: str) -> str:
    """A sentence that people wrote, as it goes on after a colon: no capital, but that of "RGPD", and no final dot."""
    text = text.strip().rstrip(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def french(text: str) -> str:
    """`text` itself, found from now on by those who translate; whoever shows it passes it to gettext."""
    return text


class Phrase:
    """A part of a sentence that is a French template of its own; `fields` fill its `{names}`."""

    def __init__(self, template: str, /, **fields: Field) -> None:
        self.template, self.fields = template, fields

    def __str__(self) -> str:
        return self.say(french)

    def say(self, translate: Translate) -> str:
        """The phrase in the reader's language."""
        return fill(self.template, self.fields, translate)


def fill(template: str, fields: Mapping[str, Field], translate: Translate) -> str:
    """The template in the reader's language, filled with fields of which each Phrase is in that language too."""
    said = {
        name: field.say(translate) if isinstance(field, Phrase) else visible(field) for name, field in fields.items()
    }
    return translate(template).format(**said)


def visible(field: str | int) -> str | int:
    """The field; in a text that came from elsewhere, what is not seen but obeyed is replaced by U+FFFD."""
    if not isinstance(field, str) or (field.isascii() and field.isprintable()):
        return field
    return "".join("\ufffd" if _is_unseen(letter) else letter for letter in field)


def escape_unseen(text: str) -> str:
    """The text of a JSON document, with what is not seen but obeyed written as JSON escapes: it says the same."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(json.dumps(letter)[1:-1] if _is_unseen(letter) else letter for letter in text)


def _is_unseen(letter: str) -> bool:
    return letter in _NO_LETTERS or unicodedata.category(letter) in _UNSEEN
