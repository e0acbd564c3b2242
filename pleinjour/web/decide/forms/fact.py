"""The form of one fact: its value, from which day, and who or what says so."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from pleinjour.engines.rules import Fact, Value
from pleinjour.web.decide.actions.facts import Established
from pleinjour.web.decide.readings.profile import Known
from pleinjour.web.ui.forms import DayField

_NONE = "aucun"
_YES, _NO = "oui", "non"


class FactForm(forms.Form):
    """Leaving the value empty says that it is unknown."""

    since = DayField(
        label=_("Vrai depuis le"), help_text=_("Le jour d’où la réponse est vraie, pas celui où vous répondez.")
    )
    origin = forms.CharField(
        label=_("D’où vient cette réponse"),
        max_length=300,
        help_text=_("Un document ou une fonction, par exemple « contrat » ou « service des achats ». Aucun nom."),
    )

    def __init__(
        self, *arguments: object, fact: Fact, known: Known | None, today: date, origin: str = "", **named: object
    ) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self._fact = fact
        self.fields["value"] = _field(fact)
        self.order_fields(("value", "since", "origin"))
        self.initial = {"value": _shown(known.value if known else None), "since": today, "origin": origin}

    def established(self) -> Established:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        return Established(self._fact.id, _value(self._fact, values["value"]), values["since"], values["origin"])


def _field(fact: Fact) -> forms.Field:
    label, help_text = fact.question, fact.explanation
    if fact.kind == "number":
        # A question that names its unit does not say it twice.
        label = label if fact.unit in label else f"{label} ({fact.unit})"
        return forms.DecimalField(label=label, help_text=help_text, required=False, min_value=0, max_digits=15)
    if fact.kind == "date":
        return DayField(label=label, help_text=help_text, required=False)
    if fact.kind == "choices":
        choices = [*fact.choices.items(), (_NONE, str(_("aucun")))]
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(
            label=label, help_text=help_text, choices=choices, required=False, widget=boxes
        )
    choices = list(fact.choices.items()) if fact.kind == "choice" else [(_YES, str(_("oui"))), (_NO, str(_("non")))]
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=[*choices, ("", str(_("inconnu")))],
        required=False,
        widget=forms.RadioSelect,
    )


def _value(fact: Fact, filled: object) -> Value | None:
    """What the form holds, as the engine knows it; an empty one is unknown."""
    if filled in (None, "", []):
        return None
    if fact.kind == "yes_no":
        return filled == _YES
    if fact.kind == "choices" and isinstance(filled, list):
        return frozenset(filled) - {_NONE}
    if fact.kind == "number":
        number = float(str(filled))
        return int(number) if number.is_integer() else number
    return filled  # type: ignore[return-value]  # a choice or a day


def _shown(value: Value | None) -> object:
    """The value as the form shows it."""
    if isinstance(value, bool):
        return _YES if value else _NO
    return (sorted(value) or [_NONE]) if isinstance(value, frozenset) else value
