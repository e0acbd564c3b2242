"""Open an authority, change what it says of itself."""

import re
from dataclasses import asdict, dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from django.utils.text import slugify

from pleinjour.web.organizations.errors import NameTaken, NotAllowed, SirenTaken, UnknownTimeZone, WeakContrast
from pleinjour.web.organizations.journal import append
from pleinjour.web.organizations.models import Account, Authority, Kind
from pleinjour.web.organizations.models.authority import DEFAULT_ACCENT
from pleinjour.web.organizations.perms import Deed, require
from pleinjour.web.organizations.siren import clean_siren
from pleinjour.web.ui.colours import derive_accent

_APOSTROPHE = re.compile("['’]")


@dataclass(frozen=True, slots=True)
class Profile:
    """What an authority says of itself. None is unknown."""

    name: str
    siren: str
    kind: Kind
    insee_code: str = ""
    population: int | None = None
    headcount: int | None = None
    time_zone: str = "Europe/Paris"
    accent: str = DEFAULT_ACCENT
    language: str = "fr"


def open_authority(profile: Profile, *, slug: str = "", parent: Authority | None = None) -> Authority:
    """A new authority, opened by who runs the platform.

    Raises WrongSiren, WeakContrast, UnknownTimeZone, NameTaken, SirenTaken.
    """
    clean = _clean(profile)
    slug = slug or slugify(_APOSTROPHE.sub(" ", clean.name))[:60]
    with transaction.atomic():
        if Authority.objects.filter(slug=slug).exists():
            raise NameTaken(name=clean.name)
        if Authority.objects.filter(siren=clean.siren).exists():
            raise SirenTaken(siren=clean.siren)
        authority = Authority.objects.create(slug=slug, parent=parent, **asdict(clean))
        append(authority, None, "authority.opened", detail={"kind": clean.kind})
    return authority


def host_authority(actor: Account, operator: Authority, profile: Profile) -> Authority:
    """A new authority hosted by `operator`. Raises NotAllowed, and what `open_authority` raises."""
    require(actor, operator, Deed.HOST_AUTHORITY)
    if operator.kind != Kind.OPERATEUR:
        raise NotAllowed
    with transaction.atomic():
        authority = open_authority(profile, parent=operator)
        append(operator, actor, "authority.hosted", target=f"authority:{authority.pk}")
    return authority


def change_authority(actor: Account, authority: Authority, profile: Profile) -> Authority:
    """Raises NotAllowed, WrongSiren, WeakContrast, UnknownTimeZone, SirenTaken."""
    require(actor, authority, Deed.EDIT_AUTHORITY)
    clean = asdict(_clean(profile))
    changed = sorted(field for field, value in clean.items() if getattr(authority, field) != value)
    if not changed:
        return authority
    with transaction.atomic():
        if Authority.objects.filter(siren=clean["siren"]).exclude(pk=authority.pk).exists():
            raise SirenTaken(siren=clean["siren"])
        Authority.objects.filter(pk=authority.pk).update(**clean)
        append(authority, actor, "authority.changed", detail={"fields": changed})
    authority.refresh_from_db()
    return authority


def _clean(profile: Profile) -> Profile:
    values = asdict(profile)
    values["siren"] = clean_siren(profile.siren)
    values["name"] = profile.name.strip()
    values["accent"] = _clean_accent(profile.accent)
    try:
        ZoneInfo(profile.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise UnknownTimeZone(zone=profile.time_zone) from None
    return Profile(**values)


def _clean_accent(accent: str) -> str:
    """The colour, if it reads on day paper as it is; its night twin is derived so that it always reads."""
    try:
        derived = derive_accent(accent)
    except ValueError:
        raise WeakContrast(accent=accent[:20], suggestion=DEFAULT_ACCENT) from None
    if not derived.is_faithful:
        raise WeakContrast(accent=accent, suggestion=f"#{derived.day}")
    return f"#{derived.day}"
