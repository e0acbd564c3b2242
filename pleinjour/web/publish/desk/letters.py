"""An answer as a message: French, since it answers a citizen of a French authority."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from pleinjour.refdata.notices import load_notices
from pleinjour.web.publish.desk.elements import ELEMENTS, NOTE, say_part
from pleinjour.web.publish.models import PublicRequest, Subject
from pleinjour.web.publish.words import say_months
from pleinjour.web.ui.papers.content import Paper, Paragraph, Section
from pleinjour.web.ui.templatetags.ui import day

LANGUAGE: Final = "fr"


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    body: str


def write_letter(request: PublicRequest) -> Letter:
    """The answer in one text, with its elements under their titles, and how to appeal."""
    with translation.override(LANGUAGE):
        name = request.authority.name
        subject = _("{authority} : réponse à votre demande").format(authority=name)
        elements = [f"{title}\n{said}" for title, said in say_elements(request)]
        parts = [say_opening(request), *elements, request.answer.get(NOTE, ""), say_appeal(request.subject)]
    return Letter(subject, "\n\n".join(part for part in parts if part))


def say_opening(request: PublicRequest) -> str:
    """Which request is answered, in the reader's language."""
    return _("Vous avez écrit à {authority} le {day} (demande n° {number}). Voici sa réponse.").format(
        authority=request.authority.name, day=day(request.received_on), number=request.pk
    )


def say_elements(request: PublicRequest) -> list[tuple[str, str]]:
    """Each element that the answer has, under its title, in the reader's language."""
    said = [(str(title), say_part(request.answer, name)) for name, title in ELEMENTS.items()]
    return [(title, text) for title, text in said if text]


def make_letter(request: PublicRequest, on: date) -> Paper:
    """The answer as a paper to print and to send: French, whoever prints it."""
    with translation.override(LANGUAGE):
        note, appeal = request.answer.get(NOTE, ""), say_appeal(request.subject)
        note_title = _("À savoir aussi") if request.subject == Subject.EXPLANATION else _("Réponse")
        said = [*say_elements(request), (note_title, note), (_("Si vous n’êtes pas d’accord"), appeal)]
        return Paper(
            name=f"reponse-{request.authority.slug}-{request.pk}",
            title=_("Réponse à votre demande"),
            authority=request.authority.name,
            lead=(say_opening(request),),
            sections=tuple(
                Section(title, tuple(Paragraph((line,)) for line in text.splitlines() if line))
                for title, text in said
                if text
            ),
            signature=_("Fait le {day}.").format(day=day(on)),
            language=LANGUAGE,
        )


def say_appeal(subject: str) -> str:
    """What may be done against a refusal or a silence, in the reader's language; empty where no text read says so."""
    clock = load_notices().desk[subject]
    if clock.appeal_months is None:
        return ""
    sentence = _(
        "Après un refus, ou {months} sans réponse, vous avez {appeal} pour saisir la Commission d’accès aux documents "
        "administratifs (www.cada.fr)."
    )
    return sentence.format(months=say_months(clock.months), appeal=say_months(clock.appeal_months))
