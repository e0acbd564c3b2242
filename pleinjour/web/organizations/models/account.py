import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class AccountManager(BaseUserManager["Account"]):
    def create_account(self, email: str, password: str | None = None, *, display_name: str = "") -> "Account":
        """A new account. Without a password nobody can sign in with it yet."""
        account = self.model(email=clean_email(email), display_name=display_name)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=clean_email(username or ""))


class Account(AbstractBaseUser):
    """A person who signs in with an e-mail address. Rights come from memberships only.

    `journal_key` stands for the person in the journal. It is drawn at random: the journal names nobody
    once the account is erased. `next_reminder_on`: not before that day; None is at once.
    """

    email = models.EmailField(_("adresse électronique"), unique=True)
    display_name = models.CharField(_("nom affiché"), max_length=100, blank=True)
    journal_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_active = models.BooleanField(_("actif"), default=True)
    wants_reminders = models.BooleanField(_("rappels par courriel"), default=True)
    next_reminder_on = models.DateField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects: ClassVar[AccountManager] = AccountManager()

    within: frozenset[str] | None = None
    """The only roles with which the person may act now: those of the token of a program. None: all theirs."""

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="account_email_once"),)
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")

    def __str__(self) -> str:
        return self.display_name or self.email


def clean_email(email: str) -> str:
    """`email` as it is kept: without spaces around, in lower case."""
    return email.strip().lower()
