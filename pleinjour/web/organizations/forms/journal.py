from datetime import date
from typing import Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.journal_words import known_actions, subjects_of
from pleinjour.web.organizations.models import Authority
from pleinjour.web.ui.forms import DayField

# Beyond them, midnight in the authority's time zone has no place in a calendar of four-figure years.
POSSIBLE_DAYS: Final = (MinValueValidator(date(1970, 1, 1)), MaxValueValidator(date(2999, 12, 31)))


def _choices() -> list[tuple[str, str]]:
    return [("", str(_("Tout"))), *known_actions()]


class JournalFilterForm(forms.Form):
    action = forms.ChoiceField(label=_("Action"), choices=_choices, required=False)
    subject = forms.ChoiceField(label=_("Sur quoi"), required=False)
    since = DayField(label=_("Depuis le"), required=False, validators=POSSIBLE_DAYS)
    until = DayField(label=_("Jusqu’au"), required=False, validators=POSSIBLE_DAYS)

    def __init__(self, *arguments: object, authority: Authority, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["subject"].choices = [("", str(_("Tout"))), *subjects_of(authority)]  # type: ignore[attr-defined]
