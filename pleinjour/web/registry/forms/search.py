"""What to look for in the register."""

from collections.abc import Iterable
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Unit
from pleinjour.web.organizations.text_index import read_query
from pleinjour.web.registry.models import Answer, Origin, Stage, State
from pleinjour.web.registry.search import CHARGES, Wish

_ALL: Final = (("", _("Tous")),)
_ALL_FEMININE: Final = (("", _("Toutes")),)


class SearchForm(forms.Form):
    """Words, and what narrows the list. An answer that makes no sense narrows nothing."""

    q = forms.CharField(
        label=_("Chercher"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text=_("Un nom, un usage, un fournisseur… Entre guillemets : ces mots, dans cet ordre."),
    )
    stage = forms.ChoiceField(label=_("Étape"), choices=(*_ALL_FEMININE, *Stage.choices), required=False)
    state = forms.ChoiceField(label=_("État"), choices=(*_ALL, *State.choices), required=False)
    origin = forms.ChoiceField(label=_("Origine"), choices=(*_ALL_FEMININE, *Origin.choices), required=False)
    personal = forms.ChoiceField(
        label=_("Données personnelles"), choices=(*_ALL_FEMININE, *Answer.choices), required=False
    )
    charge = forms.ChoiceField(label=_("Qui en répond"), choices=(*_ALL, *CHARGES), required=False)
    unit = forms.ChoiceField(label=_("Service de la collectivité"), required=False)

    def __init__(self, *arguments: object, units: Iterable[Unit], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        names = [(str(unit.pk), unit.name) for unit in units]
        self.fields["unit"].choices = [*_ALL, *names]  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        """What was asked; call it once the form was judged, right or not."""
        asked = self.cleaned_data
        return Wish(
            query=read_query(asked.get("q", "")),
            stage=asked.get("stage", ""),
            state=asked.get("state", ""),
            origin=asked.get("origin", ""),
            personal_data=asked.get("personal", ""),
            charge=asked.get("charge", ""),
            unit=int(asked.get("unit") or 0),
        )
