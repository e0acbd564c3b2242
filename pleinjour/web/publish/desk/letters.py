"""An answer as a message: French, since it answers a citizen of a French authority."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from pleinjour.refdata.notices import load_notices
from pleinjour.web.publish.desk.elements import ELEMENTS, NOTE
from pleinjour.web.publish.models import PublicRequest
from pleinjour.web.publish.words import say_months
from pleinjour.web.ui.templatetags.ui import day


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    body: str


def write_letter(request: PublicRequest) -> Letter:
    """The answer in one text, with its elements under their titles, and how to appeal."""
    with translation.override("fr"):
        name = request.authority.name
        subject = _("{authority} : réponse à votre demande").format(authority=name)
        opening = _("Vous avez écrit à {authority} le {day}. Voici sa réponse.").format(
            authority=name, day=day(request.received_on)
        )
        elements = [f"{title}\n{request.answer[key]}" for key, title in ELEMENTS.items() if request.answer.get(key)]
        parts = [opening, *elements, request.answer.get(NOTE, ""), say_appeal(request.subject)]
    return Letter(subject, "\n\n".join(part for part in parts if part))


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
