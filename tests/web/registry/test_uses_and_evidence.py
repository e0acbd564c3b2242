import hashlib
import io
import zipfile
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pleinjour.web.organizations.models import Account, Authority, JournalEntry, Role
from pleinjour.web.registry.actions.description import Change, describe_system, described
from pleinjour.web.registry.actions.evidence import Piece, add_evidence, remove_evidence
from pleinjour.web.registry.actions.uses import UseDescription, add_use, change_use, end_use
from pleinjour.web.registry.errors import AlreadyOver, EvidenceRefused, UnitUnknown, UseOfSubstance, WrongDates
from pleinjour.web.registry.file_kinds import MOST_BYTES, recognise
from pleinjour.web.registry.models import Evidence, Part, System, Use
from tests.web.guards import unbacked
from tests.web.organizations.factories import make_authority, make_unit, member, sign_in
from tests.web.registry.factories import NOW, make_system, meet_all

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
PDF = b"%PDF-1.7\n%binary\n"


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def referent(authority: Authority) -> Account:
    return member(authority, Role.REFERENT)


@pytest.fixture
def system(authority: Authority) -> System:
    return make_system(authority)


def _open_document(kind: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<x/>")
    return written.getvalue()


def test_a_use_is_added_changed_and_ended_once(referent: Account, system: System) -> None:
    use = add_use(referent, system, UseDescription("Trier les courriers"), TODAY)
    change_use(referent, use, UseDescription("Trier", make_unit(system.authority), part=Part.BASIS), TODAY)
    end_use(referent, use, TODAY, TODAY)
    assert (Use.objects.get().purpose, Use.objects.get().part, Use.objects.get().ended_on) == ("Trier", "aide", TODAY)
    for late in (
        lambda: end_use(referent, use, TODAY, TODAY),
        lambda: change_use(referent, use, UseDescription("Autre"), TODAY),
    ):
        with pytest.raises(AlreadyOver):
            late()
    assert list(JournalEntry.objects.filter(action__startswith="use.").values_list("action", flat=True)) == [
        "use.added",
        "use.changed",
        "use.ended",
    ]


def test_no_use_weighs_more_than_those_that_were_studied(referent: Account, system: System) -> None:
    lighter = add_use(referent, system, UseDescription("Trier", part=Part.NONE), TODAY)
    add_use(referent, system, UseDescription("Préparer", part=Part.BASIS), TODAY)
    with unbacked():
        meet_all(system)
    with pytest.raises(UseOfSubstance):
        add_use(referent, system, UseDescription("Refuser", part=Part.WHOLE), TODAY)
    with pytest.raises(UseOfSubstance):
        change_use(referent, lighter, UseDescription("Trier", part=Part.WHOLE), TODAY)
    change_use(referent, lighter, UseDescription("Trier", part=Part.BASIS), TODAY)
    said = Change(system.version, is_substantial=True, reason="Il refusera seul.")
    describe_system(referent, system, described(system), said, NOW)
    assert add_use(referent, system, UseDescription("Refuser", part=Part.WHOLE), TODAY).part == Part.WHOLE


def test_a_use_stands_in_a_unit_of_its_authority_and_in_the_past(referent: Account, system: System) -> None:
    with pytest.raises(UnitUnknown):
        add_use(referent, system, UseDescription("Trier", make_unit(make_authority())), TODAY)
    with pytest.raises(WrongDates):
        add_use(referent, system, UseDescription("Trier", since=date(2026, 3, 3)), TODAY)
    use = add_use(referent, system, UseDescription("Trier", since=TODAY), TODAY)
    for day in (date(2026, 3, 1), date(2026, 3, 3)):
        with pytest.raises(WrongDates):
            end_use(referent, use, day, TODAY)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0...", "image/jpeg"),
        (_open_document("text"), "application/vnd.oasis.opendocument.text"),
        (_open_document("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
        ("Compte rendu, février".encode(), "text/plain"),
        (b"", None),
        (b"\n \n", None),
        (b"MZ\x90\x00\x03", None),
        (b"PK\x03\x04" + bytes(60), None),
        (_open_document("text-master-with-macros"), None),
        (b"text\x00with a null", None),
        ("à".encode("latin-1"), None),
    ],
)
def test_a_file_is_what_it_holds(content: bytes, kind: str | None) -> None:
    assert recognise(content) == kind


def test_evidence_is_kept_with_its_digest_and_removed_with_a_reason(referent: Account, system: System) -> None:
    piece = Piece("Contrat", "L’hébergement est en France", TODAY, content=PDF)
    evidence = add_evidence(referent, system, piece, NOW)
    assert bytes(Evidence.objects.get().content or b"") == PDF
    remove_evidence(referent, evidence, "Mauvaise version.")
    entry = JournalEntry.objects.get(action="evidence.removed")
    assert (entry.reason, hashlib.sha256(PDF).hexdigest() in entry.detail) == ("Mauvaise version.", True)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "piece",
    [
        Piece("Contrat", "?", TODAY),
        Piece("Contrat", "?", TODAY, link="https://example.org/", content=PDF),
        Piece("Contrat", "?", TODAY, content=b"MZ\x90\x00"),
        Piece("Contrat", "?", TODAY, content=PDF + bytes(MOST_BYTES)),
    ],
    ids=["nothing", "both", "a program", "too long"],
)
def test_what_is_no_evidence_is_refused_and_nothing_is_kept(referent: Account, system: System, piece: Piece) -> None:
    with pytest.raises(EvidenceRefused):
        add_evidence(referent, system, piece, NOW)
    assert not Evidence.objects.exists()


def test_evidence_is_not_dated_after_today(referent: Account, system: System) -> None:
    with pytest.raises(WrongDates):
        add_evidence(referent, system, Piece("Contrat", "?", date(2026, 3, 3), link="https://example.org/"), NOW)


@pytest.mark.parametrize(
    ("size", "status", "said"),
    [(9 * 2**20, 302, ""), (MOST_BYTES + 1, 422, "dépasse 10 Mio"), (12 * 2**20, 422, "dépasse dix mébioctets")],
    ids=["within the limit", "just beyond", "far beyond"],
)
def test_a_file_up_to_ten_mebibytes_is_kept_and_a_longer_one_is_told(
    client: Client, referent: Account, system: System, size: int, status: int, said: str
) -> None:
    sign_in(client, referent, verified=False)
    file = SimpleUploadedFile("contrat.pdf", PDF + bytes(size - len(PDF)))
    form = {"title": "Contrat", "claim": "Hébergé en France", "dated": "2026-03-02", "file": file}
    answer = client.post(f"/a/{system.authority.slug}/systemes/{system.pk}/pieces/", form)
    assert (answer.status_code, Evidence.objects.count()) == (status, int(status == 302))
    assert said in unescape(answer.content.decode())


def test_the_journal_is_read_about_one_system(client: Client, system: System) -> None:
    other = make_system(system.authority, "Autre assistant")
    sign_in(client, member(system.authority, Role.DPO), verified=False)
    page = client.get(f"/a/{system.authority.slug}/journal/", {"subject": f"system:{other.pk}"})
    assert [entry.target for entry in page.context["page"].object_list] == [f"system:{other.pk}"]
