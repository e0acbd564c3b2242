"""Forms of supervision in operation: the plan, the cases that are brought, the answer of a review."""

from collections.abc import Sequence
from typing import Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pleinjour.base.days import read_day
from pleinjour.engines.tables import Line, TableRefused, read_table
from pleinjour.web.decide.actions.supervision import Case, Terms, Verification
from pleinjour.web.decide.errors import CasesUnreadable, TooManyCases
from pleinjour.web.decide.models import Verified
from pleinjour.web.registry.models import Use

MOST_CASES: Final = 1000
LARGEST_FILE: Final = 100_000
MOST_TOLD: Final = 20
"""Wrong lines told at once: more would be a wall."""


class PlanForm(forms.Form):
    """How results are reviewed."""

    use = forms.ModelChoiceField(
        label=_("Usage"), queryset=Use.objects.none(), required=False, empty_label=_("Tous les usages de ce système")
    )
    rate = forms.IntegerField(
        label=_("Cas relus, sur cent"),
        min_value=1,
        max_value=100,
        help_text=_("Ils sont tirés au sort. 100 : tous les cas sont relus."),
    )
    within_days = forms.IntegerField(
        label=_("Relecture sous combien de jours"), min_value=1, max_value=90, help_text=_("Par exemple 7.")
    )
    may = forms.MultipleChoiceField(
        label=_("La personne qui relit peut"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("correct", _("corriger un résultat")), ("override", _("écarter un résultat"))],
        help_text=_("La personne qui supervise peut toujours arrêter le système."),
    )
    instructions = forms.CharField(
        label=_("Ce qu’il faut regarder"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *arguments: object, uses: QuerySet[Use], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["use"].queryset = uses  # type: ignore[attr-defined]

    def terms(self) -> Terms:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        may = values["may"]
        return Terms(
            rate=values["rate"],
            within_days=values["within_days"],
            may_correct="correct" in may,
            may_override="override" in may,
            instructions=values["instructions"],
            use=values["use"],
        )


class CasesForm(forms.Form):
    """Cases typed, or brought in a file.

    They go to one plan and no other: where it is replaced meanwhile, sending them again is refused again.
    """

    lines = forms.CharField(
        label=_("Cas, un par ligne"),
        required=False,
        max_length=LARGEST_FILE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Une référence qui ne désigne personne, un point-virgule, une date : DOS-2026-114;2026-03-02"),
    )
    file = forms.FileField(
        label=_("Ou un fichier CSV ou ODS"), required=False, help_text=_("Les mêmes lignes, mille au plus.")
    )

    def clean(self) -> dict[str, object]:
        values: dict[str, object] = super().clean() or {}
        try:
            values["cases"] = read_cases(self._content())
        except (CasesUnreadable, TooManyCases, TableRefused) as error:
            raise forms.ValidationError(error.explain(gettext)) from None
        if not values["cases"]:
            raise forms.ValidationError(_("Écrivez au moins un cas, ou choisissez un fichier."))
        return values

    def cases(self) -> list[Case]:
        """What was brought; call it on a valid form."""
        cases: list[Case] = self.cleaned_data["cases"]
        return cases

    def _content(self) -> bytes:
        file = self.cleaned_data.get("file")
        if file is None:
            return str(self.cleaned_data.get("lines", "")).encode()
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("Ce fichier est trop gros : cent kilo-octets au plus."))
        content: bytes = file.read()
        return content


class ReviewForm(forms.Form):
    """What is decided of a case."""

    verdict = forms.ChoiceField(label=_("Le résultat est"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Pourquoi"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Demandé si le résultat est corrigé ou écarté. N’écrivez ni nom, ni détail du dossier."),
    )

    def __init__(self, *arguments: object, verdicts: Sequence[Verified], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["verdict"].choices = [(one.value, one.label) for one in verdicts]  # type: ignore[attr-defined]

    def verification(self) -> Verification:
        """What was filled in; call it on a valid form."""
        return Verification(Verified(self.cleaned_data["verdict"]), self.cleaned_data["reason"])


def read_cases(content: bytes) -> list[Case]:
    """The cases of a table, one a line. Raises TableRefused; TooManyCases; CasesUnreadable with every wrong line."""
    lines = read_table(content) if content.strip() else []
    if len(lines) > MOST_CASES:
        raise TooManyCases
    cases = [_read_case(line) for line in lines]
    if wrong := [str(line.number) for line, case in zip(lines, cases, strict=True) if case is None]:
        raise CasesUnreadable(lines=", ".join(wrong[:MOST_TOLD]))
    return [case for case in cases if case]


def _read_case(line: Line) -> Case | None:
    cells = [cell for cell in line.cells if cell]
    day = read_day(cells[1]) if len(cells) == 2 else None
    return Case(cells[0], day) if day else None
