"""Keep the catalogues in step with the code: `update` writes them, `check` says what is missing.

Message ids are French, typed with plain spaces. The French catalogue repeats them with the no-break spaces that
French wants, and makes French plurals apply ("0 usage"); people translate the English one. Both are sorted and
dateless: the same code always gives the same files.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from pleinjour.base.sentences import typeset
from sentences import Sentence, in_package

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "en")
# Headers that would change a file though no sentence did.
NOISE = re.compile(rb'^"(Report|POT|PO-Rev|Last-|Language-Team|Generated).*\n', re.MULTILINE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def path_of(language: str) -> Path:
    return ROOT / "pleinjour" / "locale" / language / "LC_MESSAGES" / "django.po"


def standing(language: str) -> Catalog:
    """The catalogue as it stands in the working copy; empty where there is none."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as text:
        return read_po(text, locale=language)


def fresh(language: str) -> Catalog:
    """The catalogue that the code asks for, with the translations that stand already."""
    known = standing(language)
    catalog = Catalog(
        locale=language,
        project="pleinjour",
        version="main",
        charset="utf-8",
        fuzzy=False,
        header_comment="# Written by `make fix`; translations by people.",
    )
    for sentence, place in sorted(in_package(ROOT)):
        catalog.add(
            (sentence.text, sentence.plural) if sentence.plural else sentence.text,
            translation(sentence, language, known),
            locations=[(place, 1)],
            context=sentence.context or None,
        )
    return catalog


def translation(sentence: Sentence, language: str, known: Catalog) -> str | tuple[str, ...]:
    forms = tuple(map(typeset, (sentence.text, sentence.plural) if sentence.plural else (sentence.text,)))
    if language != "fr":
        message = known.get(sentence.text, sentence.context or None)
        translated = strings_of(message) if message else ()
        # A sentence that gained or lost its plural is to be translated anew.
        forms = translated if len(translated) == len(forms) else ("",) * len(forms)
    return forms if sentence.plural else forms[0]


def strings_of(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def written(catalog: Catalog) -> bytes:
    """The file that holds `catalog`."""
    out = io.BytesIO()
    write_po(out, catalog, width=110, sort_output=True, include_lineno=False)
    return NOISE.sub(b"", out.getvalue())


def update() -> int:
    for language in LANGUAGES:
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_bytes(written(fresh(language)))
    untranslated = list(gaps(fresh("en")))
    if untranslated:
        print(f"{len(untranslated)} sentences wait for English in {path_of('en').relative_to(ROOT)}")
    return 0


def check() -> int:
    faults = [*stale_files(), *gaps(standing("en"))]
    print(*faults, sep="\n")
    return 1 if faults else 0


def stale_files() -> Iterator[str]:
    for language in LANGUAGES:
        path = path_of(language)
        if not path.exists() or path.read_bytes() != written(fresh(language)):
            yield f"{path.relative_to(ROOT)} is behind the code: `make fix` writes it"


def gaps(catalog: Catalog) -> Iterator[str]:
    """What a person must still translate, or has translated with other placeholders."""
    for message in catalog:
        if not message.id:
            continue
        strings = strings_of(message)
        if not all(strings):
            yield f"not translated: {message.id!r}"
        elif placeholders(strings[-1]) != expected(message):
            yield f"other placeholders: {message.id!r}"


def expected(message: Message) -> set[str]:
    return placeholders(message.id if isinstance(message.id, str) else message.id[-1])


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


if __name__ == "__main__":
    commands = {"update": update, "check": check}
    if sys.argv[1:] not in [[name] for name in commands]:
        sys.exit("usage: bin/translations.py update|check")
    sys.exit(commands[sys.argv[1]]())
