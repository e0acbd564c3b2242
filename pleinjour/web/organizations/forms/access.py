"""Forms by which a person gets in, and keeps their own account."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pleinjour.web.organizations.models import Account

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise, StrPromise

LONGEST_PASSWORD = 256
# What settings.AUTH_PASSWORD_VALIDATORS refuse, in two sentences instead of four.
_PASSWORD_ADVICE = _(
    "Douze caractères au moins, et pas seulement des chiffres. Plusieurs mots sans lien se retiennent bien."
)


def _email_field() -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"})
    return forms.EmailField(label=_("Adresse électronique"), max_length=254, widget=widget)


def _password_field(label: "StrPromise", autocomplete: str, help_text: "StrOrPromise" = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    # Spaces are part of a password: nothing is stripped.
    return forms.CharField(label=label, strip=False, max_length=LONGEST_PASSWORD, widget=widget, help_text=help_text)


def _code_field(help_text: "StrPromise") -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"})
    return forms.CharField(label=_("Code"), max_length=20, help_text=help_text, widget=widget)


class SignInForm(forms.Form):
    email = _email_field()
    password = _password_field(_("Mot de passe"), "current-password")
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    code = _code_field(_("Les six chiffres de votre application, ou l’un de vos codes de secours."))


class FirstCodeForm(forms.Form):
    """Asked when the application is set up: there is no recovery code yet."""

    code = _code_field(_("Les six chiffres que l’application affiche."))


class EmailForm(forms.Form):
    email = _email_field()


class NameForm(forms.Form):
    display_name = forms.CharField(
        label=_("Nom affiché"),
        required=False,
        max_length=100,
        help_text=_("Ce que voient les membres de votre collectivité. Par exemple votre fonction."),
    )


class StopsForm(forms.Form):
    """Whoever makes a person leave has read what stops with them."""

    agreed = forms.BooleanField(label=_("Je l’ai lu : ces systèmes s’arrêtent"))


class RemindersForm(forms.Form):
    """Whether one is told by e-mail what waits."""

    wanted = forms.ChoiceField(
        label=_("Recevoir un rappel"),
        choices=[("yes", _("Une fois par semaine")), ("no", _("Jamais"))],
        widget=forms.RadioSelect,
    )

    def is_wanted(self) -> bool:
        """What was chosen; call it on a valid form."""
        return bool(self.cleaned_data["wanted"] == "yes")


class NewPasswordForm(forms.Form):
    """Asks the new password twice; `account` is compared with it (a password is not one's own e-mail)."""

    password = _password_field(_("Nouveau mot de passe"), "new-password", _PASSWORD_ADVICE)
    again = _password_field(_("Nouveau mot de passe, une seconde fois"), "new-password")

    def __init__(self, *args: object, account: Account | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.account = account

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        first = self.cleaned_data.get("password")
        if first is not None and first != again:
            raise ValidationError(_("Les deux saisies ne sont pas identiques."))
        return again


class JoinForm(NewPasswordForm):
    display_name = NameForm.base_fields["display_name"]
    field_order = ("display_name", "password", "again")


class ChangePasswordForm(NewPasswordForm):
    current = _password_field(_("Mot de passe actuel"), "current-password")
    field_order = ("current", "password", "again")
