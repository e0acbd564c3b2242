"""Forms on a public sheet: what people write of it, its publication, its withdrawal."""

from dataclasses import asdict
from typing import Final

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.forms.seen import MarkedForm, SeenForm
from pleinjour.web.publish.actions.sheets import Previewed
from pleinjour.web.publish.content import WORDS, Words
from pleinjour.web.publish.words import LABELS
from pleinjour.web.registry.models import Answer

LONGEST_TEXT: Final = 4000


def _text(name: str, rows: int = 3, help_text: str | object = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=LABELS[name], help_text=help_text, widget=widget, max_length=LONGEST_TEXT, required=False  # type: ignore[arg-type]
    )  # fmt: skip


def _line(name: str, help_text: str | object = "", longest: int = 300) -> forms.CharField:
    return forms.CharField(label=LABELS[name], help_text=help_text, max_length=longest, required=False)  # type: ignore[arg-type]


class SheetForm(SeenForm):
    """What people write. Nothing has to be answered: a draft is saved as it is, and what is empty is unknown."""

    summary = _text("summary", 4, _("Comme vous le diriez à un habitant. Ce texte est préparé d’après le registre."))
    operations = _text("operations", 4, _("Par exemple : il lit le courrier, propose un service, un agent vérifie."))
    reasons = _text("reasons", 3, _("Ce qu’il apporte, ce qu’il coûte, ce que l’on a essayé d’autre."))
    legal_basis = _line("legal_basis")
    decisions_a_year = _line("decisions_a_year", _("Avec la période et la source : 300 en 2025, selon l’état civil."))
    data_sources = _text("data_sources")
    supervision = _text("supervision", 3, _("Corriger, passer outre, arrêter ; à quel rythme elle vérifie."))
    risks = _text("risks")
    high_risk = forms.ChoiceField(label=LABELS["high_risk"], choices=Answer.choices)
    footprint = _line("footprint", _("Une fourchette, avec son unité, sa période et sa source."))
    contact = _line("contact", _("Une adresse ou un numéro de la collectivité, jamais le nom d’une personne."))
    appeal = _text("appeal", 4)
    link = forms.CharField(
        label=LABELS["link"], max_length=500, required=False,
        validators=[URLValidator(schemes=("https", "http"), message=_("Donnez une adresse qui commence par https://."))],
    )  # fmt: skip

    def words(self) -> Words:
        """What was written; call it on a valid form."""
        values = {name: str(self.cleaned_data[name]).strip() for name in WORDS}
        return Words(**{**values, "high_risk": "" if values["high_risk"] == Answer.UNKNOWN else values["high_risk"]})


def initial_of(words: Words, edits: int) -> dict[str, str | int]:
    """The words of a draft, as the form shows them."""
    return {**asdict(words), "high_risk": words.high_risk or Answer.UNKNOWN.value, "seen": edits}


class PublishForm(MarkedForm):
    """What was previewed, and what is said of the change."""

    marks = ("digest",)

    change = forms.CharField(
        label=LABELS["change"], required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Le public lira cette phrase. Ce qui change se voit de toute façon."),
    )  # fmt: skip
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *arguments: object, is_first: bool, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        if is_first:
            del self.fields["change"]

    def previewed(self) -> Previewed:
        """Call it on a valid form."""
        return Previewed(self.cleaned_data["digest"], self.cleaned_data.get("change", ""))


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Motif"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Le public lira ce motif à la place de la fiche."),
    )  # fmt: skip
