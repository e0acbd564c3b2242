"""Forms on a public sheet: what people write of it, its publication, its withdrawal."""

import re
from dataclasses import asdict
from typing import Final

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.forms.seen import MarkedForm, SeenForm
from pleinjour.web.publish.actions.sheets import Previewed
from pleinjour.web.publish.content import WORDS, Words
from pleinjour.web.publish.due import DueField
from pleinjour.web.publish.words import LABELS

LONGEST_TEXT: Final = 4000
_PERIOD: Final = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:par|chaque)\s\w|/\s*(?:an|mois|semaine|jour|heure|requête|décision)\b"
    r"|\b(?:annuel|mensuel|hebdomadaire|quotidien)|\bl[’']an\b",
    re.IGNORECASE,
)


def _text(name: str, rows: int = 3, help_text: str | object = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=LABELS[name], help_text=help_text, widget=widget, max_length=LONGEST_TEXT, required=False  # type: ignore[arg-type]
    )  # fmt: skip


def _line(name: str, help_text: str | object = "", longest: int = 300) -> forms.CharField:
    return forms.CharField(label=LABELS[name], help_text=help_text, max_length=longest, required=False)  # type: ignore[arg-type]


def check_figure(text: str) -> None:
    """Raises ValidationError for a number without words, or without a period: nobody knows what it counts."""
    if any(sign.isdigit() for sign in text) and not (_PERIOD.search(text) and any(sign.isalpha() for sign in text)):
        raise forms.ValidationError(
            _("Ajoutez l’unité, la période et la source de ce nombre : 300 décisions en 2025, selon l’état civil.")
        )


def _figure(name: str, help_text: str | object) -> forms.CharField:
    field = _line(name, help_text)
    field.validators.append(check_figure)
    return field


class SheetForm(SeenForm):
    """What people write. Nothing has to be answered, and what is empty is unknown; a number says what it counts."""

    summary = _text("summary", 4, _("Comme vous le diriez à un habitant. Ce texte est préparé d’après le registre."))
    operations = _text("operations", 4, _("Par exemple : il lit le courrier, propose un service, un agent vérifie."))
    reasons = _text("reasons", 3, _("Ce qu’il apporte, ce qu’il coûte, ce que l’on a essayé d’autre."))
    legal_basis = _line("legal_basis")
    decisions_a_year = _figure("decisions_a_year", _("Avec la période et la source : 300 en 2025, selon l’état civil."))
    data_sources = _text("data_sources")
    supervision = _text("supervision", 3, _("Corriger, passer outre, arrêter ; à quel rythme elle vérifie."))
    risks = _text("risks")
    footprint = _figure("footprint", _("Une fourchette, avec son unité, sa période et sa source."))
    contact = DueField(
        due=_("à remplir avant de publier"), label=LABELS["contact"], max_length=300,
        help_text=_("Une adresse ou un numéro de la collectivité, jamais le nom d’une personne."),
    )  # fmt: skip
    appeal = _text("appeal", 4)
    link = forms.CharField(
        label=LABELS["link"], max_length=500, required=False,
        validators=[URLValidator(schemes=("https", "http"), message=_("Donnez une adresse qui commence par https://."))],
    )  # fmt: skip

    def words(self) -> Words:
        """What was written; call it on a valid form."""
        return Words(**{name: str(self.cleaned_data[name]).strip() for name in WORDS})


def initial_of(words: Words, edits: int) -> dict[str, str | int]:
    """The words of a draft, as the form shows them."""
    return {**asdict(words), "seen": edits}


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
