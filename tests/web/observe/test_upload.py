"""Bring logs: what is taken in, what is refused, and what is kept of either."""

import bz2
import gzip
import lzma
import re
from collections.abc import Callable

import pytest
import zstandard
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from time_machine import TimeMachineFixture

from pleinjour.web.observe.models import Intake, OpenMonth, PublishedCell, Run
from pleinjour.web.organizations.models import Authority, JournalEntry, Role
from tests.web.observe.browsing import APRIL, MARCH, bring, logs_url, month_url, publish, says, text_of
from tests.web.observe.logs import CHATGPT, LE_CHAT, squid_line, squid_log
from tests.web.organizations.factories import make_rule, make_unit, member, sign_in

pytestmark = pytest.mark.django_db


def nothing_is_kept() -> bool:
    return not (Run.objects.exists() or OpenMonth.objects.exists() or Intake.objects.exists())


def test_a_log_is_read_and_its_month_published(steering: Client, authority: Authority) -> None:
    answer = bring(steering, authority, squid_log(MARCH, range(60), [CHATGPT, LE_CHAT]))
    assert "mars 2026" in text_of(answer)
    assert OpenMonth.objects.get().month == "2026-03"
    page = publish(steering, authority)
    assert says(text_of(page), "Environ {} personnes", 60)
    assert PublishedCell.objects.filter(service="chatgpt", unit="", people__range=(55, 65)).exists()


def test_what_was_understood_is_said_in_words(steering: Client, authority: Authority) -> None:
    answer = text_of(bring(steering, authority, squid_log(MARCH, range(20)) + b"une ligne abim\xe9e chatgpt.com \n"))
    assert "squid" in answer
    assert "61" in answer
    assert "1 (la ligne n’a pas la forme attendue)" in answer


def test_an_open_month_shows_what_was_taken_in_and_no_figure(
    steering: Client, reading: Client, authority: Authority
) -> None:
    bring(steering, authority, squid_log(MARCH, range(67)))
    page = text_of(steering.get(month_url(authority)))
    assert "1 journal lu" in page
    assert "Publier le mois" in page
    words = re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")])
    assert not set(re.findall(r"\d+", words)) & {"67", "65", "200", "201"}
    assert reading.get(month_url(authority)).status_code == 404


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress])
def test_an_archive_is_read_as_it_comes(
    compress: Callable[[bytes], bytes], steering: Client, authority: Authority
) -> None:
    bring(steering, authority, compress(squid_log(MARCH, range(20))))
    assert Intake.objects.get().lines == 60


def test_the_page_says_that_logs_are_not_stored_and_leads_to_what_is_kept(
    steering: Client, authority: Authority
) -> None:
    """A sealed summary waits for the publication: « rien n’en est enregistré » would not be true."""
    page = text_of(steering.get(logs_url(authority)))
    assert "rien n’en est enregistré" not in page
    method = f"/a/{authority.slug}/observer/methode/"
    assert f'<a href="{method}#garde">Voir ce qui est gardé</a>' in page
    assert '<h2 id="garde">Ce qui est gardé</h2>' in text_of(steering.get(method))


def test_several_files_are_read_in_one_go(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)), squid_log(MARCH, range(20, 40)), squid_log(APRIL, [1]))
    assert Intake.objects.count() == 3
    assert {row.month: row.files for row in OpenMonth.objects.all()} == {"2026-03": 2, "2026-04": 1}


def test_a_month_of_daily_logs_is_told_whole(steering: Client, authority: Authority) -> None:
    days = [MARCH.replace(day=day) for day in range(1, 32)]
    answer = bring(steering, authority, *(squid_line(day, 1, CHATGPT) for day in days))
    assert "Journaux 1 à 20 sur 31." in text_of(answer)
    (address, _status), *_rest = answer.redirect_chain
    assert "Journal 31" in text_of(steering.get(f"{address}&page=2"))


def test_more_files_than_a_form_carries_are_refused_with_what_to_do(
    steering: Client, authority: Authority, settings: Settings
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    answer = bring(steering, authority, *(squid_log(MARCH, [person]) for person in range(4)))
    assert answer.status_code == 422
    assert "Vous avez choisi plus de 3 journaux" in text_of(answer)
    assert nothing_is_kept()


def test_the_same_file_twice_counts_once(steering: Client, authority: Authority) -> None:
    log = squid_log(MARCH, range(30))
    bring(steering, authority, log)
    answer = bring(steering, authority, gzip.compress(log))
    assert "Il ne compte qu’une fois" in text_of(answer)
    assert Intake.objects.count() == 1
    assert OpenMonth.objects.get().files == 1
    publish(steering, authority)
    assert PublishedCell.objects.get(family="tunnel", unit="", category="").connections == 90


def test_a_file_may_stand_in_several_months(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)) + squid_log(APRIL, range(20)))
    assert list(OpenMonth.objects.values_list("month", flat=True)) == ["2026-03", "2026-04"]


def test_a_published_month_is_left_alone(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)))
    publish(steering, authority)
    answer = bring(steering, authority, squid_log(MARCH, range(50)) + squid_log(APRIL, range(20)))
    assert "déjà publiés" in text_of(answer)
    assert OpenMonth.objects.get().month == "2026-04"


def test_a_file_without_any_use_opens_the_months_it_covers_like_any_other(
    steering: Client, authority: Authority
) -> None:
    answers = [
        bring(steering, authority, squid_log(MARCH, range(20), [host])) for host in ("intranet.example", CHATGPT)
    ]
    assert all("mars 2026" in text_of(answer) for answer in answers)
    assert [intake.months for intake in Intake.objects.all()] == [["2026-03"], ["2026-03"]]
    assert OpenMonth.objects.get().month == "2026-03"


def test_a_file_without_any_dated_line_is_told_and_leaves_no_month(steering: Client, authority: Authority) -> None:
    refused = squid_log(MARCH, range(20)).replace(b"TCP_TUNNEL/200", b"TCP_DENIED/403")
    answer = bring(steering, authority, refused)
    assert "Aucune ligne datée" in text_of(answer)
    assert not Run.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"ceci n'est pas un journal\n" * 30, "n’est pas reconnu"),
        (gzip.compress(squid_log(MARCH, range(400)))[:-200], "ne peut pas être lu"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "c’est une image, pas un journal"),
        (b"", "est vide"),
    ],
    ids=["unknown", "truncated", "picture", "empty"],
)
def test_a_file_that_cannot_be_read_is_explained_and_nothing_is_kept(
    content: bytes, sentence: str, steering: Client, authority: Authority
) -> None:
    answer = bring(steering, authority, content)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert nothing_is_kept()


def test_one_bad_file_among_good_ones_keeps_them_all_out(steering: Client, authority: Authority) -> None:
    answer = bring(steering, authority, squid_log(MARCH, range(20)), b"bonjour\n" * 10)
    assert answer.status_code == 422
    assert nothing_is_kept()


def test_the_first_line_of_an_unknown_format_is_masked(steering: Client, authority: Authority) -> None:
    answer = text_of(bring(steering, authority, b"Camille.Durand 10.9.8.7 ailleurs\n" * 9))
    assert "Camille" not in answer
    assert "xxxxxxx.xxxxxx 00.0.0.0" in answer


def test_a_form_without_a_file_says_what_is_missing(steering: Client, authority: Authority) -> None:
    answer = steering.post(logs_url(authority), {"format": ""})
    assert answer.status_code == 422
    assert "Choisissez au moins un journal" in text_of(answer)


def test_a_format_may_be_given(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)), format="squid")
    assert Intake.objects.get().format == "squid"


def test_a_format_that_is_not_the_one_of_the_file_is_refused(steering: Client, authority: Authority) -> None:
    assert bring(steering, authority, squid_log(MARCH, range(20)), format="zscaler").status_code == 422
    assert nothing_is_kept()


def test_the_units_of_the_authority_place_people(steering: Client, authority: Authority) -> None:
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.0.0/24")
    make_rule(make_unit(authority, "Culture"), "cidr", "10.1.1.0/24")
    bring(steering, authority, squid_log(MARCH, range(400)))
    publish(steering, authority)
    units = dict(PublishedCell.objects.filter(category="", suppressed=False).values_list("unit", "people"))
    assert units == {
        unit: pytest.approx(people, abs=5) for unit, people in {"": 400, "Voirie": 200, "Culture": 200}.items()
    }


def test_a_units_file_serves_once_and_is_not_kept(steering: Client, authority: Authority) -> None:
    make_unit(authority, "Voirie")
    units = SimpleUploadedFile("units.csv", b"unit,kind,value\nvoirie,cidr,10.1.0.0/24\n")
    bring(steering, authority, squid_log(MARCH, range(150, 250)), units=units)
    publish(steering, authority)
    assert PublishedCell.objects.get(family="tunnel", unit="Voirie", category="").people in {45, 50, 55}
    assert not authority.unit_rules.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"unit,kind,value\nVoirie,age,12\n", "Ligne 2"),
        (b"unit,kind,value\nVoirie,user,agent7\n", "désigne une personne"),
        (b"unit,kind,value\nJean Dupont,cidr,10.1.0.0/24\n", "« Jean Dupont » n’est pas un service déclaré"),
        (b"PK\x03\x04\x00\x00", "n’est pas du texte"),
        (b"unit,kind,value\n" + b"Voirie,user,a\n" * 90_000, "trop gros"),
    ],
    ids=["wrong", "person", "undeclared", "spreadsheet", "huge"],
)
def test_a_units_file_that_is_wrong_is_explained(
    content: bytes, sentence: str, steering: Client, authority: Authority
) -> None:
    units = SimpleUploadedFile("units.csv", content)
    answer = bring(steering, authority, squid_log(MARCH, range(20)), units=units)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert nothing_is_kept()


def test_logs_of_other_units_do_not_join_an_open_month(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)))
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.0.0/24")
    answer = bring(steering, authority, squid_log(MARCH, range(20, 40)))
    assert answer.status_code == 422
    assert "ne peuvent pas s’ajouter" in text_of(answer)
    assert OpenMonth.objects.get().files == 1


def test_a_month_under_way_waits_for_its_end(
    steering: Client, authority: Authority, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-03-20T09:00:00+00:00")
    page = text_of(bring(steering, authority, squid_log(MARCH, range(20))))
    assert "Se publie quand le mois est fini" in page
    assert "Publier le mois" not in page
    time_machine.move_to("2026-04-01T09:00:00+00:00")
    assert "Publier le mois" in text_of(steering.get(logs_url(authority)))


def test_what_is_not_published_can_be_forgotten(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)))
    url = f"{logs_url(authority)}oublier/"
    page = text_of(steering.get(url))
    assert "sera détruit" in page
    assert "Apportez de nouveau ce qui l’avait été à la main" in page
    steering.post(url)
    assert nothing_is_kept()


def test_the_journal_says_what_was_done_and_names_no_file(steering: Client, authority: Authority) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)))
    publish(steering, authority)
    entries = {entry.action: entry for entry in JournalEntry.objects.filter(authority=authority)}
    assert entries["observe.logs_taken"].target == "months:2026-03/2026-03"
    assert entries["observe.month_published"].target == "month:2026-03"
    assert "proxy" not in "".join(entry.detail for entry in entries.values())


def test_the_list_of_what_was_read_is_shown_to_the_dpo_who_may_not_add(authority: Authority, steering: Client) -> None:
    bring(steering, authority, squid_log(MARCH, range(20)))
    dpo = Client()
    sign_in(dpo, member(authority, Role.DPO))
    page = text_of(dpo.get(logs_url(authority)))
    assert "Ce que chaque journal contenait" in page
    assert "Lire ces journaux" not in page


def test_a_month_that_has_not_begun_and_one_of_long_ago_are_doubted(steering: Client, authority: Authority) -> None:
    now = timezone.localdate()
    ahead, old = now.replace(day=1, year=now.year + 1), now.replace(day=1, year=now.year - 2)
    page = text_of(bring(steering, authority, squid_log(ahead, range(12)), squid_log(old, range(12))))
    assert page.count("À vérifier") == 2
    assert "L’horloge de l’équipement est-elle à l’heure" in page
    assert "date de plus d’un an" in page
    page = text_of(bring(steering, authority, squid_log(now.replace(day=1), range(12), days=1)))
    assert "À vérifier" not in page


def test_an_upload_whose_session_is_over_says_that_it_was_not_kept(authority: Authority) -> None:
    page = text_of(bring(Client(), authority, squid_log(MARCH, range(12))))
    assert "Votre session est terminée. L’envoi n’a pas été gardé" in page
    assert "Votre session" not in text_of(Client().get(logs_url(authority), follow=True))
