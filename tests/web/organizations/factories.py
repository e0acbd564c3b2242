"""Rows for tests: `make_authority()`, `member(authority, Role.AGENT)`. What is not said is plausible and unique."""

from itertools import count

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from pleinjour.web.organizations.models import Account, Authority, Kind, Membership, Role, Unit, UnitRule
from pleinjour.web.organizations.siren import with_key

PASSWORD = "soleil-sur-la-place-7"
_numbers = count(1)


def make_authority(
    *, name: str = "", slug: str = "", kind: Kind = Kind.COMMUNE, parent: Authority | None = None
) -> Authority:
    number = next(_numbers)
    return Authority.objects.create(
        name=name or f"Commune de Clairval-{number}",
        slug=slug or f"clairval-{number}",
        siren=with_key(f"21{number:06d}"),
        kind=kind,
        parent=parent,
    )


def make_account(*, email: str = "", display_name: str = "", password: str | None = PASSWORD) -> Account:
    number = next(_numbers)
    return Account.objects.create_account(
        email or f"role-{number}@clairval.example", password, display_name=display_name or f"Rôle {number}"
    )


def member(authority: Authority, *roles: Role) -> Account:
    """An account that holds `roles` in `authority`."""
    account = make_account()
    Membership.objects.bulk_create(Membership(account=account, authority=authority, role=role) for role in roles)
    return account


def make_unit(authority: Authority, name: str = "") -> Unit:
    return Unit.objects.create(authority=authority, name=name or f"Service {next(_numbers)}")


def make_rule(unit: Unit, kind: str = "cidr", value: str = "10.0.0.0/24") -> UnitRule:
    return UnitRule.objects.create(authority=unit.authority, unit=unit, kind=kind, value=value)


def add_second_factor(account: Account) -> TOTPDevice:
    """A second factor that is set up and confirmed."""
    device: TOTPDevice = TOTPDevice.objects.create(user=account, name="Téléphone", confirmed=True)
    return device


def sign_in(client: Client, account: Account, *, verified: bool = True) -> None:
    """Open a session; `verified`: the second factor has been given too."""
    client.force_login(account)
    if verified:
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = add_second_factor(account).persistent_id
        session.save()
