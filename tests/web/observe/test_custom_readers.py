"""Formats that an authority describes: kept, offered, tried, and never read by another authority."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from pleinjour.web.observe.actions import dropping, readers
from pleinjour.web.observe.actions.dropping import set_drop_folder
from pleinjour.web.observe.errors import UnknownFormatChosen
from pleinjour.web.observe.models import CustomReader, DropFolder, DroppedFile, Intake, Outcome
from pleinjour.web.observe.pages.readers import EXAMPLE
from pleinjour.web.observe.readers import load_customs
from pleinjour.web.organizations.errors import ObjectNotVisible
from pleinjour.web.organizations.journal import lock_chain
from pleinjour.web.organizations.models import Authority, JournalEntry, Role
from tests.web.observe.browsing import MARCH, Answer, bring, logs_url, text_of
from tests.web.observe.dropped import connections, drop, pass_over
from tests.web.observe.logs import squid_log
from tests.web.organizations.factories import make_authority, member, sign_in

pytestmark = pytest.mark.django_db

LOG = b"".join(
    f"2026-03-{day:02};09:26:53;10.1.0.{person};;GET;https://chatgpt.com/c;836;permis\n".encode()
    for day in (2, 3, 4)
    for person in range(20)
)
TWIN = EXAMPLE.replace("name: passerelle", "name: jumelle")
LIKE_SQUID = (
    "name: blancs\nfamily: tunnel\nlines: blanks\ncolumns: [t, ms, c, s, b, m, h, u, p, x]\n"
    "time: t\ntime_format: epoch\nclient: c\nhost: h\n"
)


def readers_url(authority: Authority) -> str:
    return f"{logs_url(authority)}formats/"


def keep(client: Client, authority: Authority, text: str) -> Answer:
    return client.post(f"{readers_url(authority)}ajouter/", {"text": text}, follow=True)


def reader_url(authority: Authority) -> str:
    return f"{readers_url(authority)}{CustomReader.objects.get(authority=authority).pk}/"


def actions_of(authority: Authority) -> list[str]:
    entries = JournalEntry.objects.filter(authority=authority, action__startswith="observe.reader")
    return list(entries.order_by("sequence").values_list("action", flat=True))


def test_a_description_is_kept_replaced_and_deleted_and_the_journal_says_so(
    steering: Client, authority: Authority
) -> None:
    assert "passerelle" in text_of(keep(steering, authority, EXAMPLE))
    changed = EXAMPLE.replace("Passerelle du réseau", "Passerelle du siège")
    page = text_of(steering.post(reader_url(authority), {"text": changed}, follow=True))
    assert "Passerelle du siège" in page
    assert "Prêt à lire" in page
    question = f"{reader_url(authority)}supprimer/"
    assert "Ce qui a déjà été lu reste" in text_of(steering.get(question))
    assert CustomReader.objects.count() == 1
    assert "Aucun format sur mesure" in text_of(steering.post(question, follow=True))
    assert actions_of(authority) == ["observe.reader_added", "observe.reader_replaced", "observe.reader_deleted"]


def test_a_file_is_taken_and_its_text_is_there_to_be_mended(steering: Client, authority: Authority) -> None:
    wrong = EXAMPLE.replace("family: request", "family: web")
    add = f"{readers_url(authority)}ajouter/"
    answer = steering.post(add, {"file": SimpleUploadedFile("passerelle.yaml", wrong.encode())})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "« family » vaut « web »" in page
    assert "family: web\n" in page
    assert not CustomReader.objects.exists()
    steering.post(add, {"file": SimpleUploadedFile("passerelle.yaml", b"\xef\xbb\xbf" + EXAMPLE.encode())})
    assert CustomReader.objects.get().description == EXAMPLE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Donnez la description du format"),
        (EXAMPLE.replace("lines: csv", " lines: csv"), "à la ligne 4"),
        (EXAMPLE.replace("host: adresse\n", ""), "il manque « host »"),
        (EXAMPLE.replace("name: passerelle", "name: squid"), "Un format s’appelle déjà « squid »"),
        (EXAMPLE.replace("name: passerelle", "name: empty"), "Un format s’appelle déjà « empty »"),
        (EXAMPLE.replace("name: passerelle", "name: Accueil du maire"), "ne convient pas"),
        ("#" * 10_001, "10000"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    text: str, said: str, steering: Client, authority: Authority
) -> None:
    answer = keep(steering, authority, text)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not CustomReader.objects.exists()


@pytest.mark.parametrize(("content", "said"), [(b"\xff\xfe", "texte en UTF-8"), (b"#" * 10_001, "trop gros")])
def test_a_file_that_is_no_description_is_told(
    content: bytes, said: str, steering: Client, authority: Authority
) -> None:
    answer = steering.post(f"{readers_url(authority)}ajouter/", {"file": SimpleUploadedFile("a.yaml", content)})
    assert said in text_of(answer)


def test_a_name_stands_once_in_an_authority_and_never_changes(steering: Client, authority: Authority) -> None:
    keep(steering, authority, EXAMPLE)
    assert "Un format s’appelle déjà « passerelle »" in text_of(keep(steering, authority, EXAMPLE))
    answer = steering.post(reader_url(authority), {"text": TWIN})
    assert "Gardez le nom « passerelle »" in text_of(answer)
    assert CustomReader.objects.get().description == EXAMPLE


def test_an_authority_keeps_so_many_and_no_more(
    steering: Client, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "MOST_READERS", 1)
    keep(steering, authority, EXAMPLE)
    assert "Il y a déjà 1 formats sur mesure" in text_of(keep(steering, authority, TWIN))
    assert set(load_customs(authority)) == {"passerelle"}


def test_one_that_somebody_deleted_meanwhile_does_not_come_back(steering: Client, authority: Authority) -> None:
    keep(steering, authority, EXAMPLE)
    rssi, stale = member(authority, Role.RSSI), CustomReader.objects.get()
    readers.delete_reader(rssi, CustomReader.objects.get())
    with pytest.raises(ObjectNotVisible):
        readers.replace_reader(rssi, stale, EXAMPLE, timezone.now())
    with pytest.raises(ObjectNotVisible):
        readers.delete_reader(rssi, stale)
    assert not CustomReader.objects.exists()
    assert actions_of(authority) == ["observe.reader_added", "observe.reader_deleted"]


def test_the_form_offers_it_after_the_formats_of_products(steering: Client, authority: Authority) -> None:
    keep(steering, authority, EXAMPLE)
    page = text_of(steering.get(logs_url(authority)))
    assert page.index('value="zscaler"') < page.index("Formats sur mesure") < page.index('value="passerelle"')


@pytest.mark.parametrize("chosen", ["passerelle", ""])
def test_a_log_that_is_brought_is_read_by_it_chosen_or_recognised(
    chosen: str, steering: Client, authority: Authority
) -> None:
    assert bring(steering, authority, LOG).status_code == 422
    keep(steering, authority, EXAMPLE)
    bring(steering, authority, LOG, format=chosen)
    assert (Intake.objects.get().format, connections(authority)) == ("passerelle", 60)


def test_the_drop_folder_tries_it_and_what_was_refused_is_read_at_the_next_pass(
    folder: Path, steering: Client, authority: Authority
) -> None:
    drop(folder, "a.log", LOG)
    assert pass_over(authority)[1].refused == 1
    keep(steering, authority, EXAMPLE)
    assert pass_over(authority)[1].files == 1
    assert connections(authority) == 60


def test_it_takes_no_log_from_the_reader_of_a_product(folder: Path, steering: Client, authority: Authority) -> None:
    keep(steering, authority, LIKE_SQUID)
    drop(folder, "a.log", squid_log(MARCH, range(20)))
    pass_over(authority)
    assert Intake.objects.get().format == "squid"


def test_two_that_read_a_file_as_well_are_named_and_choose_nothing(
    folder: Path, steering: Client, authority: Authority
) -> None:
    keep(steering, authority, EXAMPLE)
    keep(steering, authority, TWIN)
    answer = bring(steering, authority, LOG)
    assert "jumelle, passerelle" in text_of(answer)
    drop(folder, "a.log", LOG)
    pass_over(authority)
    refused = DroppedFile.objects.get()
    assert (refused.outcome, refused.why["fields"]["candidates"]) == (Outcome.FORMAT, "jumelle, passerelle")


def test_the_format_of_the_drop_folder_is_not_deleted_under_it(
    folder: Path, steering: Client, authority: Authority
) -> None:
    keep(steering, authority, EXAMPLE)
    set_drop_folder(member(authority, Role.RSSI), authority, format_name="passerelle", paused=False)
    answer = steering.post(f"{reader_url(authority)}supprimer/", follow=True)
    assert "Choisissez-en d’abord un autre pour ce dossier" in text_of(answer)
    drop(folder, "a.log", LOG)
    assert pass_over(authority)[1].files == 1
    assert DropFolder.objects.get().format == "passerelle"


def test_a_format_deleted_while_the_settings_waited_for_their_turn_is_refused(
    steering: Client, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(steering, authority, EXAMPLE)

    def wait_for_a_deletion(authority: Authority) -> None:
        CustomReader.objects.all().delete()
        lock_chain(authority)

    monkeypatch.setattr(dropping, "lock_chain", wait_for_a_deletion)
    with pytest.raises(UnknownFormatChosen):
        set_drop_folder(member(authority, Role.RSSI), authority, format_name="passerelle", paused=False)
    assert not DropFolder.objects.exists()


def test_one_that_another_version_refuses_waits_and_says_why(steering: Client, authority: Authority) -> None:
    CustomReader.objects.create(
        authority=authority, name="ancien", description="name: ancien\nancienne_cle: 1\n", kept_at=timezone.now()
    )
    assert load_customs(authority) == {}
    assert "« ancienne_cle » n’existe pas" in text_of(steering.get(readers_url(authority)))
    bring(steering, authority, squid_log(MARCH, range(20)))
    assert Intake.objects.get().format == "squid"


def test_another_authority_neither_sees_it_nor_reads_by_it(steering: Client, authority: Authority) -> None:
    keep(steering, authority, EXAMPLE)
    elsewhere, browser = make_authority(), Client()
    sign_in(browser, member(elsewhere, Role.RSSI))
    assert "passerelle" not in text_of(browser.get(logs_url(elsewhere)))
    assert bring(browser, elsewhere, LOG).status_code == 422
    assert bring(browser, elsewhere, LOG, format="passerelle").status_code == 422
    assert not Intake.objects.exists()
