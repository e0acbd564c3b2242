"""The accounts of the demonstration: one for each role, with a password that everybody may know."""

from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django_otp.plugins.otp_totp.models import TOTPDevice

from pleinjour.web.home.demonstration.places import PLACES, Place
from pleinjour.web.organizations.actions.members import (
    accept_as_new_account,
    invite,
    invite_first_administrator,
)
from pleinjour.web.organizations.models import Account, Authority, Role

PASSWORD: Final = "grand-jour-de-demonstration"  # noqa: S105 - printed by the command; opens the demonstration only
SECOND_FACTOR_KEY: Final = b"Pleinjour-demo-only!"
SECOND_FACTOR_BASE32: Final = b32encode(SECOND_FACTOR_KEY).decode()


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """What somebody needs to sign in. `second_factor`: the secret to give to an application, for administrators."""

    place: str
    role: str
    email: str
    password: str
    second_factor: str | None


def list_accounts() -> list[DemoAccount]:
    """Every account, place after place."""
    return [
        DemoAccount(
            place=place.name,
            role=str(Role(role).label),
            email=email_of(place, role),
            password=PASSWORD,
            second_factor=SECOND_FACTOR_BASE32 if role == Role.ADMINISTRATOR else None,
        )
        for place in PLACES
        for role in place.roles
    ]


def email_of(place: Place, role: Role) -> str:
    return f"{'administration' if role == Role.ADMINISTRATOR else role.value}@{place.domain}"


def open_accounts(place: Place, authority: Authority, now: datetime) -> dict[Role, Account]:
    """One account for each role of the place; the administrator's second factor is set up."""
    first = invite_first_administrator(authority, email_of(place, Role.ADMINISTRATOR), now)
    administrator = _accept(first.token, Role.ADMINISTRATOR, now)
    TOTPDevice.objects.create(user=administrator, name="Démonstration", key=SECOND_FACTOR_KEY.hex(), confirmed=True)
    accounts = {Role.ADMINISTRATOR: administrator}
    for role in place.roles:
        if role != Role.ADMINISTRATOR:
            invited = invite(administrator, authority, email_of(place, role), role, now)
            accounts[role] = _accept(invited.token, role, now)
    return accounts


def _accept(token: str, role: Role, now: datetime) -> Account:
    return accept_as_new_account(token, PASSWORD, str(Role(role).label), now)
