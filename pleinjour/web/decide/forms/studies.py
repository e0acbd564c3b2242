"""The forms of the study: a lens, and its end."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import get_language, gettext

from pleinjour.engines.studies import WORST, Question
from pleinjour.refdata.impact import Impact
from pleinjour.web.decide.actions.studies import LONGEST_TEXT
from pleinjour.web.decide.readings.answers import GivenAnswers, choice_that_stands_alone
from pleinjour.web.decide.readings.study import DO_NOT_KNOW
from pleinjour.web.organizations.forms.seen import SeenForm
from pleinjour.web.ui.numbers import as_language


class FinishForm(SeenForm):
    """Nothing but the draft that the person had before their eyes."""


class LensForm(FinishForm):
    """The questions of one lens that are asked now. None of them has to be answered: a draft is saved as it is."""

    is_draft = True

    def __init__(self, *arguments: object, impact: Impact, questions: Sequence[Question], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self._questions = questions
        for question in questions:
            self.fields[question.id] = _field(question, impact)

    def clean(self) -> None:
        """An answer that goes with no other is said to be one."""
        for question in self._questions:
            given = self.cleaned_data.get(question.id)
            if isinstance(given, list) and (alone := choice_that_stands_alone(question, given)):
                said = dict(self.fields[question.id].choices)[alone]  # type: ignore[attr-defined]
                refused = gettext("« {answer} » ne va avec aucune autre réponse : décochez-la, ou décochez les autres.")
                self.add_error(question.id, refused.format(answer=said))

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
