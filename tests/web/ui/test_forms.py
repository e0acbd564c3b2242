"""Forms are drawn so that anybody can fill them in: label, hint, error, field."""

from html.parser import HTMLParser

import pytest
from django import forms

from pleinjour.web.ui.specimens import SpecimenForm


class Outline(HTMLParser):
    """The elements of a page in order, each with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def blank() -> str:
    return str(SpecimenForm())


def wrong() -> str:
    return str(SpecimenForm({"contact": "sans arobase"}))


def test_every_field_has_a_label() -> None:
    outline = Outline(blank())
    labelled = {label.get("for") for label in outline.all("label")}
    assert {field.get("id") for field in outline.all("input", "select", "textarea")} <= labelled


def test_a_hint_stands_before_its_field_and_is_read_with_it() -> None:
    text = blank()
    assert text.index("Comme il s’affiche à l’écran.") < text.index('name="service"')
    service = next(field for field in Outline(text).all("input") if field.get("name") == "service")
    assert service.get("aria-describedby") == "id_service_helptext"


def test_a_choice_is_a_group_with_its_question() -> None:
    text = blank()
    assert text.count("<fieldset") == text.count("<legend") == 2


def test_an_optional_field_says_so_and_a_needed_one_says_nothing() -> None:
    assert blank().count("facultatif") == sum(not field.required for field in SpecimenForm().fields.values())


def test_an_error_stands_before_its_field_and_is_read_with_it() -> None:
    text = wrong()
    assert text.index('id="id_contact_error"') < text.index('name="contact"')
    contact = next(field for field in Outline(text).all("input") if field.get("name") == "contact")
    assert contact.get("aria-invalid") == "true"
    assert contact.get("aria-describedby") == "id_contact_error"


def test_the_summary_of_errors_leads_to_each_field() -> None:
    outline = Outline(wrong())
    identifiers = {attributes.get("id") for _tag, attributes in outline.elements}
    links = [str(link.get("href")) for link in outline.all("a")]
    assert len(links) == 5
    assert {link.removeprefix("#") for link in links} <= identifiers


def test_the_summary_of_errors_takes_the_focus() -> None:
    summary = next(each for each in Outline(wrong()).all("div") if each.get("class") == "error-summary")
    assert "autofocus" in summary
    assert summary.get("tabindex") == "-1"


def test_a_form_without_error_has_no_summary() -> None:
    assert "error-summary" not in blank()


class TwoDates(forms.Form):
    start = forms.DateField(label="Début")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        raise forms.ValidationError("La fin précède le début.")


@pytest.mark.parametrize("text", ["La fin précède le début.", 'name="token"'])
def test_errors_of_the_whole_form_and_hidden_fields_are_kept(text: str) -> None:
    assert text in str(TwoDates({"start": "2026-01-01"}))
