"""What is asked for, how a request moves, what is answered."""

from typing import Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pleinjour.refdata.declaration import load_declaration
from pleinjour.web.decide.actions.requests import OPEN_STEPS, Advance, Asked, Reply
from pleinjour.web.decide.models import Outcome, Step
from pleinjour.web.organizations.forms.seen import SeenForm
from pleinjour.web.organizations.models import Role, Unit
from pleinjour.web.organizations.post import sends_email
from pleinjour.web.registry.models import System
from pleinjour.web.ui.forms import DayField
from pleinjour.web.ui.numbers import as_language

TYPED: Final = ("tool", "purpose", "for_whom", "unit", "content", "alternatives", "wanted_on", "tells")
_LONGEST: Final = 1500
_HOLDERS: Final = (Role.REFERENT, Role.DPO, Role.RSSI, Role.DIRECTION, Role.ADMINISTRATOR)


class AskForm(forms.Form):
    """A tool, or a use of one, that somebody needs for their work."""

    tool = forms.CharField(
        label=_("Que demandez-vous ?"),
        max_length=150,
        help_text=_("Un outil, ou ce qu’il ferait : « un outil pour transcrire les réunions »."),
    )
    purpose = forms.CharField(label=_("Pour quoi faire ?"), max_length=_LONGEST, widget=forms.Textarea({"rows": 3}))
    for_whom = forms.CharField(
        label=_("Pour qui ?"), max_length=200, help_text=_("Moi, mon équipe, les habitants… N’écrivez aucun nom.")
    )
    unit = forms.ModelChoiceField(
        label=_("Pour un service en particulier ?"), queryset=Unit.objects.none(), required=False, empty_label=_("Non")
    )
    content = forms.ChoiceField(label=_("Qu’y mettrait-on de plus délicat ?"), widget=forms.RadioSelect)
    alternatives = forms.CharField(
        label=_("Qu’avez-vous regardé d’autre ?"),
        max_length=_LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Faire sans IA, un petit modèle, un logiciel libre, un outil hébergé en France ou en Europe : pourquoi "
            "oui, pourquoi non."
        ),
    )
    wanted_on = DayField(label=_("Pour quand ?"), required=False)
    tells = forms.BooleanField(label=_("Me prévenir par message quand elle avance"), required=False)

    def __init__(self, *arguments: object, units: QuerySet[Unit], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if not sends_email():
            # What would never come is not offered.
            del self.fields["tells"]
        language = as_language(get_language())
        offered = load_declaration().contents.items()
        self.fields["content"].choices = [  # type: ignore[attr-defined]
            (id_, option.label.say(language)) for id_, option in offered
        ]

    def asked(self) -> Asked:
        """What was filled in; call it on a valid form."""
        return Asked(**{name: self.cleaned_data[name] for name in TYPED if name in self.cleaned_data})


class AdvanceForm(SeenForm):
    """The next step, who holds it, by when."""

    step = forms.ChoiceField(
        label=_("Étape"), choices=[(step.value, step.label) for step in OPEN_STEPS], widget=forms.RadioSelect
    )
    holder = forms.ChoiceField(label=_("Entre les mains de"), choices=[(one.value, one.label) for one in _HOLDERS])
    due_on = DayField(label=_("Fin prévue de cette étape"))
    note = forms.CharField(
        label=_("Ce qu’il faut en dire à la personne"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def advance(self) -> Advance:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        return Advance(Step(values["step"]), Role(values["holder"]), values["due_on"], values["note"])


class ReplyForm(SeenForm):
    """The answer, and why."""

    outcome = forms.ChoiceField(label=_("Réponse"), choices=Outcome.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Motifs"),
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Avec les conditions s’il y en a. En cas de refus, dites ce qui est possible à la place."),
    )

    def reply(self) -> Reply:
        """What was filled in; call it on a valid form."""
        return Reply(Outcome(self.cleaned_data["outcome"]), self.cleaned_data["reasons"])


class LinkForm(forms.Form):
    """The system that is asked for."""

    system = forms.ModelChoiceField(
        label=_("Système du registre"),
        queryset=System.objects.none(),
        required=False,
        empty_label=_("Celui de ce nom, ajouté s’il n’y est pas"),
    )

    def __init__(self, *arguments: object, systems: QuerySet[System], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["system"].queryset = systems  # type: ignore[attr-defined]
