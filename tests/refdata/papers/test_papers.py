"""The wording of the papers: whole, dated, and refused where it breaks its rules."""

import re
import shutil
from pathlib import Path

import pytest

from pleinjour.refdata import papers
from pleinjour.refdata.errors import ReferenceDataError
from pleinjour.refdata.needs import load_needs
from pleinjour.refdata.papers import load_papers, read_papers

FOLDER = Path(papers.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return shutil.copytree(FOLDER, tmp_path / "papers")


def damage(folder: Path, name: str, before: str, after: str) -> None:
    path = folder / name
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def test_every_paper_has_its_chapters() -> None:
    wordings = load_papers().wordings
    assert set(wordings) == {"notice", "cst", "registre", "aipd"}
    assert all(len(wording.chapters) >= 6 for wording in wordings.values())


def test_the_record_has_every_heading_of_article_30() -> None:
    titles = [chapter.title for chapter in load_papers().wordings["registre"].chapters]
    assert [title[:2] for title in titles[:7]] == ["a)", "b)", "c)", "d)", "e)", "f)", "g)"]


def test_the_impact_study_answers_the_nine_criteria() -> None:
    chapter = load_papers().wordings["aipd"].chapters[0]
    assert [len(passage.rows) for passage in chapter.passages if passage.kind == "grid"] == [9]


def test_every_legal_text_is_quoted_by_some_paper() -> None:
    found = load_papers()
    quoted = {
        text
        for wording in found.wordings.values()
        for chapter in wording.chapters
        for passage in chapter.passages
        if passage.kind == "laws"
        for text in passage.lines
    }
    assert found.texts.keys() - quoted == {"crpa-licences", "rgpd-15"}


def test_french_is_read_with_its_no_break_spaces() -> None:
    assert load_papers().wordings["aipd"].chapters[0].title == "Faut-il une analyse d’impact\u202f?"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("texts.yaml", "duty: obligatoire", "duty: conseillé"),
        ("texts.yaml", "  source: rgpd_copie\n", ""),
        ("texts.yaml", "source: rgpd_copie", "source: ailleurs"),
        ("texts.yaml", "article: RGPD", "articles: RGPD"),
        ("SOURCES.yaml", "rgpd_35:", "rgpd_36:"),
        ("cst.yaml", "cgfp-l253-5", "cgfp-l999"),
        ("cst.yaml", "table: families", "tables: families"),
        ("aipd.yaml", "heads: [Critère, ", "heads: ["),
        ("notice.yaml", "chapters:", "parts:"),
        ("facts.yaml", "missing:", "absent:"),
    ],
)
def test_what_breaks_the_rules_is_refused(folder: Path, name: str, before: str, after: str) -> None:
    damage(folder, name, before, after)
    with pytest.raises(ReferenceDataError):
        read_papers(folder)


def test_an_article_that_is_read_again_for_the_needs_is_read_again_for_the_papers() -> None:
    texts = load_papers().texts.values()
    for duty in (duty for need in load_needs().needs.values() for duty in need.duties):
        article = re.match(r"RGPD, article \d+\b", duty.text.fr)
        named = article[0] if article else None
        assert [text.article for text in texts if text.article == named and text.verified_on != duty.read_on] == []
