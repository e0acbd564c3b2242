"""A finished study goes on paper: what was answered, what it weighs, who said what, and nothing that came later."""

import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from pleinjour.engines.studies import asked
from pleinjour.refdata import impact
from pleinjour.refdata.impact import load_impact
from pleinjour.web.decide.actions.opinions import End, end_reservation
from pleinjour.web.decide.actions.studies import finish_study, save_draft
from pleinjour.web.decide.errors import StudyUnfinished
from pleinjour.web.decide.models import Ending, Expert, Verdict
from pleinjour.web.decide.papers.study import make_study_paper
from pleinjour.web.decide.readings.answers import chosen
from pleinjour.web.decide.selectors import get_study_file
from pleinjour.web.organizations.models import Authority, Role
from pleinjour.web.registry.actions.description import Change, describe_system, described
from pleinjour.web.registry.models import System
from pleinjour.web.ui.components import Link
from pleinjour.web.ui.papers.content import Grid, Missing, Paper
from pleinjour.web.ui.papers.pdf import may_write_pdf, write_pdf
from tests.web.decide.factories import LIGHT, UNKNOWN_ALL, answer, finish, say
from tests.web.observe.papers.test_pdf import faults
from tests.web.organizations.factories import make_authority, member, sign_in
from tests.web.registry.factories import NOW, make_system

pytestmark = pytest.mark.django_db


@pytest.fixture
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def system(authority: Authority) -> System:
    return make_system(authority)


def paper_of(system: System, study_id: int) -> Paper:
    return make_study_paper(get_study_file(member(system.authority, Role.ELU), system.authority, study_id))


def words_of(paper: Paper) -> str:
    parts = [part for one in paper.sections for block in one.blocks for inline in block.inlines() for part in inline]
    assert not any(isinstance(part, Missing | Link) for part in parts)
    return "\n".join(map(str, parts))


def test_every_question_that_was_asked_stands_with_its_answer(system: System) -> None:
    answer(system)
    answers = {**UNKNOWN_ALL, "decision_part": ["weighs"]}
    save_draft(member(system.authority, Role.REFERENT), system, answers, 1, NOW)
    paper = paper_of(system, finish_study(member(system.authority, Role.REFERENT), system, NOW).pk)
    texts, questions_of_today = load_impact().texts, load_impact().questions
    grids = [block for section in paper.sections for block in section.blocks if isinstance(block, Grid)]
    said = {str(row[0][0]): str(row[1][0]) for grid in grids[1:] for row in grid.rows}
    questions = asked(questions_of_today, chosen(answers))
    assert sorted(said) == sorted(texts[question.id].label.say("fr") for question in questions)
    part = texts["decision_part"]
    assert said[part.label.say("fr")] == part.choices["weighs"].say("fr")
    assert "Je ne sais pas" in said.values()


def test_opinions_stand_with_their_reservations_and_their_ends(system: System) -> None:
    study = finish(system)
    opinion = say(system, Expert.RSSI, Verdict.RESERVED, ("Chiffrer les échanges", "Fermer un port"))
    first = opinion.reservations.first()
    assert first is not None
    end = End(Ending.ACCEPTED, "Prévu au printemps", "Directrice générale des services")
    end_reservation(member(system.authority, Role.DIRECTION), first, end, NOW)
    said = words_of(paper_of(system, study.pk))
    assert "Favorable avec réserves. Conforme au contrat." in said
    assert "Chiffrer les échanges (Acceptée, Directrice générale des services," in said
    assert "Fermer un port (ouverte)" in said


def test_what_changes_later_does_not_change_the_paper(system: System) -> None:
    study = finish(system)
    before = words_of(paper_of(system, study.pk))
    changed = replace(described(system), purpose="Trier des candidatures")
    referent = member(system.authority, Role.REFERENT)
    describe_system(
        referent, system, changed, Change(is_substantial=True, reason="Autre usage", seen=system.version), NOW
    )
    finish(system)
    say(system, Expert.DPO, Verdict.UNFAVOURABLE)
    assert words_of(paper_of(system, study.pk)) == before


def test_later_questions_do_not_change_the_paper(
    system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Version 2 asks otherwise, weighs otherwise and demands otherwise; the study of version 1 says what it said."""
    study = finish(system, LIGHT)
    before = words_of(paper_of(system, study.pk))
    shutil.copytree(impact.FOLDER / "1", tmp_path / "1")
    shutil.copytree(impact.FOLDER / "1", tmp_path / "2")
    for path, old, new in (
        ("lenses/1-droits.yaml", "Qui est concerné par", "Qui sera touché par"),
        ("lenses/1-droits.yaml", "{id: nobody, points: 0,", "{id: nil, points: 9,"),
        ("scale.yaml", "version: 1", "version: 2"),
        ("scale.yaml", "Une fiche publique à jour.", "Un débat."),
    ):  # fmt: skip
        text = (tmp_path / "2" / path).read_text()
        assert old in text
        (tmp_path / "2" / path).write_text(text.replace(old, new))
    monkeypatch.setattr(impact, "FOLDER", tmp_path)
    assert words_of(paper_of(system, study.pk)) == before
    referent = member(system.authority, Role.REFERENT)
    with pytest.raises(StudyUnfinished):
        finish_study(referent, system, NOW)
    save_draft(referent, system, {"people_concerned": ["nil"]}, 1, NOW)
    said = words_of(paper_of(system, finish_study(referent, system, NOW).pk))
    assert "Qui sera touché par" in said
    assert "Un débat." in said


def test_a_member_reads_it_and_takes_it_away(client: Client, authority: Authority, system: System) -> None:
    study = finish(system)
    system.name = "<script>alert(1)</script>"
    system.save()
    sign_in(client, member(authority, Role.AGENT), verified=False)
    base = f"/a/{authority.slug}/decider/"
    assert f"{base}etudes/{study.pk}/" in client.get(f"{base}{system.pk}/etude/").content.decode()
    page = client.get(f"{base}etudes/{study.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "Niveau" in unescape(page)
    assert client.get(f"{base}etudes/{study.pk}.odt").content[:2] == b"PK"


def test_the_study_of_another_authority_does_not_exist(client: Client, authority: Authority) -> None:
    study = finish(make_system(make_authority()))
    sign_in(client, member(authority, Role.DPO), verified=False)
    for end in ("/", ".pdf", ".odt"):
        assert client.get(f"/a/{authority.slug}/decider/etudes/{study.pk}{end}").status_code == 404


@pytest.mark.skipif(not may_write_pdf(), reason="pango is not installed: no PDF is made")
@pytest.mark.once
def test_an_independent_checker_finds_no_fault_in_its_pdf(system: System, tmp_path: Path) -> None:
    study = finish(system)
    say(system, Expert.RSSI, Verdict.RESERVED, ("Chiffrer les échanges",))
    assert faults(write_pdf(paper_of(system, study.pk)), tmp_path) == []
