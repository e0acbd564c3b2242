"""The forms of observation. Files have been read when the form is judged: see streaming.py."""

from collections.abc import Collection, Sequence
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext, gettext_lazy
from django.utils.translation import gettext as _

from pleinjour.base.errors import PleinjourError
from pleinjour.engines.traffic import (
    AmbiguousFormat,
    UnitsError,
    UnknownFormat,
    UnknownReader,
    all_readers,
)
from pleinjour.web.observe.actions.papers import Answers
from pleinjour.web.observe.errors import UnitsFileTooBig
from pleinjour.web.observe.log_reading import read_units
from pleinjour.web.observe.models import Licence
from pleinjour.web.observe.readers import check_description
from pleinjour.web.observe.streaming import ReadLog, UnitsFile
from pleinjour.web.organizations.errors import UnitsFileRefused
from pleinjour.web.ui.forms import DayField
from pleinjour.web.ui.numbers import as_language

MOST_READER_CHARACTERS: Final = 10_000


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
        label=gettext_lazy("Fichier des services de la collectivité (units.csv)"),
        required=False,
        help_text=gettext_lazy(
            "Première ligne : unit,kind,value. Puis une règle par ligne : Voirie,cidr,10.1.2.0/24. "
            "Pour cette fois seulement, à la place des règles enregistrées. Il n’est pas gardé."
        ),
    )
    corrects = forms.BooleanField(
        label=gettext_lazy("Ces journaux corrigent un mois déjà publié"),
        required=False,
    )
    logs = LogsField(
        label=gettext_lazy("Journaux du réseau"),
        help_text=gettext_lazy(
            "Texte, .gz, .zst, .bz2 ou .xz. Ils sont lus pendant l’envoi, et ne sont pas enregistrés."
        ),
    )

    def __init__(
        self, *args: object, customs: Collection[str] = (), declared: Collection[str] = (), **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        self._declared = declared
        _offer_formats(self, customs)

    def clean_units(self) -> None:
        given: UploadedFile[bytes] | None = self.cleaned_data.get("units")
        if isinstance(given, UnitsFile):
            try:
                read_units(given.content, self._declared)
            except PleinjourError as error:
                raise ValidationError(error.explain(gettext)) from None


class DropFolderForm(forms.Form):
    """How what is dropped is read."""

    format = forms.ChoiceField(
        label=gettext_lazy("Format des journaux déposés"),
        required=False,
        help_text=gettext_lazy("Laissez « reconnaître » si vous n’êtes pas sûr, ou s’ils en ont plusieurs."),
    )
    paused = forms.BooleanField(
        label=gettext_lazy("Mettre le dépôt en pause"),
        required=False,
        help_text=gettext_lazy("Rien n’y est plus lu. Les fichiers y restent."),
    )

    def __init__(self, *args: object, customs: Collection[str] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        _offer_formats(self, customs)


class PublicationForm(forms.Form):
    """What is asked before a month is published: why it gets another edition, whether to do without missing days."""

    reason = forms.CharField(
        label=gettext_lazy("Ce qui est corrigé"),
        help_text=gettext_lazy("Cette phrase est montrée avec la nouvelle édition. Ne nommez personne."),
        max_length=300,
    )
    without_days = forms.BooleanField(label=gettext_lazy("Publier quand même, sans ces jours"))

    def __init__(self, *args: object, corrects: bool, has_gaps: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        if not corrects:
            del self.fields["reason"]
        if not has_gaps:
            del self.fields["without_days"]


class AnswersForm(forms.Form):
    """What only people know, for the papers. Nothing is required: what is not known stays a place to fill in."""

    controller = forms.CharField(
        label=gettext_lazy("Responsable du traitement : nom et adresse"),
        help_text=gettext_lazy("La collectivité, représentée par sa fonction : « le maire », « la présidente »."),
        max_length=300,
        required=False,
    )
    dpo_contact = forms.CharField(
        label=gettext_lazy("Contact du délégué à la protection des données (DPO)"),
        help_text=gettext_lazy("Une adresse de service convient mieux qu’un nom. Vide : les comptes qui ont ce rôle."),
        max_length=200,
        required=False,
    )
    host = forms.CharField(
        label=gettext_lazy("Hébergeur du serveur : nom, adresse, pays"),
        help_text=gettext_lazy(
            "Chez qui se trouve la machine : la collectivité, son intercommunalité, une entreprise."
        ),
        max_length=300,
        required=False,
    )
    cst_on = DayField(label=gettext_lazy("Avis du comité social territorial (CST), rendu le"), required=False)
    informed_on = DayField(label=gettext_lazy("Notice remise aux agents le"), required=False)
    starts_on = DayField(label=gettext_lazy("Début de la mesure"), required=False)
    licence = forms.ChoiceField(
        label=gettext_lazy("Licence des données ouvertes"),
        choices=Licence.choices,
        help_text=gettext_lazy("L’une des deux que la loi propose (CRPA, article D323-2-1)."),
    )
    opens_data = forms.BooleanField(
        label=gettext_lazy("Ouvrir les mois publiés à tous, sans compte"),
        help_text=gettext_lazy(
            "Les fichiers, la méthode et une page qui les résume. Parlez-en d’abord au comité et au DPO."
        ),
        required=False,
    )

    def answers(self) -> Answers:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        return Answers(
            controller=values["controller"],
            dpo_contact=values["dpo_contact"],
            host=values["host"],
            cst_on=values["cst_on"],
            informed_on=values["informed_on"],
            starts_on=values["starts_on"],
            licence=Licence(values["licence"]),
            opens_data=values["opens_data"],
        )


class ReaderForm(forms.Form):
    """The description of a format: a file, or its text, which is what one mends when something in it is wrong."""

    file = forms.FileField(
        label=gettext_lazy("Fichier YAML"),
        required=False,
        help_text=gettext_lazy("S’il est donné, son texte remplace celui d’en dessous."),
    )
    text = forms.CharField(
        label=gettext_lazy("Description du format"),
        required=False,
        strip=False,
        max_length=MOST_READER_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
    )

    def clean_file(self) -> str:
        given: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        if given is None:
            return ""
        if (given.size or 0) > MOST_READER_CHARACTERS:
            raise ValidationError(_("Ce fichier est trop gros pour une description : dix mille signes au plus."))
        try:
            return str(given.read(), "utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(_("Ce fichier n’est pas un texte en UTF-8. Enregistrez-le ainsi.")) from None

    def clean(self) -> None:
        text = self.cleaned_data.get("file") or self.cleaned_data.get("text") or ""
        self.data = {**self.data, "text": text}
        if self.errors:
            return
        if not text:
            raise ValidationError(_("Donnez la description du format, par un fichier ou par son texte."))
        try:
            check_description(text)
        except PleinjourError as error:
            self.add_error("text", error.explain(gettext))
        self.cleaned_data["text"] = text


class _FormatSelect(forms.Select):
    """Titles of formats are French in any language; a page in another one says so of each (WCAG 3.1.2)."""

    def create_option(self, name: str, value: object, *arguments: object, **named: object) -> dict[str, object]:
        option = super().create_option(name, value, *arguments, **named)  # type: ignore[arg-type]
        if str(value) in all_readers() and as_language(get_language()) != "fr":
            option["attrs"]["lang"] = "fr"
        return option


def _offer_formats(form: forms.Form, customs: Collection[str]) -> None:
    """The formats of products, then those that the authority describes."""
    readers = sorted(all_readers().values(), key=lambda reader: reader.title.casefold())
    names = [(reader.name, f"{reader.title} ({reader.name})") for reader in readers]
    own = [(_("Formats sur mesure"), [(name, name) for name in customs])] if customs else []
    field = form.fields["format"]
    field.widget = _FormatSelect()
    field.choices = [("", _("Reconnaître le format")), *names, *own]  # type: ignore[attr-defined]


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
    return isinstance(error, UnitsError | UnitsFileRefused | UnitsFileTooBig | UnknownReader)


def logs_of(form: LogsForm) -> Sequence[ReadLog]:
    """The logs of a form that is right."""
    logs: Sequence[ReadLog] = form.cleaned_data["logs"]
    return logs
