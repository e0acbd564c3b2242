"""What a reader of the public register looks for."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.text_index import read_query
from pleinjour.web.publish.public import Wanted
from pleinjour.web.publish.words import CODES, LABELS


def _choice(name: str) -> forms.ChoiceField:
    choices = [("", _("Tous")), *CODES[name].items()]
    return forms.ChoiceField(label=LABELS[name], choices=choices, required=False)


class RegisterForm(forms.Form):
    """Filters of the public register; what is not offered filters nothing."""

    q = forms.CharField(
        label=_("Chercher"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text=_("Un nom, un usage, un fournisseur… Entre guillemets : ces mots, dans cet ordre."),
    )
    stage = _choice("stage")
    part = _choice("part")
    personal_data = _choice("personal_data")
    origin = _choice("origin")
    unit = forms.ChoiceField(label=_("Service"), required=False)

    def __init__(self, *arguments: object, units: Iterable[str], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["unit"].choices = [("", _("Tous")), *((unit, unit) for unit in units)]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is asked for, leaving out what is not offered."""
        self.full_clean()
        said = {name: self.cleaned_data.get(name, "") for name in ("stage", "origin", "personal_data", "part", "unit")}
        return Wanted(query=read_query(self.cleaned_data.get("q", "")), **said)
