"""The form of a training that was held."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pleinjour.web.decide.actions.training import Held
from pleinjour.web.ui.forms import DayField


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
