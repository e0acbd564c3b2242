"""The file that somebody brings for the register."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pleinjour.web.registry.file_kinds import MOST_BYTES


class RegisterFileForm(forms.Form):
    file = forms.FileField(
        label=_("Fichier du registre"),
        allow_empty_file=True,
        help_text=_("CSV, ODS ou JSON, dix mébioctets et 20 000 lignes au plus. Son contenu compte, pas son nom."),
    )

    def __init__(self, *arguments: object, is_dropped: bool = False, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        if is_dropped:
            sentence = _("Ce fichier dépasse dix mébioctets. Donnez-le en plusieurs fois.")
            self.fields["file"].error_messages["required"] = sentence

    def content(self) -> bytes:
        """What was brought; call it on a valid form. Of a file too long, enough is read to know it."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        content: bytes = file.read(MOST_BYTES + 1)
        return content
