from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Finds one authority among hundreds."""

    nom = forms.CharField(
        label=_("Chercher une collectivité"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def words(self) -> str:
        """What is looked for; nothing when the answer makes no sense."""
        return str(self.cleaned_data.get("nom", "")) if self.is_valid() else ""
