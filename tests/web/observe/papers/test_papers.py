"""The papers to agree on say what the settings say, and ask for what only people know."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from odfdo import Document
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from pleinjour.refdata.papers import load_papers
from pleinjour.web.observe import perms
from pleinjour.web.observe.actions.papers import Answers, answer_papers
from pleinjour.web.observe.models import DropFolder, PaperAnswers
from pleinjour.web.observe.papers.facts import gather_facts
from pleinjour.web.observe.papers.filling import make_papers
from pleinjour.web.organizations.models import Authority, JournalEntry, Role
from pleinjour.web.ui.papers.content import Paper, Terms
from pleinjour.web.ui.papers.odt import CONTENT_TYPE
from tests.web.observe.browsing import MARCH, bring, publish, text_of
from tests.web.observe.logs import squid_log
from tests.web.organizations.factories import make_authority, make_rule, make_unit, member, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
KEYS = ("notice", "cst", "registre", "aipd")
KNOWN = Answers(
    controller="La commune, représentée par le maire",
    dpo_contact="dpo@commune.example",
    cst_on=date(2026, 2, 3),
    informed_on=date(2026, 2, 10),
    starts_on=date(2026, 3, 1),
)


def papers_url(authority: Authority) -> str:
    return f"/a/{authority.slug}/observer/documents/"


def read(client: Client, authority: Authority, key: str) -> str:
    answer = client.get(f"{papers_url(authority)}{key}/")
    assert answer.status_code == 200
    return text_of(answer)


def make(authority: Authority, key: str) -> Paper:
    return make_papers(member(authority, Role.DPO), authority, [key], NOW)[key]


def said(paper: Paper) -> str:
    """Every text of a paper, places to fill in aside."""
    inlines = [inline for section in paper.sections for block in section.blocks for inline in block.inlines()]
    return " ".join("".join(part for part in inline if isinstance(part, str)) for inline in (paper.lead, *inlines))


@pytest.fixture
def guarding(authority: Authority) -> Client:
    """A browser where the DPO is signed in."""
    browser = Client()
    sign_in(browser, member(authority, Role.DPO))
    return browser


def test_a_wording_asks_only_for_facts_that_are_gathered(authority: Authority) -> None:
    facts = gather_facts(member(authority, Role.DPO), authority, NOW)
    for wording in load_papers().wordings.values():
        assert wording.names() <= facts.values.keys(), wording.key
        passages = [passage for chapter in wording.chapters for passage in chapter.passages]
        assert {name.removeprefix("no ") for one in passages for name in one.when} <= facts.conditions.keys()
        assert {one.lines[0] for one in passages if one.kind == "table"} <= facts.tables.keys()


def test_the_table_of_rights_is_that_by_which_the_site_decides(authority: Authority) -> None:
    rights = gather_facts(member(authority, Role.DPO), authority, NOW).tables["rights"]
    named = dict(rights.rows)
    words = load_papers().rights
    assert {str(deed) for deed in perms.GRANTS} <= words.keys()
    assert named[words["view_figures"]] == (load_papers().phrases["right_everyone"],)
    assert named[words["take_logs"]] == ("Administration, Référent IA, RSSI (sécurité)",)


@pytest.mark.parametrize("key", KEYS)
def test_the_threshold_is_that_of_the_settings(authority: Authority, settings: Settings, key: str) -> None:
    settings.PLEINJOUR_THRESHOLD = 23
    assert "23" in said(make(authority, key))
    assert "moins de 11" not in said(make(authority, key))


def test_before_any_log_the_papers_say_that_nothing_was_read(authority: Authority) -> None:
    assert "Aucun journal n’a encore été lu" in said(make(authority, "notice"))
    assert "la mesure n’a pas commencé" in said(make(authority, "cst"))


def test_formats_and_units_are_those_that_are_there(steering: Client, authority: Authority) -> None:
    make_rule(make_unit(authority, "Voirie"), "cidr", "10.1.0.0/24")
    make_unit(authority, "Culture")
    bring(steering, authority, squid_log(MARCH, range(30)))
    notice = said(make(authority, "notice"))
    assert "squid" in notice
    assert "chacun des 2 services déclarés" in notice
    publish(steering, authority)
    assert "Mois publiés\u00a0: 1." in said(make(authority, "registre"))


def test_how_logs_arrive_follows_the_settings(authority: Authority, settings: Settings, tmp_path: Path) -> None:
    settings.PLEINJOUR_DROP_FOLDER = None
    assert "apportés à la main" in said(make(authority, "notice"))
    settings.PLEINJOUR_DROP_FOLDER = tmp_path
    assert "apportés à la main" in said(make(authority, "cst")), "nobody has made this authority's own folder"
    folder = DropFolder.objects.create(authority=authority, looked_at=NOW)
    assert "dossier de dépôt, à chaque passage" in said(make(authority, "cst"))
    folder.paused = True
    folder.save()
    assert "apportés à la main" in said(make(authority, "cst"))


def test_what_the_logs_see_follows_what_is_published(steering: Client, authority: Authority) -> None:
    def families() -> int:
        table = gather_facts(member(authority, Role.DPO), authority, NOW).tables["families"]
        assert isinstance(table, Terms)
        return len(table.rows)

    assert families() == 4
    bring(steering, authority, squid_log(MARCH, range(30)))
    publish(steering, authority)
    assert families() == 2, "those that the format can give, whoever used what"


@pytest.mark.parametrize(
    ("headcount", "expected"), [(None, "n’est pas connu"), (49, "centre de gestion"), (200, "formation spécialisée")]
)
def test_the_committee_follows_the_headcount(authority: Authority, headcount: int | None, expected: str) -> None:
    authority.headcount = headcount
    assert expected in said(make(authority, "cst"))


def test_an_operator_is_named_and_asks_for_a_contract() -> None:
    hosted = make_authority(parent=make_authority(name="Syndicat numérique de l’Aube"))
    record = said(make(hosted, "registre"))
    assert "Syndicat numérique de l’Aube" in record
    assert "un contrat est nécessaire" in record


def test_what_only_people_know_is_asked_until_it_is_told(authority: Authority, settings: Settings) -> None:
    settings.PLEINJOUR_HOST = "Hébergeur public, France"
    assert len(make(authority, "registre").missing()) == 2
    answer_papers(member(authority, Role.DPO), authority, KNOWN)
    assert make(authority, "registre").missing() == []
    assert make(authority, "aipd").missing() == []
    assert "La commune, représentée par le maire" in said(make(authority, "notice"))
    assert "3 février 2026" in said(make(authority, "cst"))


def test_the_form_keeps_the_answers_and_the_journal_tells_which(guarding: Client, authority: Authority) -> None:
    form = f"{papers_url(authority)}reponses/"
    answers = {"controller": "La commune", "cst_on": "2026-02-03", "licence": "ODbL-1.0"}
    assert guarding.post(form, answers)["Location"] == papers_url(authority)
    kept = PaperAnswers.objects.get(authority=authority)
    assert (kept.controller, kept.cst_on, kept.licence) == ("La commune", date(2026, 2, 3), "ODbL-1.0")
    entry = JournalEntry.objects.get(authority=authority, action="observe.papers_answered")
    assert entry.detail == '{"fields":["controller","cst_on","licence"]}'
    guarding.post(form, answers)
    assert JournalEntry.objects.filter(action="observe.papers_answered").count() == 1
    assert 'value="2026-02-03"' in text_of(guarding.get(form))


def test_a_wrong_day_is_told_on_the_form(guarding: Client, authority: Authority) -> None:
    answer = guarding.post(f"{papers_url(authority)}reponses/", {"cst_on": "hier", "licence": "etalab-2.0"})
    assert answer.status_code == 422
    assert not PaperAnswers.objects.exists()


def test_every_member_reads_the_notice_and_only_it_is_offered_to_an_agent(
    reading: Client, authority: Authority
) -> None:
    page = text_of(reading.get(papers_url(authority)))
    assert "Notice d’information des agents" in page
    assert "Fiche du registre" not in page
    assert "Compléter les documents" not in page
    assert 'lang="fr"' in read(reading, authority, "notice")


def test_the_papers_stay_in_french_for_a_reader_of_english(guarding: Client, authority: Authority) -> None:
    guarding.cookies["django_language"] = "en"
    page = read(guarding, authority, "registre")
    assert "Take this document away" in page
    assert '<article lang="fr">' in page
    assert "Qui est responsable" in page


def test_names_are_data_and_never_markup() -> None:
    authority = make_authority(name='<script>alert("x")</script> & {threshold}')
    browser = Client()
    sign_in(browser, member(authority, Role.DPO))
    page = browser.get(f"{papers_url(authority)}cst/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "{threshold}" in page


def test_the_list_of_papers_asks_the_database_little(
    guarding: Client, authority: Authority, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(40):
        guarding.get(papers_url(authority))


def test_the_index_says_what_is_missing(guarding: Client, authority: Authority) -> None:
    page = text_of(guarding.get(papers_url(authority)))
    assert "nom et adresse du responsable du traitement" in page
    assert "points à compléter" in page


@pytest.mark.parametrize(("agents", "small", "large"), [(49, True, False), (50, False, False), (200, False, True)])
def test_the_committee_follows_the_thresholds_of_the_law(
    authority: Authority, agents: int, small: bool, large: bool
) -> None:
    authority.headcount = agents
    conditions = gather_facts(member(authority, Role.DPO), authority, NOW).conditions
    assert (conditions["small"], conditions["large"]) == (small, large)


def test_the_host_is_the_one_that_the_authority_answers_and_else_that_of_the_site(
    guarding: Client, authority: Authority, settings: Settings
) -> None:
    given = {"host": "La commune, en France", "licence": "etalab-2.0"}
    settings.PLEINJOUR_HOST = ""
    assert "hébergeur du serveur" in make(authority, "registre").missing()
    settings.PLEINJOUR_HOST = "Atelier du serveur"
    assert "Atelier du serveur" in said(make(authority, "registre"))
    answered = guarding.post(f"{papers_url(authority)}reponses/", given)
    assert answered.status_code == 302
    assert "La commune, en France" in said(make(authority, "registre"))


def test_the_impact_study_never_says_that_there_is_no_processor(authority: Authority, settings: Settings) -> None:
    settings.PLEINJOUR_HOST = "Atelier du serveur"
    study = said(make(authority, "aipd"))
    assert "Opérateur\u00a0: aucun. Hébergeur\u00a0: Atelier du serveur. Un contrat" in study


@pytest.mark.parametrize("key", KEYS)
def test_a_paper_that_is_handed_over_says_nothing_of_its_own_making(authority: Authority, key: str) -> None:
    text = said(make(authority, key))
    assert [
        word for word in ("Non relu", "Relu le", "résumé", "Légifrance", "les numéros d’articles") if word in text
    ] == []


def test_what_is_still_to_be_checked_is_told_to_those_who_complete_the_paper(
    guarding: Client, authority: Authority
) -> None:
    page = read(guarding, authority, "cst")
    assert "À vérifier avant de remettre ce document" in page
    assert "Les seuils ont été lus" in page
    sign_in(guarding, member(authority, Role.AGENT))
    assert "À vérifier avant de remettre ce document" not in read(guarding, authority, "cst")


def test_the_committee_reads_of_the_pages_by_their_own_names(authority: Authority) -> None:
    rights = gather_facts(member(authority, Role.DPO), authority, NOW).tables["rights"]
    assert any("À regarder" in row for row, _roles in rights.rows)


def test_a_member_takes_the_notice_away(reading: Client, authority: Authority) -> None:
    answer = reading.get(f"/a/{authority.slug}/observer/documents/notice.odt")
    assert answer["Content-Type"] == CONTENT_TYPE
    assert f"notice-{authority.slug}.odt" in answer["Content-Disposition"]
    assert authority.name in Document(BytesIO(answer.content)).get_formatted_text()
