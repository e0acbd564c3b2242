"""Set up the second factor: an application that shows six figures, and recovery codes on paper."""

import secrets
from datetime import datetime

from django.db import transaction
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from pleinjour.web.organizations.actions.accounts import clear_second_factor, journal_everywhere
from pleinjour.web.organizations.actions.sign_in import check_code, digest_recovery_code
from pleinjour.web.organizations.errors import BelongsElsewhere, WrongCode
from pleinjour.web.organizations.journal import append, name_account
from pleinjour.web.organizations.models import Account, Authority
from pleinjour.web.organizations.perms import Deed, require

RECOVERY_CODES = 10
# Without the letters and figures that are taken for one another on paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def pending_device(account: Account) -> TOTPDevice | None:
    """The application that is being set up, if one is."""
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=account, confirmed=False).first()
    return device


def start_second_factor(account: Account) -> TOTPDevice:
    """A new secret to photograph; it counts for nothing until its first code is given."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=account, confirmed=False).delete()
        device: TOTPDevice = TOTPDevice.objects.create(user=account, name="Application", confirmed=False)
    return device


def confirm_second_factor(account: Account, code: str) -> tuple[Device, list[str]]:
    """The confirmed device, and the recovery codes, told once. Raises WrongCode."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=False).first()
        is_right = device is not None and device.verify_token("".join(code.split()))
        if device is not None and is_right:
            TOTPDevice.objects.filter(user=account).exclude(pk=device.pk).delete()
            device.confirmed = True
            device.save()
            codes = _draw_codes(account)
            journal_everywhere(account, "account.second_factor_set_up")
    if device is None or not is_right:
        raise WrongCode
    return device, codes


def renew_recovery_codes(account: Account, code: str, address: str, now: datetime) -> list[str]:
    """New codes; the former ones open nothing any more. Raises TooManyAttempts, WrongCode."""
    check_code(account, code, address, now)
    with transaction.atomic():
        codes = _draw_codes(account)
        journal_everywhere(account, "account.recovery_codes_renewed")
    return codes


def remove_second_factor(account: Account, code: str, address: str, now: datetime) -> None:
    """Raises TooManyAttempts, WrongCode."""
    check_code(account, code, address, now)
    with transaction.atomic():
        clear_second_factor(account)
        journal_everywhere(account, "account.second_factor_removed")


def free_from_second_factor(actor: Account, authority: Authority, account: Account) -> None:
    """Take away the second factor of a member who lost it. Raises NotAllowed, BelongsElsewhere."""
    require(actor, authority, Deed.EDIT_MEMBERS)
    if account.memberships.exclude(authority=authority).exists():
        raise BelongsElsewhere
    with transaction.atomic():
        clear_second_factor(account)
        append(authority, actor, "member.second_factor_removed", target=name_account(account))


def _draw_codes(account: Account) -> list[str]:
    StaticDevice.objects.filter(user=account).delete()
    device = StaticDevice.objects.create(user=account, name="Codes de secours", confirmed=True)
    codes = ["".join(secrets.choice(ALPHABET) for _place in range(10)) for _code in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=digest_recovery_code(code)) for code in codes)
    return codes
