from dataclasses import replace

import pytest

from pleinjour.web.organizations.actions.authorities import (
    Profile,
    change_authority,
    host_authority,
    open_authority,
)
from pleinjour.web.organizations.errors import (
    NameTaken,
    NotAllowed,
    SirenTaken,
    UnknownTimeZone,
    WeakContrast,
    WrongSiren,
)
from pleinjour.web.organizations.models import JournalEntry, Kind, Role
from pleinjour.web.organizations.siren import with_key
from tests.web.organizations.factories import make_authority, member

pytestmark = pytest.mark.django_db
PROFILE = Profile(name="Clairval-sur-Lune", siren=with_key("21380999"), kind=Kind.COMMUNE)


def test_an_authority_is_opened_with_a_name_for_its_address() -> None:
    authority = open_authority(PROFILE)
    assert (authority.slug, authority.population) == ("clairval-sur-lune", None)
    assert [entry.action for entry in JournalEntry.objects.filter(authority=authority)] == ["authority.opened"]


def test_an_apostrophe_parts_two_words_of_an_address() -> None:
    assert open_authority(replace(PROFILE, name="Commune d’Ombrelle")).slug == "commune-d-ombrelle"


def test_a_siren_and_a_slug_serve_once() -> None:
    open_authority(PROFILE)
    with pytest.raises(NameTaken):
        open_authority(replace(PROFILE, siren=with_key("21380998")))
    with pytest.raises(SirenTaken, match="a déjà le numéro SIREN"):
        open_authority(PROFILE, slug="autre")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"siren": "213809990"}, WrongSiren),
        ({"accent": "#ffff00"}, WeakContrast),
        ({"accent": "#777777"}, WeakContrast),
        ({"accent": "soleil"}, WeakContrast),
        ({"time_zone": "Europe/Clairval"}, UnknownTimeZone),
    ],
)
def test_what_makes_no_sense_is_refused_when_saved(change: dict[str, str], refusal: type[Exception]) -> None:
    authority = open_authority(PROFILE)
    with pytest.raises(refusal):
        change_authority(member(authority, Role.ADMINISTRATOR), authority, replace(PROFILE, **change))  # type: ignore[arg-type]
    authority.refresh_from_db()
    assert authority.accent == PROFILE.accent


def test_the_refusal_of_a_colour_offers_the_nearest_that_reads() -> None:
    with pytest.raises(WeakContrast) as refused:
        open_authority(replace(PROFILE, accent="#ffff00"))
    suggestion = str(refused.value.fields["suggestion"])
    assert open_authority(replace(PROFILE, accent=suggestion)).accent == suggestion


def test_a_change_says_in_the_journal_which_fields_changed() -> None:
    authority = open_authority(PROFILE)
    administrator = member(authority, Role.ADMINISTRATOR)
    changed = change_authority(administrator, authority, replace(PROFILE, headcount=230, population=8000))
    assert (changed.headcount, changed.population) == (230, 8000)
    change_authority(administrator, changed, replace(PROFILE, headcount=230, population=8000))
    details = JournalEntry.objects.filter(action="authority.changed").values_list("detail", flat=True)
    assert list(details) == ['{"fields":["headcount","population"]}']


def test_only_an_operator_hosts() -> None:
    operator = make_authority(kind=Kind.OPERATEUR)
    hosted = host_authority(member(operator, Role.ADMINISTRATOR), operator, PROFILE)
    assert hosted.parent == operator
    commune = make_authority()
    with pytest.raises(NotAllowed):
        host_authority(member(commune, Role.ADMINISTRATOR), commune, replace(PROFILE, name="Autre"))
