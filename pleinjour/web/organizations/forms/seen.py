"""What a person had before their eyes when they acted, and what stands now when somebody was faster."""

from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils.formats import localize

from pleinjour.web.ui.components import Row


class MarkedForm(forms.Form):
    """A form on something that others change too. Its `initial` says what stands now.

    `marks`: hidden fields that say what the person had before their eyes. `choices_of_then`: what is to be chosen again
    when somebody was faster, for it was chosen on what is no more.
    """

    marks: ClassVar[tuple[str, ...]] = ()
    choices_of_then: ClassVar[tuple[str, ...]] = ()
    is_overtaken = False

    def catch_up(self) -> None:
        """The same form on what stands now: texts stay, and whoever reads it and sends it again is not refused."""
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        for mark in self.marks:
            sent[mark] = str(self.initial[mark])
        for choice in self.choices_of_then:
            sent.pop(choice, None)
        self.data, self.is_overtaken = sent, True

    def standing(self) -> list[Row]:
        """What stands now where the person sent something else, in the order of the form."""
        return [
            Row(str(bound.label), _say(bound.field, self.initial[bound.name]))
            for bound in self.visible_fields()
            if bound.name in self.initial and bound.field.has_changed(self.initial[bound.name], bound.data)
        ]


class SeenForm(MarkedForm):
    """`seen`: how often the thing had been saved when the page was opened."""

    marks = ("seen",)

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def _say(field: forms.Field, value: object) -> str | None:
    """A value in words; None when nobody has said anything."""
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    values = value if isinstance(value, list) else [value]
    said = [labels.get(str(one), str(localize(one))) for one in values if one not in (None, "")]
    return ", ".join(said) or None
