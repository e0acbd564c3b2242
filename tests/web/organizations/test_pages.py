from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pleinjour.base.spreadsheets import neutralise
from pleinjour.web.organizations import journal_guard
from pleinjour.web.organizations.actions.members import set_roles
from pleinjour.web.organizations.actions.units import add_unit
from pleinjour.web.organizations.journal import append
from pleinjour.web.organizations.models import (
    Authority,
    Invitation,
    JournalEntry,
    Kind,
    Membership,
    Role,
    Unit,
    UnitRule,
)
from tests.web.organizations.factories import make_account, make_authority, make_rule, make_unit, member, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def administrator(client: Client, authority: Authority) -> Client:
    """A browser where the administration is signed in."""
    sign_in(client, member(authority, Role.ADMINISTRATOR))
    return client


def _text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_a_unit_and_its_rule_are_added_from_the_page(administrator: Client, authority: Authority) -> None:
    base = f"/a/{authority.slug}/services/"
    administrator.post(base + "ajouter/", {"name": "Voirie"})
    unit = Unit.objects.get(authority=authority)
    administrator.post(f"{base}{unit.pk}/regle/", {"kind": "cidr", "value": "10.1.2.3/16"})
    page = _text(administrator, base)
    assert "Voirie" in page
    assert "10.1.0.0/16" in page


def test_a_refused_rule_is_explained_beside_its_field(administrator: Client, authority: Authority) -> None:
    unit = make_unit(authority)
    response = administrator.post(
        f"/a/{authority.slug}/services/{unit.pk}/regle/", {"kind": "cidr", "value": "10.1.2.3/32"}
    )
    assert response.status_code == 422
    assert "pourrait désigner une personne" in response.content.decode()
    assert not UnitRule.objects.exists()


def test_removing_asks_first_and_can_be_declined(administrator: Client, authority: Authority) -> None:
    unit = make_unit(authority)
    page = f"/a/{authority.slug}/services/{unit.pk}/retirer/"
    assert f'href="/a/{authority.slug}/services/"' in _text(administrator, page)
    assert Unit.objects.exists()
    administrator.post(page)
    assert not Unit.objects.exists()


def test_a_file_is_imported_and_exported(administrator: Client, authority: Authority) -> None:
    base = f"/a/{authority.slug}/services/"
    content = "unit,kind,value\r\nMédiathèque,cidr,10.2.0.0/16\r\n"
    file = SimpleUploadedFile("units.csv", content.encode("cp1252"))
    assert administrator.post(base + "importer/", {"file": file}).status_code == 302
    response = administrator.get(base + "export/")
    assert response.content.decode("utf-8-sig") == content
    assert response.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"unit,kind,value\nVoirie,user,camille.canari\n", "Ligne 2"),
        (b"unit;kind\n", "Ligne 1"),
        (b"\x81", "du texte"),
        (b"unit,kind,value\nVoi\x00rie,cidr,10.0.0.0/8\n", "du texte"),
        (b"unit,kind,value\n" + b"x" * 200_000, "Ligne 2"),
        (b"", "vide"),
        (b"x" * 1_000_001, "trop gros"),
    ],
)
def test_a_refused_file_says_which_line(administrator: Client, authority: Authority, content: bytes, said: str) -> None:
    file = SimpleUploadedFile("units.csv", content)
    response = administrator.post(f"/a/{authority.slug}/services/importer/", {"file": file})
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "canari" not in page


def test_the_settings_are_changed_from_the_page(administrator: Client, authority: Authority) -> None:
    page = f"/a/{authority.slug}/reglages/"
    form = {
        "name": "Clairval",
        "siren": authority.siren,
        "kind": Kind.EPCI,
        "accent": "#7a2e00",
        "time_zone": "Indian/Reunion",
        "language": "fr",
        "insee_code": "2A004",
    }
    assert administrator.post(page, form).status_code == 302
    authority.refresh_from_db()
    assert (authority.name, authority.kind, authority.headcount) == ("Clairval", Kind.EPCI, None)
    refused = administrator.post(page, {**form, "accent": "#ffee00"})
    assert "se lirait mal" in refused.content.decode()


def test_the_journal_shows_words_and_people_and_its_filter_holds(administrator: Client, authority: Authority) -> None:
    rssi = member(authority, Role.RSSI)
    add_unit(rssi, authority, "Voirie")
    page = f"/a/{authority.slug}/journal/"
    assert "Service ajouté" in _text(administrator, page)
    assert str(rssi) in _text(administrator, page)
    assert "Aucune entrée" in _text(administrator, page + "?action=unit.removed")
    assert "Aucune entrée" in _text(administrator, page + "?until=2020-01-01")
    assert "Service ajouté</td>" in _text(administrator, page + "?since=2020-01-01&action=unit.added")


def test_the_journal_says_its_details_in_words(administrator: Client, authority: Authority) -> None:
    dpo, agent = member(authority, Role.ADMINISTRATOR), member(authority, Role.AGENT)
    set_roles(dpo, authority, agent, [Role.RSSI])
    add_unit(dpo, authority, "agent")
    page = _text(administrator, f"/a/{authority.slug}/journal/")
    assert "avant\u00a0: Agent · rôles\u00a0: RSSI (sécurité)" in page
    assert "nom\u00a0: agent" in page


def test_a_journal_says_so_when_an_account_was_erased(administrator: Client, authority: Authority) -> None:
    rssi = member(authority, Role.RSSI)
    add_unit(rssi, authority, "Voirie")
    rssi.delete()
    assert "un compte effacé" in _text(administrator, f"/a/{authority.slug}/journal/")


def test_a_broken_journal_is_said_aloud(administrator: Client, authority: Authority) -> None:
    page = f"/a/{authority.slug}/journal/verification/"
    add_unit(member(authority, Role.RSSI), authority, "Voirie")
    assert "La chaîne est entière" in _text(administrator, page)
    journal_guard.remove(connection)
    JournalEntry.objects.update(reason="autre")
    journal_guard.install(connection)
    assert "La chaîne est rompue" in _text(administrator, page)


def test_an_export_runs_nothing_in_a_spreadsheet(administrator: Client, authority: Authority) -> None:
    with transaction.atomic():
        append(authority, None, "unit.added", reason="=HYPERLINK(1)")
    exported = administrator.get(f"/a/{authority.slug}/journal/export/").content.decode("utf-8-sig")
    assert ",'=HYPERLINK(1)," in exported


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_what_begins_a_formula_is_neutralised(text: str) -> None:
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Sports;=1+1", "Sports;'=1+1"),
        ('Sports; "=1', "Sports;' \"=1"),
        ("a\t@x\n-1", "a\t'@x\n'-1"),
        ("a;b=1, c-d", "a;b=1, c-d"),
    ],
)
def test_a_formula_that_a_french_spreadsheet_would_find_after_a_semicolon_is_neutralised(text: str, kept: str) -> None:
    assert neutralise(text) == kept


def test_plain_values_stay_as_they_are() -> None:
    assert [neutralise(value) for value in (None, 3, "10.0.0.0/8", "é")] == ["", "3", "10.0.0.0/8", "é"]


def test_the_only_administrator_is_told_why_they_stay(administrator: Client, authority: Authority) -> None:
    own = authority.memberships.get().account_id
    response = administrator.post(f"/a/{authority.slug}/membres/{own}/retirer/", follow=True)
    assert "Il faut garder au moins une personne" in unescape(response.content.decode())
    response = administrator.post(f"/a/{authority.slug}/membres/{own}/roles/", {"roles": ["agent"]})
    assert response.status_code == 422


def test_a_page_of_members_shows_roles_and_invitations(administrator: Client, authority: Authority) -> None:
    member(authority, Role.DPO, Role.ELU)
    base = f"/a/{authority.slug}/membres/"
    administrator.post(base + "inviter/", {"email": "invite@clairval.example", "role": "dpo"})
    page = _text(administrator, base)
    assert "DPO (protection des données), Élu" in page
    assert "invite@clairval.example" in page


def test_those_who_only_read_are_offered_no_deed(client: Client, authority: Authority) -> None:
    make_rule(make_unit(authority))
    sign_in(client, member(authority, Role.DPO), verified=False)
    for path in ("services", "membres"):
        page = _text(client, f"/a/{authority.slug}/{path}/")
        assert "retirer" not in page.lower()
        assert "ajouter" not in page.lower()


def test_a_name_is_changed_on_ones_own_page(client: Client) -> None:
    account = make_account()
    sign_in(client, account, verified=False)
    client.post("/compte/nom/", {"display_name": "  Référente   numérique "})
    assert "Référente numérique" in _text(client, "/compte/")


def test_a_unit_is_renamed_from_its_page(administrator: Client, authority: Authority) -> None:
    unit = make_unit(authority, "Voirie")
    base = f"/a/{authority.slug}/services/{unit.pk}/"
    assert administrator.post(base + "renommer/", {"name": "Voirie et réseaux"}).headers["Location"] == base
    assert "Voirie et réseaux" in _text(administrator, base)


def test_roles_are_changed_from_the_page_of_a_member(administrator: Client, authority: Authority) -> None:
    colleague = member(authority, Role.AGENT)
    base = f"/a/{authority.slug}/membres/{colleague.pk}/"
    administrator.post(base + "roles/", {"roles": ["rssi", "referent"]})
    assert "Référent IA, RSSI (sécurité)" in _text(administrator, base)


def test_somebody_who_is_there_already_is_not_invited(administrator: Client, authority: Authority) -> None:
    form = {"email": member(authority, Role.AGENT).email, "role": "dpo"}
    response = administrator.post(f"/a/{authority.slug}/membres/inviter/", form)
    assert response.status_code == 422
    assert "déjà membre" in response.content.decode()


def test_an_invitation_is_withdrawn_from_the_page(administrator: Client, authority: Authority) -> None:
    administrator.post(f"/a/{authority.slug}/membres/inviter/", {"email": "x@y.example", "role": "dpo"})
    invitation = Invitation.objects.get()
    administrator.post(f"/a/{authority.slug}/invitations/{invitation.pk}/retirer/")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("deed", ["acces", "second-facteur"])
def test_the_pages_say_when_an_account_counts_elsewhere_too(
    administrator: Client, authority: Authority, deed: str
) -> None:
    shared = member(authority, Role.AGENT)
    Membership.objects.create(account=shared, authority=make_authority(), role=Role.AGENT)
    page = f"/a/{authority.slug}/membres/{shared.pk}/{deed}/"
    assert administrator.get(page).status_code == 200
    response = administrator.post(page, follow=True)
    assert "aussi membre d’une autre collectivité" in unescape(response.content.decode())


def test_a_long_list_of_members_is_shown_by_pages_with_few_questions(
    administrator: Client, authority: Authority
) -> None:
    for _ in range(60):
        member(authority, Role.AGENT)
    page = f"/a/{authority.slug}/membres/"
    with CaptureQueriesContext(connection) as queries:
        first = _text(administrator, page)
    assert len(queries) < 15
    assert first.count('<th scope="row"') == 50
    assert _text(administrator, page + "?page=2").count('<th scope="row"') == 11
