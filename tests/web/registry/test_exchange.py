"""The register comes and goes as a file: nothing is written before every line suits and a person confirms."""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from pleinjour.base.spreadsheets import neutralise
from pleinjour.web.organizations.errors import NotAllowed, ObjectNotVisible
from pleinjour.web.organizations.journal import verify_journal
from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Role, Unit
from pleinjour.web.organizations.spreadsheet import write_ods
from pleinjour.web.registry.actions.description import Change, Description, describe_system, described
from pleinjour.web.registry.actions.life import Move, move_system
from pleinjour.web.registry.actions.tools import Ruling, add_system, set_state
from pleinjour.web.registry.actions.uses import UseDescription, add_use, end_use
from pleinjour.web.registry.errors import FileRefused, ImportRefused, RegisterChanged
from pleinjour.web.registry.exchange.actions import confirm_import, try_import
from pleinjour.web.registry.exchange.columns import NAMES
from pleinjour.web.registry.exchange.fates import Fate, Outcome, read_fates
from pleinjour.web.registry.exchange.table import Row, rows_of, write_json
from pleinjour.web.registry.models import Hosting, ImportTrial, Part, Stage, State, System, SystemVersion, Use
from pleinjour.web.registry.search import rebuild
from pleinjour.web.registry.selectors import get_systems_in_force
from pleinjour.web.registry.tasks import forget_files
from tests.web.guards import unbacked
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.registry.factories import NOW, make_system, meet_all

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def dpo(authority: Authority) -> Account:
    return member(authority, Role.DPO)


def table(*rows: Sequence[str], separator: str = ";", encoding: str = "utf-8") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def tried(actor: Account, authority: Authority, content: bytes) -> list[Fate]:
    return read_fates(try_import(actor, authority, content, NOW).fates)


def outcomes(fates: Sequence[Fate]) -> Counter[Outcome]:
    return Counter(fate.outcome for fate in fates)


def imported(actor: Account, authority: Authority, content: bytes) -> dict[Outcome, int]:
    return dict(confirm_import(actor, try_import(actor, authority, content, NOW), NOW))


def rows(authority: Authority, actor: Account) -> list[Row]:
    return list(rows_of(get_systems_in_force(actor, authority)))


def as_file(kind: str, lines: Sequence[Row]) -> bytes:
    """The register as each download writes it."""
    if kind == "json":
        return write_json(lines).encode()
    if kind == "ods":
        return write_ods({"Registre": [NAMES, *lines]})
    guarded = [[neutralise(cell) for cell in line] for line in lines]
    return b"\xef\xbb\xbf" + table(NAMES, *guarded, separator=",")


def test_nothing_is_written_before_a_person_confirms(authority: Authority, dpo: Account) -> None:
    unit = Unit.objects.create(authority=authority, name="Voirie")
    content = table(
        ["systeme", "A QUOI IL SERT", "Hébergement", "usage", "service de la collectivité", "depuis"],
        ["Parking", "Compter", "en france", "", "", ""],
        ["parking", "", "", "Guider les voitures", "VOIRIE", "1/2/2026"],
        encoding="cp1252",
    )
    trial = try_import(dpo, authority, content, NOW)
    assert [(fate.number, fate.outcome) for fate in read_fates(trial.fates)] == [(2, "created"), (3, "created")]
    assert not System.objects.exists()
    assert not JournalEntry.objects.filter(action="systems.imported").exists()
    confirm_import(dpo, trial, NOW)
    system = System.objects.get()
    assert (system.name, system.purpose, system.hosting) == ("Parking", "Compter", Hosting.FRANCE)
    assert (system.stage, system.state, system.version) == (Stage.REPORTED, State.UNKNOWN, 1)
    assert (system.uses.get().unit, system.uses.get().since) == (unit, date(2026, 2, 1))
    assert SystemVersion.objects.get().recorded_by_role == Role.DPO
    assert not ImportTrial.objects.exists()
    assert '"created":"2"' in JournalEntry.objects.get(action="systems.imported").detail
    assert verify_journal(authority) == []
    assert rebuild(System.objects.all()) == 0


@pytest.mark.parametrize("kind", ["csv", "ods", "json"])
def test_the_register_that_comes_back_changes_nothing(authority: Authority, dpo: Account, kind: str) -> None:
    rssi = member(authority, Role.RSSI)
    system = add_system(dpo, authority, service="chatgpt")
    told = Description("=1+1 ; =2", "<b>Gras</b>\r\n- liste", provider="'=3", contract_ends_on=TODAY)
    describe_system(dpo, make_system(authority), told, Change(1), NOW)
    set_state(rssi, system, Ruling(State.APPROVED, "Contrat signé.", TODAY), TODAY)
    move_system(dpo, system, Move(Stage.STUDIED, "On étudie.", Stage.REPORTED), NOW)
    for _twice in range(2):
        end_use(dpo, add_use(dpo, system, UseDescription("@moi", part=Part.BASIS), TODAY), TODAY, TODAY)
    fates = tried(dpo, authority, as_file(kind, rows(authority, dpo)))
    assert [(fate.outcome, fate.problems) for fate in fates] == [(Outcome.UNCHANGED, ())] * 4


@pytest.mark.parametrize("kind", ["csv", "ods", "json"])
def test_an_empty_authority_takes_the_register_of_another(authority: Authority, dpo: Account, kind: str) -> None:
    told = Description("Tri", "=somme(a1)\nDeuxième ligne", hosting=Hosting.HERE, data_used="<script>alert(1)</script>")
    system = make_system(authority)
    describe_system(dpo, system, told, Change(1), NOW)
    add_use(dpo, system, UseDescription("Trier ; -vite", part=Part.NONE), TODAY)
    other = make_authority()
    imported(member(other, Role.REFERENT), other, as_file(kind, rows(authority, dpo)))
    copy = System.objects.get(authority=other)
    assert described(copy) == described(System.objects.get(authority=authority))
    assert copy.uses.get().purpose == "Trier ; -vite"


WRONG = [
    ({"Système": "", "Fournisseur": "X"}, "Système"),
    ({"Système": "x" * 151}, "Système"),
    ({"Étape": "Déployé"}, "Étape"),
    ({"Étape": "déployé "}, "Étape"),
    ({"Étape": "deploye"}, "Étape"),
    ({"Étape": "En étude"}, "Étape"),
    ({"Étape": "n’importe"}, "Étape"),
    ({"État": "Approuvé"}, "État"),
    ({"Hébergement": "Lune"}, "Hébergement"),
    ({"Fin du contrat": "31/02/2026"}, "Fin du contrat"),
    ({"Fin du contrat": "0001-01-01"}, "Fin du contrat"),
    ({"Service du catalogue": "nulle part"}, "Service du catalogue"),
    ({"Ligne": "autre"}, "Ligne"),
    ({"Ligne": "système", "Usage": "Trier"}, "Usage"),
    ({"Ligne": "usage", "Système": "Absent", "Usage": "Trier"}, "Système"),
    ({"Ligne": "usage", "Système": "Là"}, "Usage"),
    ({"Système": "Là", "Usage": "Trier 1", "Depuis": "01/01/2999"}, "Depuis"),
    ({"Système": "Là", "Usage": "Trier 2", "Depuis": "2/1/2026", "Arrêté le": "1/1/2026"}, "Arrêté le"),
    ({"Système": "Là", "Usage": "Trier 3", "Service de la collectivité": "Lune"}, "Service de la collectivité"),
    ({"Système": "Là", "Usage": "Trier 4", "Fournisseur": "X"}, "Fournisseur"),
    ({"Système": "LÀ", "À quoi il sert": "Rien"}, "Système"),
    ({"Système": "En étude", "À quoi il sert": "Rien"}, "À quoi il sert"),
]


def test_each_line_that_does_not_suit_is_told_by_its_line_and_its_column(authority: Authority, dpo: Account) -> None:
    studied = make_system(authority, "En étude")
    move_system(dpo, studied, Move(Stage.STUDIED, "On étudie.", Stage.REPORTED), NOW)
    wrong = [{"Système": f"Nouveau {number}", **said} for number, (said, _column) in enumerate(WRONG)]
    trial = try_import(dpo, authority, json.dumps([{"Système": "Là"}, *wrong]).encode(), NOW)
    problems = [(fate.number, problem.column) for fate in read_fates(trial.fates) for problem in fate.problems]
    assert problems == [(number, column) for number, (_said, column) in enumerate(WRONG, 2)]
    with pytest.raises(ImportRefused):
        confirm_import(dpo, trial, NOW)
    assert System.objects.get() == studied


@pytest.mark.parametrize(
    "content",
    [
        table(["Système", "Étape", "Couleur"], ["Parking", "", ""]),
        table(["Système", "systeme"], ["Parking", "x"]),
        table(["Fournisseur"], ["Parking"]),
        table(["Système", ""], ["Parking", "x"]),
        b"\x89PNG\r\n\x1a\n\x00",
        b"",
    ],
)
def test_a_file_of_another_shape_is_refused_whole(authority: Authority, dpo: Account, content: bytes) -> None:
    with pytest.raises(FileRefused):
        try_import(dpo, authority, content, NOW)
    assert not ImportTrial.objects.exists()


def test_no_import_moves_a_system_nor_decides_on_it(authority: Authority, dpo: Account) -> None:
    make_system(authority, "Ancien")
    lines = [
        {"Système": name, column: said}
        for kinds, column in ((Stage, "Étape"), (State, "État"))
        for kind in list(kinds)[1:]
        for said in (kind.value, f" {kind.label.upper()} ", f"'{kind}")
        for name in ("Ancien", "Nouveau")
    ]
    trial = try_import(dpo, authority, json.dumps(lines).encode(), NOW)
    refused = [{problem.column for problem in fate.problems} for fate in read_fates(trial.fates)]
    assert [said for line, said in zip(lines, refused, strict=True) if not said & {*line} - {"Système"}] == []
    with pytest.raises(ImportRefused):
        confirm_import(dpo, trial, NOW)
    assert not System.objects.exclude(stage=Stage.REPORTED, state=State.UNKNOWN)


def test_a_changed_system_gets_a_version_and_an_empty_cell_leaves_what_is_known(
    authority: Authority, dpo: Account
) -> None:
    system = make_system(authority, "Parking")
    describe_system(dpo, system, Description("Parking", "Compter", provider="Maison"), Change(1), NOW)
    content = table(["Système", "Fournisseur", "À quoi il sert"], ["Parking", "Autre", ""])
    assert tried(dpo, authority, content)[0].columns == ("Fournisseur",)
    assert imported(dpo, authority, content)[Outcome.UPDATED] == 1
    system.refresh_from_db()
    assert (system.provider, system.purpose, system.version, system.basis) == ("Autre", "Compter", 3, 1)
    assert system.versions.first().number == 3  # type: ignore[union-attr]


def test_what_was_studied_is_not_changed_by_a_file_though_nobody_moved_it(authority: Authority, dpo: Account) -> None:
    system = make_system(authority, "Parking")
    with unbacked():
        meet_all(system)
    system_line = table(["Système", "Hébergement"], ["Parking", "hors de l’Union européenne"])
    use_line = table(["Système", "Usage", "Part dans une décision"], ["Parking", "Refuser", "il décide seul"])
    for content in (system_line, use_line):
        assert [fate.outcome for fate in tried(dpo, authority, content)] == [Outcome.REFUSED]


def test_a_register_that_changed_meanwhile_is_shown_again(authority: Authority, dpo: Account) -> None:
    system = make_system(authority, "Parking")
    trial = try_import(dpo, authority, table(["Système", "Fournisseur"], ["Parking", "Autre"]), NOW)
    describe_system(dpo, system, Description("Parking", provider="Quelqu’un"), Change(1), NOW)
    with pytest.raises(RegisterChanged):
        confirm_import(dpo, trial, NOW)
    system.refresh_from_db()
    assert system.provider == "Quelqu’un"
    confirm_import(dpo, ImportTrial.objects.get(), NOW)
    system.refresh_from_db()
    assert system.provider == "Autre"


def test_of_two_people_who_confirm_one_imports(authority: Authority, dpo: Account) -> None:
    trial = try_import(dpo, authority, table(["Système"], ["Parking"]), NOW)
    again = ImportTrial.objects.get()
    confirm_import(dpo, trial, NOW)
    with pytest.raises(ObjectNotVisible):
        confirm_import(member(authority, Role.RSSI), again, NOW)
    assert System.objects.count() == 1


def test_the_systems_of_two_files_that_say_the_same_are_there_once(authority: Authority, dpo: Account) -> None:
    content = table(["Système"], ["Parking"])
    mine, theirs = (try_import(actor, authority, content, NOW) for actor in (dpo, member(authority, Role.RSSI)))
    confirm_import(dpo, mine, NOW)
    with pytest.raises(RegisterChanged):
        confirm_import(dpo, theirs, NOW)
    assert System.objects.count() == 1


def test_who_may_not_describe_imports_nothing(authority: Authority) -> None:
    with pytest.raises(NotAllowed):
        try_import(member(authority, Role.AGENT), authority, table(["Système"], ["Parking"]), NOW)


def test_a_file_that_nobody_imported_is_forgotten(authority: Authority, dpo: Account) -> None:
    try_import(dpo, authority, table(["Système"], ["Parking"]), NOW)
    list(forget_files(NOW + timedelta(hours=23)))
    assert ImportTrial.objects.exists()
    list(forget_files(NOW + timedelta(hours=25)))
    assert not ImportTrial.objects.exists()


def test_a_file_is_tried_mended_and_imported_from_the_pages(client: Client, authority: Authority) -> None:
    sign_in(client, member(authority, Role.REFERENT), verified=False)
    base = f"/a/{authority.slug}/systemes/"

    def bring(*lines: Sequence[str]) -> str:
        file = SimpleUploadedFile("registre.exe", table(["Système", "Hébergement"], *lines))
        return client.post(f"{base}importer/", {"file": file}).headers["Location"]

    page = bring(["<i>Parking</i>", "Lune"])
    shown = client.get(page).content.decode()
    assert "&lt;i&gt;Parking" in shown
    assert "Hébergement" in shown
    assert "2,Système,<i>Parking</i>,À corriger,Hébergement," in client.get(f"{page}lignes/").content.decode()
    client.post(page)
    assert not System.objects.exists()
    page = bring(["<i>Parking</i>", "En France"])
    assert client.post(page).headers["Location"] == base
    assert System.objects.get().name == "<i>Parking</i>"
    for kind in ("", "ods/", "json/"):
        assert client.get(f"{base}export/{kind}").status_code == 200
    assert json.loads(client.get(f"{base}{System.objects.get().pk}/dossier/").content)["systeme"]["hosting"] == "france"


def test_a_file_too_long_is_told_so(client: Client, authority: Authority) -> None:
    sign_in(client, member(authority, Role.REFERENT), verified=False)
    file = SimpleUploadedFile("registre.csv", bytes(50 * 10**6))
    answer = client.post(f"/a/{authority.slug}/systemes/importer/", {"file": file})
    assert answer.status_code == 422
    assert "dépasse dix mébioctets" in answer.content.decode()


@pytest.mark.parametrize("kind", ["csv", "ods", "json"])
def test_a_template_says_nothing_and_is_taken_back(
    client: Client, authority: Authority, dpo: Account, kind: str
) -> None:
    sign_in(client, dpo)
    content = client.get(f"/a/{authority.slug}/systemes/importer/modele.{kind}").content
    assert tried(dpo, authority, content) == []


def test_an_operator_imports_from_the_shell(
    authority: Authority, dpo: Account, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "registre.csv"
    path.write_bytes(table(["Système", "Hébergement"], ["Parking", "Lune"], ["Tri", ""]))
    with pytest.raises(CommandError):
        call_command("import_systems", authority.slug, str(path), "--by", dpo.email)
    assert "ligne 2, Hébergement" in capsys.readouterr().out
    path.write_bytes(table(["Système"], ["Parking"]))
    call_command("import_systems", authority.slug, str(path), "--by", dpo.email, "--dry-run")
    assert not System.objects.exists()
    call_command("import_systems", authority.slug, str(path), "--by", dpo.email)
    assert System.objects.get().name == "Parking"


TEXTS = st.text(st.sampled_from("ab é=+-@'\";,\t\n<&\u200b"), max_size=12)


class TestRoundTrip(TestCase):
    @settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3), st.sampled_from(["csv", "ods", "json"]))
    def test_whatever_is_said_of_systems_comes_back_unchanged(self, said: list[tuple[str, str]], kind: str) -> None:
        authority = make_authority()
        dpo = member(authority, Role.DPO)
        for number, (purpose, use) in enumerate(said):
            system = System.objects.create(authority=authority, name=f"Outil {number}", purpose=purpose.strip())
            Use.objects.create(authority=authority, system=system, purpose=use.strip() or "x")
        fates = tried(dpo, authority, as_file(kind, rows(authority, dpo)))
        assert {fate.outcome for fate in fates} == {Outcome.UNCHANGED}
