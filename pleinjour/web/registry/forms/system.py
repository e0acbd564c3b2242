"""Forms on one system: what it is, where it goes, who answers for it, what is done with it, what backs it."""

from datetime import date
from typing import Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.forms.seen import MarkedForm, SeenForm
from pleinjour.web.organizations.models import Unit
from pleinjour.web.registry.actions.description import Change, Description, clean_name
from pleinjour.web.registry.actions.evidence import Piece
from pleinjour.web.registry.actions.life import Move
from pleinjour.web.registry.actions.people import Charge
from pleinjour.web.registry.actions.uses import UseDescription
from pleinjour.web.registry.file_kinds import MOST_BYTES
from pleinjour.web.registry.models import Answer, Duty, Hosting, Origin, Part, Stage, Use
from pleinjour.web.ui.forms import DayField

LONGEST_TEXT: Final = 4000


def _text(rows: int = 3, **options: object) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(widget=widget, max_length=LONGEST_TEXT, **options)  # type: ignore[arg-type]


class DescriptionForm(SeenForm):
    """What a system is. Only its name is asked for: the rest is unknown until somebody says it."""

    name = forms.CharField(label=_("Nom"), max_length=150)
    purpose = _text(
        label=_("À quoi il sert"),
        required=False,
        help_text=_("En une ou deux phrases, comme vous le diriez à un habitant."),
    )
    origin = forms.ChoiceField(label=_("Origine"), choices=Origin.choices)
    provider = forms.CharField(label=_("Fournisseur"), max_length=150, required=False)
    models_used = forms.CharField(
        label=_("Modèles d’IA"), max_length=300, required=False, help_text=_("Leur nom et leur version, si vous savez.")
    )
    hosting = forms.ChoiceField(label=_("Hébergement"), choices=Hosting.choices)
    data_used = _text(
        label=_("Données utilisées"),
        required=False,
        help_text=_("Par exemple : courriers reçus, plans, délibérations publiées."),
    )
    personal_data = forms.ChoiceField(label=_("Données personnelles"), choices=Answer.choices)
    contract = forms.CharField(label=_("Contrat ou marché"), max_length=200, required=False)
    contract_ends_on = DayField(label=_("Fin du contrat"), required=False)
    is_substantial = forms.BooleanField(
        label=_("Ce changement peut changer l’étude ou un avis"),
        required=False,
        help_text=_("Par exemple un autre modèle, un autre hébergement, d’autres données. L’étude sera à reprendre."),
    )
    reason = _text(2, label=_("Ce qui change"), required=False)

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        if cleaned.get("is_substantial") and not str(cleaned.get("reason", "")).strip():
            self.add_error("reason", _("Dites ce qui change : le DPO et le RSSI le liront."))
        return cleaned

    def description(self) -> Description:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        return Description(
            name=clean_name(values["name"]),
            purpose=values["purpose"].strip(),
            origin=Origin(values["origin"]),
            provider=values["provider"].strip(),
            models_used=values["models_used"].strip(),
            hosting=Hosting(values["hosting"]),
            data_used=values["data_used"].strip(),
            personal_data=Answer(values["personal_data"]),
            contract=values["contract"].strip(),
            contract_ends_on=values["contract_ends_on"],
        )

    def change(self) -> Change:
        """What is said of the change; call it on a valid form."""
        values = self.cleaned_data
        return Change(values["seen"], values["is_substantial"], values["reason"])


class MoveForm(MarkedForm):
    """The next stage, among those that follow.

    Where a system goes is never decided on a stage that is no more: the motive stays, the choice is made again.
    """

    marks = ("seen",)
    choices_of_then = ("after",)

    after = forms.ChoiceField(label=_("Étape suivante"), widget=forms.RadioSelect)
    reason = _text(label=_("Motif"), help_text=_("Une phrase suffit. Elle reste dans l’histoire du système."))
    trial_until = DayField(
        label=_("Dernier jour de l’expérimentation"),
        required=False,
        help_text=_("Seulement pour une expérimentation."),
    )
    seen = forms.ChoiceField(widget=forms.HiddenInput, choices=Stage.choices)

    def __init__(self, *arguments: object, stages: tuple[Stage, ...] = (), **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["after"].choices = [(stage.value, stage.label) for stage in stages]  # type: ignore[attr-defined]
        if Stage.TRIAL not in stages:
            del self.fields["trial_until"]

    def move(self) -> Move:
        """What was chosen; call it on a valid form."""
        values = self.cleaned_data
        return Move(Stage(values["after"]), values["reason"], Stage(values["seen"]), values.get("trial_until"))


class ReasonForm(forms.Form):
    """Why something is done that cannot be undone."""

    reason = _text(label=_("Motif"))


class ChargeForm(forms.Form):
    """Who takes a duty."""

    duty = forms.ChoiceField(label=_("Charge"), choices=Duty.choices)
    function = forms.CharField(
        label=_("Fonction"),
        max_length=150,
        help_text=_("Le public la lira. N’écrivez pas de nom : « Responsable de l’accueil »."),
    )
    email = forms.EmailField(
        label=_("Adresse électronique de son compte"),
        max_length=254,
        required=False,
        help_text=_("Laissez vide sans compte ici. Qui supervise un système déployé en a un : il peut l’arrêter."),
    )

    def charge(self) -> Charge:
        """Who was named; call it on a valid form."""
        values = self.cleaned_data
        return Charge(Duty(values["duty"]), values["function"], values["email"])


class UseForm(forms.Form):
    """What people do with the system."""

    purpose = _text(label=_("Ce que l’on en fait"), help_text=_("Par exemple : trier les courriers par service."))
    unit = forms.ModelChoiceField(
        label=_("Service"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Toute la collectivité"),
    )
    serves = forms.CharField(
        label=_("Décision ou service rendu"),
        max_length=200,
        required=False,
        help_text=_("Par exemple : attribution d’une place en crèche."),
    )
    part = forms.ChoiceField(label=_("Part dans une décision sur une personne"), choices=Part.choices)
    people_affected = forms.CharField(
        label=_("Personnes concernées"),
        max_length=200,
        required=False,
        help_text=_("Par exemple : les familles qui demandent une place."),
    )
    since = DayField(label=_("Depuis"), required=False)

    def __init__(self, *arguments: object, units: QuerySet[Unit], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def described(self) -> UseDescription:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        return UseDescription(
            purpose=values["purpose"].strip(),
            unit=values["unit"],
            serves=values["serves"].strip(),
            part=Part(values["part"]),
            people_affected=values["people_affected"].strip(),
            since=values["since"],
        )

    @staticmethod
    def initial_of(use: Use) -> dict[str, object]:
        return {name: getattr(use, name) for name in UseForm.base_fields}


class EndForm(forms.Form):
    """The last day of a use."""

    ended_on = DayField(label=_("Dernier jour"))

    def day(self) -> date:
        """The day that was given; call it on a valid form."""
        ended_on: date = self.cleaned_data["ended_on"]
        return ended_on


class EvidenceForm(forms.Form):
    """A dated file or link that backs a claim."""

    title = forms.CharField(label=_("Titre"), max_length=200, help_text=_("Par exemple : contrat signé."))
    claim = forms.CharField(
        label=_("Ce qu’elle prouve"), max_length=300, help_text=_("Par exemple : les données restent en France.")
    )
    dated = DayField(label=_("Date de la pièce"))
    link = forms.URLField(label=_("Adresse"), max_length=500, required=False, assume_scheme="https")
    file = forms.FileField(
        label=_("Ou un fichier"),
        required=False,
        help_text=_("PDF, image PNG ou JPEG, document OpenDocument ou texte. Dix mébioctets au plus."),
    )

    def __init__(self, *arguments: object, is_dropped: bool = False, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self._is_dropped = is_dropped

    def clean_file(self) -> object:
        if self._is_dropped:
            raise forms.ValidationError(
                _("Ce fichier dépasse dix mébioctets. Donnez-en un plus court, ou son adresse.")
            )
        return self.cleaned_data["file"]

    def piece(self) -> Piece:
        """What was given; call it on a valid form. Of a file too long, enough is read to know it."""
        values = self.cleaned_data
        file = values["file"]
        content = file.read(MOST_BYTES + 1) if file else None
        return Piece(values["title"], values["claim"], values["dated"], values["link"], content)
