"""A text that a draft may lack, and that is due later on."""

from django import forms
from django.utils.functional import Promise


class DueField(forms.CharField):
    """Not required to save; `due` says by when it has to be there."""

    def __init__(self, *, due: str | Promise, **named: object) -> None:
        super().__init__(required=False, **named)  # type: ignore[arg-type]
        self.due = due
