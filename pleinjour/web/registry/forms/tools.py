"""Forms of the register."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pleinjour.refdata.services import load_catalogue
from pleinjour.web.registry.actions.tools import Ruling
from pleinjour.web.registry.models import State
from pleinjour.web.ui.forms import DayField


class SystemForm(forms.Form):
    """Which tool: a service of the catalogue, by its name, or one of the authority's own."""

    service = forms.CharField(
        label=_("Service du catalogue"),
        max_length=150,
        required=False,
        help_text=_("Son nom, par exemple « ChatGPT ». Laissez vide pour un système à vous."),
    )
    name = forms.CharField(
        label=_("Nom, si c’est un système à vous"),
        max_length=150,
        required=False,
        help_text=_("Par exemple « Assistant de l’accueil »."),
    )

    def clean_service(self) -> str:
        """The id of the service. The catalogue holds hundreds: a list of them would be longer than the page."""
        typed = str(self.cleaned_data["service"]).strip()
        if not typed:
            return ""
        if service := load_catalogue().find(typed):
            return service.id
        raise ValidationError(_say_unknown(typed, load_catalogue().near(typed)))


def _say_unknown(typed: str, near: tuple[str, ...]) -> str:
    if not near:
        sentence = gettext("« {typed} » n’est pas dans le catalogue. S’il est à vous, donnez son nom dessous.")
        return sentence.format(typed=typed)
    sentence = gettext("« {typed} » n’est pas un nom du catalogue. Écrivez l’un de ceux-ci : {names}.")
    return sentence.format(typed=typed, names=", ".join(near))


class RulingForm(forms.Form):
    state = forms.ChoiceField(label=_("État"), choices=State.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Motif"),
        max_length=2000,
        help_text=_("Deux phrases suffisent. Les agents les liront : dites aussi quoi utiliser à la place."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decided_on = DayField(label=_("Date de la décision"))

    def ruling(self) -> Ruling:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        return Ruling(State(values["state"]), values["reason"], values["decided_on"])
