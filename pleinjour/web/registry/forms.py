"""Forms of the register."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pleinjour.refdata.services import load_catalogue
from pleinjour.web.registry.actions import Ruling
from pleinjour.web.registry.models import State

Choices = list[tuple[str, str | list[tuple[str, str]]]]


def _services() -> Choices:
    """The catalogue, by category, in the reader's language."""
    catalogue = load_catalogue()
    groups: dict[str, list[tuple[str, str]]] = {category: [] for category in catalogue.categories}
    for service in catalogue.services.values():
        groups[service.category].append((service.id, service.name))
    in_english = (get_language() or "").startswith("en")
    labels: Mapping[str, str] = {
        key: category.label_en if in_english else category.label_fr for key, category in catalogue.categories.items()
    }
    named: Choices = [("", str(_("Un système à nous")))]
    for key, services in groups.items():
        if services:
            named.append((labels[key], sorted(services, key=lambda pair: pair[1].casefold())))
    return named


class SystemForm(forms.Form):
    service = forms.ChoiceField(label=_("Service du catalogue"), choices=_services, required=False)
    name = forms.CharField(
        label=_("Nom, si c’est un système à vous"),
        max_length=150,
        required=False,
        help_text=_("Par exemple « Assistant de l’accueil »."),
    )


class RulingForm(forms.Form):
    state = forms.ChoiceField(label=_("État"), choices=State.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Motif"),
        max_length=2000,
        help_text=_("Deux phrases suffisent. Les agents les liront : dites aussi quoi utiliser à la place."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decided_on = forms.DateField(
        label=_("Date de la décision"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def ruling(self) -> Ruling:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        return Ruling(State(values["state"]), values["reason"], values["decided_on"])
