"""Forms of incidents: what happened, what is known, what is done."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pleinjour.refdata.supervision import load_supervision
from pleinjour.web.decide.actions.incidents import Declaration, Done, Known, Step
from pleinjour.web.registry.models import Answer
from pleinjour.web.ui.forms import DayField
from pleinjour.web.ui.numbers import as_language


class KnownForm(forms.Form):
    """What is known of an incident. Nothing has to be known."""

    severity = forms.ChoiceField(label=_("Gravité"), required=False, widget=forms.RadioSelect)
    personal_data = forms.ChoiceField(
        label=_("Des données personnelles sont-elles touchées ?"),
        choices=Answer.choices,
        initial=Answer.UNKNOWN,
        widget=forms.RadioSelect,
    )
    people_affected = forms.IntegerField(
        label=_("Combien de personnes sont touchées"),
        required=False,
        min_value=0,
        max_value=100_000_000,
        help_text=_("Laissez vide si personne ne le sait."),
    )

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        language = as_language(get_language())
        choices = [
            (one.id, f"{one.label.say(language)}. {one.sentence.say(language)}")
            for one in load_supervision().severities.values()
        ]
        self.fields["severity"].choices = [("", str(_("Je ne sais pas"))), *choices]  # type: ignore[attr-defined]

    def known(self) -> Known:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        return Known(values["severity"], Answer(values["personal_data"]), values["people_affected"])


class DeclarationForm(KnownForm):
    """An incident, declared by anybody."""

    what = forms.CharField(
        label=_("Que s’est-il passé ?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Avec vos mots. N’écrivez aucun nom."),
    )
    happened_on = DayField(
        label=_("Quel jour ?"), required=False, help_text=_("Laissez vide si personne ne le sait.")
    )  # fmt: skip
    known_at = forms.DateTimeField(
        label=_("Depuis quand le savez-vous ?"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=_("Certains délais courent à partir de là."),
    )
    field_order = ("what", "happened_on", "known_at", "severity", "personal_data", "people_affected")

    def declaration(self, zone: str) -> Declaration:
        """What was filled in, in the time zone of the authority; call it on a valid form."""
        values = self.cleaned_data
        known_at: datetime = values["known_at"]
        local = known_at.replace(tzinfo=ZoneInfo(zone))
        return Declaration(values["what"], local, self.known(), values["happened_on"])


class StepForm(KnownForm):
    """What is known now, and what is done."""

    text = forms.CharField(
        label=_("Ce qui est fait"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mesures prises, personnes prévenues. N’écrivez aucun nom."),
    )
    field_order = ("text", "severity", "personal_data", "people_affected")

    def step(self, *, is_closing: bool) -> Step:
        """What was filled in; call it on a valid form."""
        return Step(self.known(), self.cleaned_data["text"], is_closing)


class DutyForm(forms.Form):
    """When a duty of an incident was met, or why it does not apply."""

    on = DayField(label=_("Fait le"), required=False, help_text=_("Laissez vide si cette démarche n’est pas à faire."))
    reason = forms.CharField(
        label=_("Ce qu’il faut en savoir"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Pourquoi le délai est passé, ou pourquoi rien n’est à faire. N’écrivez aucun nom."),
    )

    def done(self) -> Done:
        """What was filled in; call it on a valid form."""
        return Done(self.cleaned_data["on"], self.cleaned_data["reason"])
