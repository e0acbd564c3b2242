"""What a citizen writes at the desk, and what is written back."""

from collections.abc import Sequence
from typing import Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.forms.seen import SeenForm
from pleinjour.web.publish.desk.asked import Asked
from pleinjour.web.publish.desk.elements import ELEMENTS, NOTE, WITHHELD, Answer, needed, parts_of
from pleinjour.web.publish.due import DueField
from pleinjour.web.publish.models import Closing, PublicRequest, SentBy, Sheet, Subject
from pleinjour.web.registry.models import System

LONGEST_TEXT: Final = 4000
_NO_MEMORY: Final = {"autocomplete": "off"}


class AskForm(forms.Form):
    """Four questions at most, one of which has to be answered, two for an explanation."""

    subject = forms.ChoiceField(label=_("Pourquoi écrivez-vous ?"), choices=Subject.choices, widget=forms.RadioSelect)
    sheet = forms.ChoiceField(label=_("Quel système ?"), required=False)
    reference = forms.CharField(
        label=_("La décision"), max_length=200, required=False, widget=forms.TextInput(attrs=_NO_MEMORY),
        help_text=_("Son numéro, ou sa date et son objet : de quoi retrouver votre dossier."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Votre question"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5, **_NO_MEMORY}),
        help_text=_("Ne donnez pas votre santé, ni le nom d’une autre personne."),
    )  # fmt: skip
    reply_to = forms.CharField(
        label=_("Où vous répondre"), max_length=300, required=False, widget=forms.TextInput(attrs=_NO_MEMORY),
        help_text=_("Un courriel ou une adresse. Sans cela, vous lirez la réponse ici, avec un code."),
    )  # fmt: skip
    code = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *arguments: object, sheets: Sequence[Sheet], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self._systems: dict[str, System] = {str(sheet.pk): sheet.system for sheet in sheets}
        offered = [(str(sheet.pk), sheet.name) for sheet in sheets]
        self.fields["sheet"].choices = [("", _("Je ne sais pas")), *offered]  # type: ignore[attr-defined]

    def clean_reference(self) -> str:
        reference = str(self.cleaned_data["reference"]).strip()
        if not reference and self.cleaned_data.get("subject") == Subject.EXPLANATION:
            raise forms.ValidationError(_("Dites de quelle décision il s’agit : sans cela, nul ne peut l’expliquer."))
        return reference

    def asked(self) -> Asked:
        """What was written; call it on a valid form."""
        values = self.cleaned_data
        system = self._systems.get(values["sheet"])
        return Asked(Subject(values["subject"]), values["text"], system, values["reference"], values["reply_to"])


class CodeForm(forms.Form):
    """The code that was shown once."""

    code = forms.CharField(
        label=_("Votre code"), max_length=40, help_text=_("Il vous a été montré une fois, quand vous avez écrit."),
        widget=forms.TextInput(attrs={**_NO_MEMORY, "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class AnswerForm(SeenForm):
    """The parts of an answer; a draft may lack some."""

    def __init__(self, *arguments: object, request: PublicRequest, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self._parts = parts_of(request.subject)
        alone = _("Votre réponse") if len(self._parts) == 1 else _("Autre chose à dire")
        for name in self._parts:
            if name == "weights":
                self.fields[WITHHELD] = _ask_whether_given()
            label, help_text = str(ELEMENTS.get(name, alone)), _HELP.get(name, "")
            self.fields[name] = _part(label, help_text, is_due=name in needed(request.subject))

    def answer(self) -> Answer:
        """What was written; call it on a valid form."""
        return {name: str(value) for name, value in self.cleaned_data.items() if name != "seen"}


def _part(label: str, help_text: str | Promise, *, is_due: bool) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4, **_NO_MEMORY})
    if is_due:
        due = _("à remplir avant d’envoyer")
        return DueField(due=due, label=label, help_text=help_text, max_length=LONGEST_TEXT, widget=widget)
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST_TEXT, widget=widget, required=False)  # type: ignore[arg-type]


def _ask_whether_given() -> forms.ChoiceField:
    offered = [
        ("", _("Ils sont donnés ci-dessous")),
        ("absent", _("Ils n’existent pas")),
        ("secret", _("Ils ne se communiquent pas")),
    ]
    return forms.ChoiceField(
        label=_("Les paramètres et leur poids"), choices=offered, widget=forms.RadioSelect, required=False,
        help_text=_("S’ils n’existent pas ou ne se communiquent pas, dites pourquoi dans le texte qui suit."),
    )  # fmt: skip


_HELP: Final = {
    "part": _("Ce qu’il a fait, et ce qu’une personne a fait."),
    "sources": _("Celles de ce dossier, et d’où elles viennent."),
    "weights": _("Aucune fiche ne le dit : demandez-le à qui a instruit le dossier, ou au fournisseur."),
    "steps": _("Étape par étape, en mots clairs."),
    NOTE: _("Un secret que protège la loi se dit ici, sans être donné."),
}


class SendForm(SeenForm):
    """How the answer reaches the person."""

    sent_by = forms.ChoiceField(label=_("Comment la personne reçoit-elle la réponse ?"), widget=forms.RadioSelect)

    def __init__(self, *arguments: object, may_email: bool, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        offered = [(way.value, way.label) for way in SentBy if way != SentBy.EMAIL or may_email]
        self.fields["sent_by"].choices = offered  # type: ignore[attr-defined]


class CloseForm(SeenForm):
    """Why a request is closed without an answer to what it asks."""

    closing = forms.ChoiceField(label=_("Pourquoi la classer ?"), choices=Closing.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Votre réponse"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4, **_NO_MEMORY}),
        help_text=_("La personne la lira avec son code. Pour un doublon, dites quelle demande reçoit la réponse."),
    )  # fmt: skip


class SystemForm(forms.Form):
    """Which system a request is about."""

    system = forms.ModelChoiceField(label=_("Système"), queryset=System.objects.none())

    def __init__(self, *arguments: object, systems: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["system"].queryset = systems  # type: ignore[attr-defined]


class IncidentForm(forms.Form):
    """What went wrong, in the words of whoever hands over."""

    what = forms.CharField(
        label=_("Ce qui s’est passé"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4, **_NO_MEMORY}),
    )  # fmt: skip
