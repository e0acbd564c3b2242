"""Forms by which an authority describes itself, its members and its units."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pleinjour.engines.traffic import UnitsError, decode_units
from pleinjour.web.organizations.actions.authorities import Profile
from pleinjour.web.organizations.models import Authority, Kind, Role, RuleKind

LARGEST_UNITS_FILE = 1_000_000
MOST_PEOPLE = 1_000_000_000
_DOES = {
    Role.ADMINISTRATOR: _("invite, règle, peut aussi déployer un système et publier une fiche"),
    Role.REFERENT: _("répond aux agents et aux habitants, décrit les systèmes"),
    Role.DPO: _("donne son avis sur chaque système, publie les fiches, répond aux habitants"),
    Role.RSSI: _("apporte les journaux, dit quels outils sont approuvés, donne son avis"),
    Role.DIRECTION: _("répond aux demandes d’outils, publie les fiches, déploie"),
    Role.ELU: _("lit les chiffres, les systèmes et les avis"),
    Role.AGENT: _("déclare un usage, demande un outil"),
}


class AuthorityForm(forms.Form):
    name = forms.CharField(label=_("Nom"), max_length=200)
    siren = forms.CharField(label=_("Numéro SIREN"), max_length=20, help_text=_("Neuf chiffres."))
    kind = forms.ChoiceField(label=_("Type de collectivité"), choices=Kind.choices)
    insee_code = forms.RegexField(
        r"^(\d{5}|2[AB]\d{3}|\d{2,3}|2[AB])$",
        label=_("Code Insee"),
        required=False,
        max_length=5,
        help_text=_("Celui de la commune, du département ou de la région."),
    )
    population = forms.IntegerField(label=_("Nombre d’habitants"), required=False, min_value=0, max_value=MOST_PEOPLE)
    headcount = forms.IntegerField(
        label=_("Nombre d’agents"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text=_("Sert à situer les chiffres sur la page d’accueil."),
    )
    accent = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label=_("Couleur"),
        help_text=_("Elle doit se lire sur fond clair. Pleinjour l’adapte à l’affichage sombre."),
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    time_zone = forms.CharField(
        label=_("Fuseau horaire"), max_length=60, help_text=_("Par exemple Europe/Paris ou Indian/Reunion.")
    )
    language = forms.ChoiceField(label=_("Langue des messages"), choices=(("fr", _("Français")), ("en", _("Anglais"))))

    def profile(self) -> Profile:
        """What was filled in; call it on a valid form."""
        values = self.cleaned_data
        return Profile(
            name=values["name"],
            siren=values["siren"],
            kind=Kind(values["kind"]),
            insee_code=values["insee_code"],
            population=values["population"],
            headcount=values["headcount"],
            time_zone=values["time_zone"],
            accent=values["accent"],
            language=values["language"],
        )

    @staticmethod
    def initial_of(authority: Authority) -> dict[str, object]:
        return {name: getattr(authority, name) for name in AuthorityForm.base_fields}


def _say_roles() -> list[tuple[str, str]]:
    """Each role with what it does, in one line."""
    return [(role.value, f"{role.label}{gettext(' :')} {_DOES[role]}") for role in Role]


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("Adresse électronique"), max_length=254)
    role = forms.ChoiceField(label=_("Premier rôle"), choices=_say_roles, initial=Role.AGENT, widget=forms.RadioSelect)


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(label=_("Rôles"), choices=_say_roles, widget=forms.CheckboxSelectMultiple)


class UnitForm(forms.Form):
    name = forms.CharField(
        label=_("Nom du service"), max_length=100, help_text=_("Par exemple « Voirie » ou « Médiathèque ».")
    )


class RuleForm(forms.Form):
    kind = forms.ChoiceField(label=_("Sorte de règle"), choices=RuleKind.choices)
    value = forms.CharField(
        label=_("Valeur"),
        max_length=120,
        help_text=_("Une plage comme 10.20.0.0/16, ou une fin d’identifiant comme @voirie.exemple.fr."),
    )


class UnitsFileForm(forms.Form):
    file = forms.FileField(
        label=_("Fichier units.csv"),
        help_text=_("Un tableau de trois colonnes, enregistré en CSV. Les règles actuelles seront remplacées."),
    )

    def clean_file(self) -> str:
        """The text of the file."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UNITS_FILE:
            raise forms.ValidationError(_("Ce fichier est trop gros : un méga-octet au plus."))
        try:
            return decode_units(file.read())
        except UnitsError as error:
            raise forms.ValidationError(error.explain(gettext)) from None
