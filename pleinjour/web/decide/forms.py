"""Forms of studies, opinions and trainings."""

from collections.abc import Sequence
from typing import Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pleinjour.engines.studies import WORST, Question
from pleinjour.refdata.impact import Impact
from pleinjour.web.decide.actions.opinions import End, Said
from pleinjour.web.decide.actions.studies import LONGEST_TEXT, GivenAnswers
from pleinjour.web.decide.actions.training import Held
from pleinjour.web.decide.models import Ending, Expert, Verdict
from pleinjour.web.ui.forms import DayField
from pleinjour.web.ui.numbers import as_language

DO_NOT_KNOW: Final = _("Je ne sais pas")


class LensForm(forms.Form):
    """The questions of one lens that are asked now. None of them has to be answered: a draft is saved as it is."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *arguments: object, impact: Impact, questions: Sequence[Question], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self._questions = questions
        for question in questions:
            self.fields[question.id] = _field(question, impact)

    def answers(self) -> GivenAnswers:
        """What was chosen; call it on a valid form."""
        values = {question.id: self.cleaned_data[question.id] for question in self._questions}
        return {id_: value if isinstance(value, list) else [value] * bool(value) for id_, value in values.items()}


def _field(question: Question, impact: Impact) -> forms.Field:
    text, language = impact.texts[question.id], as_language(get_language())
    label, help_text = text.label.say(language), text.help.say(language) if text.help else ""
    if question.kind == "text":
        area = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(label=label, help_text=help_text, widget=area, max_length=LONGEST_TEXT, required=False)
    choices = [*((id_, words.say(language)) for id_, words in text.choices.items()), (WORST, str(DO_NOT_KNOW))]
    if question.kind == "several":
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(
            label=label, help_text=help_text, widget=boxes, choices=choices, required=False
        )
    return forms.ChoiceField(
        label=label, help_text=help_text, widget=forms.RadioSelect, choices=choices, required=False
    )  # fmt: skip


def initial_of(questions: Sequence[Question], given: GivenAnswers) -> dict[str, object]:
    """The answers of a draft, as the form shows them."""
    found: dict[str, object] = {}
    for question in questions:
        answer = given.get(question.id, [])
        found[question.id] = answer if question.kind == "several" else next(iter(answer), "")
    return found


class OpinionForm(forms.Form):
    """What an expert says."""

    expert = forms.ChoiceField(label=_("Avis de"))
    verdict = forms.ChoiceField(label=_("Avis"), choices=Verdict.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("Motifs"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    reservations = forms.CharField(
        label=_("Réserves"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Une par ligne. Chacune devra être levée ou acceptée avant de déployer."),
    )
    delegated_by = forms.CharField(
        label=_("Par délégation de"),
        max_length=150,
        required=False,
        help_text=_(
            "Si vous n’êtes pas vous-même cet expert : sa fonction, par exemple « DPO mutualisé du syndicat »."
        ),
    )

    def __init__(self, *arguments: object, experts: Sequence[Expert], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["expert"].choices = [(expert.value, expert.label) for expert in experts]  # type: ignore[attr-defined]

    def said(self) -> Said:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        lines = tuple(line.strip() for line in values["reservations"].splitlines() if line.strip())
        return Said(
            Expert(values["expert"]), Verdict(values["verdict"]), values["reasons"], lines, values["delegated_by"]
        )


class EndForm(forms.Form):
    """How a reservation ends."""

    ending = forms.ChoiceField(label=_("Cette réserve est"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Motif"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    signed_by = forms.CharField(
        label=_("Fonction de qui signe"),
        max_length=150,
        help_text=_("Par exemple « Directrice générale des services »."),
    )

    def __init__(self, *arguments: object, endings: Sequence[Ending], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["ending"].choices = [(ending.value, ending.label) for ending in endings]  # type: ignore[attr-defined]

    def end(self) -> End:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        return End(Ending(values["ending"]), values["reason"], values["signed_by"])


class TrainingForm(forms.Form):
    """A training that was held."""

    held_on = DayField(label=_("Dernière séance"))
    content = forms.CharField(
        label=_("Ce qui a été appris"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Usages, limites, biais, droit. N’écrivez aucun nom : on ne garde pas la liste des personnes."),
    )

    def held(self) -> Held:
        """What was filled in; call it on a valid form."""
        return Held(self.cleaned_data["held_on"], self.cleaned_data["content"])
