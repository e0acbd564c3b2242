"""How forms are drawn: label, hint, error, then the field; and how a day is asked for."""

from django import forms
from django.forms.renderers import DjangoTemplates


class InterfaceRenderer(DjangoTemplates):
    """Gives `{{ form }}`, `{{ form.as_div }}` and `{{ field.as_field_group }}` the interface's markup."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class DayField(forms.DateField):
    """A day, chosen with the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
