from django import forms
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.actions.tokens import Wanted
from pleinjour.web.organizations.models import Scope
from pleinjour.web.ui.forms import DayField


class TokenForm(forms.Form):
    """A token for a program."""

    name = forms.CharField(
        label=_("Pour quel programme"), max_length=60, help_text=_("Vous seul le lirez, pour le reconnaître.")
    )
    scope = forms.ChoiceField(
        label=_("Ce qu’il peut faire"), choices=Scope.choices, widget=forms.RadioSelect, initial=Scope.READ
    )
    expires_on = DayField(label=_("Dernier jour"), help_text=_("Un an au plus. Ensuite, il n’ouvre plus rien."))

    def wanted(self) -> Wanted:
        """What was asked for; call it on a valid form."""
        values = self.cleaned_data
        return Wanted(values["name"], Scope(values["scope"]), values["expires_on"])
