import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from pleinjour.web.organizations.models import Authority, JournalEntry, Kind, Role
from pleinjour.web.organizations.siren import with_key
from tests.web.organizations.factories import add_second_factor, make_authority, member

pytestmark = pytest.mark.django_db
SIREN = with_key("21380999")


def _run(*arguments: str) -> str:
    said = StringIO()
    call_command(*arguments, stdout=said, stderr=said)
    return said.getvalue()


def _path(said: str) -> str:
    found = re.search(r"http://[^/]+(/\S+/)", said)
    assert found
    return found.group(1)


def test_an_authority_is_opened_with_the_link_of_its_administration(client: Client) -> None:
    operator = make_authority(kind=Kind.OPERATEUR)
    said = _run(
        "open_authority", "Clairval", "--siren", SIREN, "--administrator", "dgs@clairval.example",
        "--operator", operator.slug,
    )  # fmt: skip
    assert Authority.objects.get(slug="clairval").parent == operator
    assert client.get(_path(said)).status_code == 200


@pytest.mark.parametrize("arguments", [("--siren", "123456789"), ("--siren", SIREN, "--operator", "personne")])
def test_a_wrong_opening_is_refused_with_a_sentence(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        _run("open_authority", "Clairval", "--administrator", "dgs@clairval.example", *arguments)
    assert not Authority.objects.exists()


def test_the_server_gives_access_back_to_who_lost_everything(client: Client) -> None:
    account = member(make_authority(), Role.ADMINISTRATOR)
    add_second_factor(account)
    said = _run("access_link", account.email, "--without-second-factor")
    assert client.get(_path(said)).status_code == 200
    assert not TOTPDevice.objects.exists()
    assert [entry.actor for entry in JournalEntry.objects.all()] == ["", ""]


def test_no_access_is_given_to_an_unknown_account() -> None:
    with pytest.raises(CommandError, match="Aucun compte actif n’a l’adresse"):
        _run("access_link", "personne@clairval.example")
