"""Prove who one is: by a password, then by a second factor."""

from datetime import datetime

from django.contrib.auth import authenticate
from django.db import transaction
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from pleinjour.web.organizations.digests import digest_identifier
from pleinjour.web.organizations.errors import WrongCode, WrongCredentials
from pleinjour.web.organizations.models import Account
from pleinjour.web.organizations.models.account import clean_email
from pleinjour.web.organizations.throttling import (
    by_address,
    by_email,
    count_attempt,
    forget_old_attempts,
    forgive,
)

LONGEST_CODE = 16


def check_password(email: str, password: str, address: str, now: datetime) -> Account:
    """The account that this password opens. Raises TooManyAttempts, WrongCredentials.

    An unknown e-mail costs the same time as a wrong password: Django hashes in both cases.
    """
    email = clean_email(email)
    counters = by_email("sign-in", email), by_address("sign-in", address)
    count_attempt(counters, now)
    account = authenticate(username=email, password=password)
    if not isinstance(account, Account):
        raise WrongCredentials
    forgive(*counters)
    forget_old_attempts(now)
    return account


def wants_second_factor(account: Account) -> bool:
    """Whether the account has set one up: it is then asked at each sign-in."""
    return bool(TOTPDevice.objects.filter(user=account, confirmed=True).exists())


def check_code(account: Account, code: str, address: str, now: datetime) -> Device:
    """The device whose code this is: the application, or a recovery code, which is then spent.

    Raises TooManyAttempts, WrongCode.
    """
    counters = by_email("second-factor", str(account.pk)), by_address("second-factor", address)
    count_attempt(counters, now)
    device = _match(account, "".join(code.split()).lower())
    if device is None:
        raise WrongCode
    forgive(*counters)
    return device


def digest_recovery_code(code: str) -> str:
    """What is kept of a recovery code."""
    return digest_identifier("recovery", code)[:LONGEST_CODE]


def _match(account: Account, code: str) -> Device | None:
    with transaction.atomic():
        for totp in TOTPDevice.objects.select_for_update().filter(user=account, confirmed=True):
            if totp.verify_token(code):
                return totp
        for spare in StaticDevice.objects.select_for_update().filter(user=account, confirmed=True):
            if spare.verify_token(digest_recovery_code(code)):
                return spare
    return None
