"""What codes of a declaration are called, in the reader's language."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pleinjour.refdata.declaration import Option, load_declaration
from pleinjour.refdata.needs import load_needs
from pleinjour.web.decide.models import Declared, Progress
from pleinjour.web.organizations.journal_words import add_words
from pleinjour.web.ui.components import Row, StateKind
from pleinjour.web.ui.components import State as Sign
from pleinjour.web.ui.numbers import as_language

OTHER: Final = "other"
SHAPES: Final[Mapping[Progress, StateKind]] = {
    Progress.RECEIVED: "unknown",
    Progress.ANSWERED: "good",
    Progress.CLOSED: "mixed",
}


def say_need(code: str) -> str:
    """The need of that code."""
    need, language = load_needs().needs.get(code), as_language(get_language())
    return need.label.say(language) if need else load_declaration().other_need.say(language)


def say_option(options: Mapping[str, Option], code: str) -> str:
    """The answer of that code; the code itself when a later edition has it no more."""
    option = options.get(code)
    return option.label.say(as_language(get_language())) if option else code


def sign_of_progress(progress: str) -> Sign:
    """The word and the shape of where a declaration is."""
    known = Progress(progress)
    return Sign(str(known.label), SHAPES[known])


def rows_of(declared: Declared) -> list[Row]:
    """What was declared, question after question."""
    questions = load_declaration()
    return [
        Row(_("Outil"), declared.tool),
        Row(_("Pour quoi faire"), say_need(declared.need)),
        Row(_("Ce qu’on y met"), say_option(questions.contents, declared.content)),
        Row(_("Rythme"), say_option(questions.frequencies, declared.frequency)),
        Row(_("Ce qui aiderait"), declared.support or _("rien de précis")),
    ]


def add_declaration_words() -> None:
    """Name what is written in the journal. Called at start."""
    add_words(
        actions={
            "declaration.made": gettext_lazy("Usage déclaré"),
            "declaration.corrected": gettext_lazy("Déclaration corrigée"),
            "declaration.withdrawn": gettext_lazy("Déclaration retirée"),
            "declaration.answered": gettext_lazy("Réponse à une déclaration"),
            "declaration.closed": gettext_lazy("Déclaration close"),
            "declaration.linked": gettext_lazy("Déclaration reliée à un système"),
        }
    )
