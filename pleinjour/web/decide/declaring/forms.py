"""The six questions of a declaration, and what the référent and the author write after it."""

from typing import Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pleinjour.refdata.declaration import load_declaration
from pleinjour.refdata.needs import load_needs
from pleinjour.web.decide.declaring.told import Told
from pleinjour.web.decide.declaring.words import OTHER
from pleinjour.web.decide.models import Declaration
from pleinjour.web.decide.models.declaration import LONGEST_SUPPORT
from pleinjour.web.organizations.forms.seen import SeenForm
from pleinjour.web.ui.numbers import as_language

TYPED: Final = ("tool", "need", "content", "frequency", "support", "naming")
_LONGEST_TOOL: Final = 150


class DeclareForm(forms.Form):
    """What one uses, for what, and how one declares it."""

    tool = forms.CharField(
        max_length=_LONGEST_TOOL, widget=forms.TextInput(attrs={"list": "outils", "autocomplete": "off"})
    )
    need = forms.ChoiceField(widget=forms.RadioSelect)
    content = forms.ChoiceField(widget=forms.RadioSelect)
    frequency = forms.ChoiceField(widget=forms.RadioSelect)
    support = forms.CharField(
        max_length=LONGEST_SUPPORT, required=False, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    )
    naming = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        language, asked = as_language(get_language()), load_declaration()
        for id_, question in asked.questions.items():
            if id_ in self.fields:
                self.fields[id_].label = question.label.say(language)
                self.fields[id_].help_text = question.help.say(language) if question.help else ""
        needs = [(need.id, need.label.say(language)) for need in load_needs().needs.values()]
        self._offer("need", [*needs, (OTHER, asked.other_need.say(language))])
        for name, options in (
            ("content", asked.contents),
            ("frequency", asked.frequencies),
            ("naming", asked.namings),
        ):
            self._offer(name, [(id_, option.label.say(language)) for id_, option in options.items()])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        if name in self.fields:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def is_unnamed(self) -> bool:
        """Whether nothing may lead to the author; call it on a valid form."""
        return bool(self.cleaned_data["naming"] == "unnamed")

    def told(self) -> Told:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        return Told(values["tool"], values["need"], values["content"], values["frequency"], values["support"])


class CorrectForm(DeclareForm, SeenForm):
    """The same questions again, for what was declared in one's own name."""

    naming = None  # type: ignore[assignment]


def initial_of(declaration: Declaration) -> dict[str, object]:
    """The declaration, as the form shows it."""
    values: dict[str, object] = {name: getattr(declaration, name) for name in TYPED[:-1]}
    return {**values, "seen": declaration.edits}


class AnswerForm(SeenForm):
    """What the référent answers."""

    answer = forms.CharField(
        label=_("Votre réponse"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ce que la personne peut faire dès maintenant, et vers qui se tourner."),
    )


class ReceiptForm(forms.Form):
    """The code of an unnamed declaration."""

    code = forms.CharField(
        label=_("Votre code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("Il vous a été montré une fois, quand vous avez déclaré."),
    )
