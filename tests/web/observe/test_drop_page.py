"""The page of the drop folder: what it says at each moment, and what it never says."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from pleinjour.web.observe.models import DropFolder
from pleinjour.web.organizations.models import Authority, JournalEntry
from tests.web.observe.browsing import MARCH, Answer, logs_url, text_of
from tests.web.observe.dropped import drop, pass_over
from tests.web.observe.logs import squid_log
from tests.web.organizations.factories import make_rule, make_unit

pytestmark = pytest.mark.django_db


def page_of(client: Client, authority: Authority) -> str:
    answer: Answer = client.get(f"{logs_url(authority)}depot/")
    assert answer.status_code == 200
    return text_of(answer)


def test_without_a_common_folder_the_page_says_who_chooses_it(
    steering: Client, authority: Authority, settings: Settings
) -> None:
    settings.PLEINJOUR_DROP_FOLDER = None
    page = page_of(steering, authority)
    assert "Aucun dossier n’est surveillé" in page
    assert "PLEINJOUR_DROP_FOLDER" in page


def test_before_the_first_pass_the_page_gives_the_exact_path_and_an_example(
    folder: Path, steering: Client, authority: Authority
) -> None:
    page = page_of(steering, authority)
    assert "pas encore été regardé" in page
    assert f"<code>{folder}</code>" in page
    assert f"depot@serveur:{folder}/" in page


def test_before_the_first_pass_the_page_opens_west_of_greenwich_too(
    folder: Path, steering: Client, authority: Authority
) -> None:
    Authority.objects.filter(pk=authority.pk).update(time_zone="America/Martinique")
    assert "pas encore été regardé" in page_of(steering, authority)


def test_the_page_counts_and_says_what_is_refused_without_a_name(
    folder: Path, steering: Client, authority: Authority
) -> None:
    log = squid_log(MARCH, range(20))
    drop(folder, "a.log", log)
    drop(folder, "agent042.log.gz", gzip.compress(log)[:-30])
    drop(folder, "access.log.1", squid_log(MARCH, range(5)))
    drop(folder, "access.log", squid_log(MARCH, range(9)))
    pass_over(authority, after=timedelta(hours=2))
    page = page_of(steering, authority)
    assert "1, dont 1 sans doute en cours d’écriture" in page
    assert "l’archive est tronquée" in page
    assert "Copiez-le de nouveau" in page
    assert "agent042" not in page
    assert "Dernier passage" in page


def test_what_stops_the_folder_is_said_with_what_to_do(folder: Path, steering: Client, authority: Authority) -> None:
    drop(folder, "a.log", squid_log(MARCH, range(20)))
    pass_over(authority)
    make_rule(make_unit(authority))
    drop(folder, "b.log", squid_log(MARCH, range(30)))
    pass_over(authority)
    page = page_of(steering, authority)
    assert "pas été faits avec les mêmes unités" in page
    assert "Publiez les mois ouverts, ou oubliez" in page
    assert "ce qui est encore dans le dossier. Apportez de nouveau" in page
    assert "journaux/oublier/" in page


def test_a_task_that_has_stopped_is_told(folder: Path, steering: Client, authority: Authority) -> None:
    pass_over(authority, after=timedelta())
    assert "Le dernier passage date" not in page_of(steering, authority)
    DropFolder.objects.update(looked_at=timezone.now() - timedelta(hours=2))
    assert "Le dernier passage date" in page_of(steering, authority)


def test_the_format_and_the_pause_are_set_and_the_journal_says_so(
    folder: Path, steering: Client, authority: Authority
) -> None:
    pass_over(authority)
    settings = f"{logs_url(authority)}depot/reglages/"
    answer = steering.post(settings, {"format": "squid", "paused": "on"}, follow=True)
    assert "Le dépôt est en pause" in text_of(answer)
    assert "squid" in text_of(answer)
    assert JournalEntry.objects.get(authority=authority).detail == '{"format":"squid","paused":"yes"}'
    assert steering.post(settings, {"format": "no such format"}).status_code == 422
    assert "checked" in text_of(steering.get(settings))


def test_the_page_needs_no_access_to_the_folder(folder: Path, steering: Client, authority: Authority) -> None:
    """The web may run on another machine than the task."""
    path = drop(folder, "a.log", squid_log(MARCH, range(20)))
    pass_over(authority)
    path.unlink()
    folder.rmdir()
    assert "Lus" in page_of(steering, authority)
