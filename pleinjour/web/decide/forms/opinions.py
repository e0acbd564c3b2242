"""Forms of opinions and of the end of their reservations."""

from collections.abc import Sequence

from django import forms
from django.db.models import BigIntegerField
from django.utils.translation import gettext_lazy as _

from pleinjour.web.decide.actions.opinions import End, Said
from pleinjour.web.decide.models import Ending, Expert, Verdict
from pleinjour.web.organizations.forms.seen import MarkedForm


class OpinionForm(MarkedForm):
    """What an expert says.

    An opinion never passes from a study to the one that replaced it: reasons stay, the verdict is chosen again.
    """

    marks = ("study",)
    choices_of_then = ("verdict",)

    study = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=BigIntegerField.MAX_BIGINT)
    expert = forms.ChoiceField(label=_("Avis de"))
    verdict = forms.ChoiceField(label=_("Avis"), choices=Verdict.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("Motifs"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    reservations = forms.CharField(
        label=_("Réserves"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Une par ligne. Chacune devra être levée ou acceptée avant de déployer."),
    )
    delegated_by = forms.CharField(
        label=_("Par délégation de"),
        max_length=150,
        required=False,
        help_text=_(
            "Si vous n’êtes pas vous-même cet expert : sa fonction, par exemple « DPO mutualisé du syndicat »."
        ),
    )

    def __init__(self, *arguments: object, experts: Sequence[Expert], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["expert"].choices = [(expert.value, expert.label) for expert in experts]  # type: ignore[attr-defined]

    def said(self) -> Said:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        lines = tuple(line.strip() for line in values["reservations"].splitlines() if line.strip())
        return Said(
            Expert(values["expert"]), Verdict(values["verdict"]), values["reasons"], lines, values["delegated_by"]
        )


class EndForm(forms.Form):
    """How a reservation ends."""

    ending = forms.ChoiceField(label=_("Cette réserve est"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Motif"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    signed_by = forms.CharField(
        label=_("Fonction de qui signe"),
        max_length=150,
        help_text=_("Par exemple « Directrice générale des services »."),
    )

    def __init__(self, *arguments: object, endings: Sequence[Ending], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["ending"].choices = [(ending.value, ending.label) for ending in endings]  # type: ignore[attr-defined]

    def end(self) -> End:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        return End(Ending(values["ending"]), values["reason"], values["signed_by"])
