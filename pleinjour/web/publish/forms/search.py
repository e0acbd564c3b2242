"""What a reader of the public register looks for."""

from functools import lru_cache
from typing import Final

from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.text_index import read_query
from pleinjour.web.publish.public import Wanted
from pleinjour.web.publish.words import CODES, LABELS

FILTERS: Final = ("stage", "part", "personal_data", "origin", "unit")
"""The fields beside the words, in the order of the page."""


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

    def __init__(self, *arguments: object, units: tuple[str, ...], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.units = units
        self.fields["unit"].choices = [("", _("Tous")), *((unit, unit) for unit in units)]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is asked for, leaving out what is not offered."""
        self.full_clean()
        said = {name: self.cleaned_data.get(name, "") for name in FILTERS}
        return Wanted(query=read_query(self.cleaned_data.get("q", "")), **said)

    def render(self, *arguments: object, **named: object) -> SafeString:
        """Its filters are drawn once for the same choices: a page that everybody asks for takes half the time."""
        if arguments or named or self.errors:
            return super().render(*arguments, **named)  # type: ignore[arg-type]
        chosen = tuple(self.data.get(name, "") for name in FILTERS)
        return self["q"].as_field_group() + _draw_filters(get_language() or "", self.units, chosen)

    __str__ = __html__ = render


@lru_cache(maxsize=256)
def _draw_filters(language: str, units: tuple[str, ...], chosen: tuple[str, ...]) -> SafeString:
    with override(language):
        form = RegisterForm(dict(zip(FILTERS, chosen, strict=True)), units=units)
        return format_html_join("", "{}", ((form[name].as_field_group(),) for name in FILTERS))
