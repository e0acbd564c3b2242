from django import forms
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.journal_words import known_actions


def _choices() -> list[tuple[str, str]]:
    return [("", str(_("Tout"))), *known_actions()]


class JournalFilterForm(forms.Form):
    action = forms.ChoiceField(label=_("Action"), choices=_choices, required=False)
    since = forms.DateField(
        label=_("Depuis le"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Jusqu’au"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
