"""What a person does with their own account, and the link that gives access back."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from pleinjour.web.organizations.errors import AccountUnknown, BelongsElsewhere, InvitationRefused, WrongCredentials
from pleinjour.web.organizations.journal import append, name_account
from pleinjour.web.organizations.models import Account, Authority, Membership
from pleinjour.web.organizations.models.account import clean_email
from pleinjour.web.organizations.perms import Deed, require
from pleinjour.web.organizations.selectors import get_visible_authorities
from pleinjour.web.organizations.throttling import by_address, by_email, count_attempt, forgive


@dataclass(frozen=True, slots=True)
class AccessLink:
    """The two parts of the address of a page that sets a password. They serve once, within an hour."""

    key: str
    token: str


class _AccessTokens(PasswordResetTokenGenerator):
    """A link dies when the account joins or leaves an authority: it gave no hold on what it now opens."""

    key_salt = "pleinjour.organizations.access"

    def _make_hash_value(self, user: Account, timestamp: int) -> str:
        authorities = Membership.objects.filter(account=user.pk).order_by("authority").values_list("authority", "role")
        return f"{super()._make_hash_value(user, timestamp)}{sorted(authorities)}"


_tokens = _AccessTokens()


def journal_everywhere(account: Account, action: str) -> None:
    """Write `action` in the journal of each authority of the account. Must run in the deed's transaction."""
    for authority in get_visible_authorities(account).order_by("pk"):
        append(authority, account, action, target=name_account(account))


def rename_account(account: Account, display_name: str) -> None:
    Account.objects.filter(pk=account.pk).update(display_name=" ".join(display_name.split()))


def choose_reminders(account: Account, *, wanted: bool) -> None:
    """Whether the person is told by e-mail, once a week at most, what waits for them."""
    Account.objects.filter(pk=account.pk).update(wants_reminders=wanted)


def change_password(account: Account, current: str, new: str, address: str, now: datetime) -> None:
    """Raises TooManyAttempts; WrongCredentials when `current` is not the password in force."""
    counters = by_email("own-password", str(account.pk)), by_address("own-password", address)
    count_attempt(counters, now)
    if not account.check_password(current):
        raise WrongCredentials
    forgive(*counters)
    _set_password(account, new)


def ask_for_access(email: str, address: str, now: datetime) -> tuple[Account, AccessLink] | None:
    """The account of this e-mail and its link, or None; the page says the same in both cases.

    Raises TooManyAttempts.
    """
    email = clean_email(email)
    count_attempt((by_email("access", email), by_address("access", address)), now)
    account = Account.objects.filter(email=email, is_active=True).first()
    return (account, _draw_link(account)) if account else None


def draw_access_link(actor: Account, authority: Authority, account: Account) -> AccessLink:
    """A link that an administrator hands over to a member, where no mail server is set up.

    Raises NotAllowed, BelongsElsewhere: an authority has no hold on an account that another one counts on.
    """
    require(actor, authority, Deed.EDIT_MEMBERS)
    if account.memberships.exclude(authority=authority).exists():
        raise BelongsElsewhere
    with transaction.atomic():
        append(authority, actor, "member.access_link_drawn", target=name_account(account))
    return _draw_link(account)


def restore_access(email: str, *, with_second_factor: bool) -> AccessLink:
    """The last resort of who runs the server: a link, and if asked an account without its second factor.

    Raises AccountUnknown when no active account has this e-mail.
    """
    with transaction.atomic():
        account = Account.objects.filter(email=clean_email(email), is_active=True).first()
        if account is None:
            raise AccountUnknown(email=email)
        deeds = ["member.access_link_drawn"]
        if not with_second_factor:
            clear_second_factor(account)
            deeds.append("member.second_factor_removed")
        for authority in get_visible_authorities(account).order_by("pk"):
            for deed in deeds:
                append(authority, None, deed, target=name_account(account))
    return _draw_link(account)


def clear_second_factor(account: Account) -> None:
    """Remove the application and the recovery codes. Callers check who asks, and write the journal."""
    TOTPDevice.objects.filter(user=account).delete()
    StaticDevice.objects.filter(user=account).delete()


def find_account(link: AccessLink) -> Account:
    """The account that this link opens. Raises InvitationRefused."""
    try:
        key = int(urlsafe_base64_decode(link.key))
    except (ValueError, OverflowError):
        raise InvitationRefused from None
    account = Account.objects.filter(pk=key, is_active=True).first()
    if account is None or not _tokens.check_token(account, link.token):
        raise InvitationRefused
    return account


def regain_access(link: AccessLink, password: str) -> Account:
    """Set the password by the link, which then opens nothing any more. Raises InvitationRefused."""
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=find_account(link).pk)
        find_account(link)
        _set_password(account, password)
    return account


def _set_password(account: Account, password: str) -> None:
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        # Whoever knew the former password may have drawn some.
        account.tokens.all().delete()
        journal_everywhere(account, "account.password_changed")


def _draw_link(account: Account) -> AccessLink:
    key = urlsafe_base64_encode(force_bytes(account.pk))
    return AccessLink(key, _tokens.make_token(account))
