"""The forms of observation. Files have been read when the form is judged: see streaming.py."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from pleinjour.base.errors import PleinjourError
from pleinjour.engines.traffic import (
    AmbiguousFormat,
    Units,
    UnitsError,
    UnknownFormat,
    UnknownReader,
    all_readers,
    decode_units,
    parse_units,
)
from pleinjour.web.observe.errors import UnitsFileTooBig
from pleinjour.web.observe.streaming import MOST_UNITS_BYTES, ReadLog, UnitsFile


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class LogsField(forms.FileField):
    """Several files, each already read; a file that could not be read brings its sentence."""

    widget = SeveralFiles

    def clean(self, data: object, initial: object = None) -> list[ReadLog]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        logs = [one for one in given if isinstance(one, ReadLog)]
        if not logs:
            raise ValidationError(_("Choisissez au moins un journal."))
        sentences = [say_error(log.error, log.name or "") for log in logs if log.error and not _is_said(log.error)]
        empty = _("« {name} » est vide.")
        sentences += [empty.format(name=log.name) for log in logs if not log.size and not log.error]
        if sentences:
            raise ValidationError(sentences)
        return logs


class LogsForm(forms.Form):
    """What to read, and how. The logs come last: what stands before them says how to read them."""

    format = forms.ChoiceField(
        label=gettext_lazy("Format des journaux"),
        required=False,
        help_text=gettext_lazy("Laissez « reconnaître » si vous n’êtes pas sûr."),
    )
    units = forms.FileField(
        label=gettext_lazy("Fichier des services (units.csv)"),
        required=False,
        help_text=gettext_lazy("Pour cette fois seulement, à la place des règles enregistrées. Il n’est pas gardé."),
    )
    corrects = forms.BooleanField(
        label=gettext_lazy("Ces journaux corrigent un mois déjà publié"),
        required=False,
    )
    logs = LogsField(
        label=gettext_lazy("Journaux du réseau"),
        help_text=gettext_lazy("Texte, .gz, .zst, .bz2 ou .xz. Ils sont lus puis oubliés : rien n’en est enregistré."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        names = [(name, name) for name in sorted(all_readers())]
        self.fields["format"].choices = [("", _("Reconnaître le format")), *names]  # type: ignore[attr-defined]

    def clean_units(self) -> None:
        given: UploadedFile[bytes] | None = self.cleaned_data.get("units")
        if isinstance(given, UnitsFile):
            try:
                read_units(given.content)
            except PleinjourError as error:
                raise ValidationError(error.explain(gettext)) from None


class PublicationForm(forms.Form):
    """Why a month that is published gets another edition."""

    reason = forms.CharField(
        label=gettext_lazy("Ce qui est corrigé"),
        help_text=gettext_lazy("Cette phrase est montrée avec la nouvelle édition. Ne nommez personne."),
        max_length=300,
    )


def read_units(content: bytes) -> Units:
    """The rules of a units.csv. Raises UnitsError, UnitsFileTooBig."""
    if len(content) > MOST_UNITS_BYTES:
        raise UnitsFileTooBig(limit=MOST_UNITS_BYTES // 1024)
    return parse_units(decode_units(content))


def say_error(error: PleinjourError, name: str) -> str:
    """Why a log could not be read, and what to do on this page."""
    if isinstance(error, UnknownFormat):
        return _unknown_format(error, name)
    if isinstance(error, AmbiguousFormat):
        sentence = _("« {name} » peut être lu de plusieurs façons : {candidates}. Choisissez le format dans la liste.")
        return sentence.format(name=name, candidates=error.fields["candidates"])
    return error.explain(gettext)


def _unknown_format(error: UnknownFormat, name: str) -> str:
    sentence = _(
        "Le format de « {name} » n’est pas reconnu. Sa première ligne illisible, lettres et chiffres masqués : "
        "{line}. Si vous connaissez le format, choisissez-le dans la liste."
    )
    return sentence.format(name=name, line=error.fields.get("line") or "—")


def _is_said(error: PleinjourError) -> bool:
    """Whether another field of the form already says it."""
    return isinstance(error, UnitsError | UnitsFileTooBig | UnknownReader)


def logs_of(form: LogsForm) -> Sequence[ReadLog]:
    """The logs of a form that is right."""
    logs: Sequence[ReadLog] = form.cleaned_data["logs"]
    return logs
